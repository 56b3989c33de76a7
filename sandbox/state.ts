import { createClock } from './clock';
import { createWorld } from './world';
import { createLedger } from './ledger';
import { createTasks } from './tasks';
import { createInvitations } from './world/invitations';
import { createWatchlists } from './watchlists/store';
import { createAccount } from './linkup/account';
import { runTask } from './agent';
import { changeSwitches } from './switches';
import { armFaults } from './faults';
import type { JsonObject } from './json';
import type { Seed } from './random';

export type Query = Record<string, string | string[] | undefined>;

export interface LoggedRequest {
	at: string;
	method: string;
	path: string;
	query: Query;
	body: unknown;
	/** Null when it was never answered. */
	status: number | null;
	headers: Record<string, string | string[] | undefined>;
}

interface Start {
	seed?: Seed;
	switches?: JsonObject;
	now?: number;
}

export type State = ReturnType<typeof createState>;

const MAX_REQUESTS = 20_000;

/** Everything a sandbox is, apart from its server. */
export function createState({ seed = 1, switches: change = {}, now }: Start) {
	/** The same object stays in use, because others keep a reference to it. */
	const switches = changeSwitches(change);
	const clock = createClock();
	clock.start(now);
	const listeners = new Set<() => void>();
	const requests: LoggedRequest[] = [];
	const changed = () => {
		for (const listener of listeners) listener();
	};

	function fresh(newSeed: Seed) {
		const world = createWorld(newSeed, clock);
		const ledger = createLedger();
		const invitations = createInvitations(world, switches);
		let failable = 0;
		const tasks = createTasks({
			seed: newSeed,
			switches,
			clock,
			onChange: changed,
			execute(task, at) {
				invitations.acceptDue(at);
				return runTask(task, { switches, ledger, at, count: () => (failable += 1) });
			},
		});
		const watchlists = createWatchlists(world, switches, clock);
		const linkup = createAccount(world);
		return { seed: newSeed, world, ledger, invitations, tasks, watchlists, linkup };
	}

	const state = {
		...fresh(seed),
		switches,
		clock,
		requests,
		listeners,
		changed,
		faults: armFaults(switches.faults),
		/** Performs everything due by now, apart from tasks, which do so themselves. */
		catchUp(): void {
			const accepted = state.invitations.acceptDue(clock.now());
			state.watchlists.catchUp();
			if (accepted > 0) changed();
		},
		log(request: LoggedRequest) {
			requests.push(request);
			changed();
			if (requests.length > MAX_REQUESTS * 1.1) requests.splice(0, requests.length - MAX_REQUESTS);
		},
		set(change: JsonObject): void {
			const next = changeSwitches(change, switches);
			state.tasks.advance();
			state.catchUp();
			const wasOnline = switches.extension === 'online';
			Object.assign(switches, next);
			if (change.linkupCredits !== undefined) state.linkup.consumed = 0;
			if (change.faults) state.faults = armFaults(switches.faults);
			if (!wasOnline && switches.extension === 'online') state.tasks.wake();
			else state.tasks.advance();
			changed();
		},
		/** Everything due by then happens at its own time. */
		moveClock(time: number): void {
			clock.moveTo(time);
			state.tasks.advance();
			state.catchUp();
			changed();
		},
		reset({ seed, switches: change = {}, now }: Start = {}): void {
			const next = changeSwitches(change);
			clock.start(now);
			state.tasks.stop();
			Object.assign(switches, next);
			Object.assign(state, fresh(seed ?? state.seed), { faults: armFaults(switches.faults) });
			requests.length = 0;
			changed();
		},
	};
	return state;
}
