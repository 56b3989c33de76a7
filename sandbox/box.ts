import { createWorld } from './world';
import { createLedger } from './ledger';
import { createTasks } from './tasks';
import { createWatchlists } from './watchlists/store';
import { createAccount } from './linkup/account';
import { runTask } from './agent';
import { defaultSwitches, problemWith } from './switches';
import { armFaults } from './faults';

/** @typedef {import('./switches').Switches} Switches */
/**
 * @typedef {object} LoggedRequest
 * @property {string} at
 * @property {string} method
 * @property {string} path
 * @property {Record<string, any>} query
 * @property {any} body
 * @property {number | null} status null when it was never answered
 * @property {Record<string, any>} headers
 *
 * @typedef {{ seed?: number | string, switches?: Partial<Switches> }} Start
 * @typedef {ReturnType<typeof createBox>} Box
 */

const MAX_REQUESTS = 20_000;

/** The same object stays in use, because others hold on to it. @param {Switches} switches @param {Partial<Switches>} change */
function assignSwitches(switches, change) {
	const problem = problemWith(change);
	if (problem) throw new TypeError(problem);
	Object.assign(switches, structuredClone(change));
}

/** Everything a sandbox is, apart from its server. @param {Start} start */
function createBox({ seed = 1, switches: change = {} }) {
	const switches = defaultSwitches();
	assignSwitches(switches, change);
	/** @type {Set<() => void>} */
	const listeners = new Set();
	/** @type {LoggedRequest[]} */
	const requests = [];
	const changed = () => listeners.forEach((listener) => listener());

	/** @param {number | string} newSeed */
	function fresh(newSeed) {
		const world = createWorld(newSeed);
		const ledger = createLedger();
		let failable = 0;
		const tasks = createTasks({
			seed: newSeed,
			switches,
			onChange: changed,
			execute: (task, at) =>
				runTask(task, {
					world,
					switches,
					countFailable: () => (failable += 1),
					record: (action) => ledger.record(action, at, task.id),
				}),
		});
		const watchlists = createWatchlists(world, switches);
		return { seed: newSeed, world, ledger, tasks, watchlists, linkup: createAccount(world) };
	}

	const box = {
		...fresh(seed),
		switches,
		requests,
		listeners,
		changed,
		faults: armFaults(switches.faults),
		/** @param {LoggedRequest} request */
		log(request) {
			requests.push(request);
			changed();
			if (requests.length > MAX_REQUESTS * 1.1) requests.splice(0, requests.length - MAX_REQUESTS);
		},
		/** @param {Partial<Switches>} change @returns {void} */
		set(change) {
			box.tasks.advance();
			box.watchlists.catchUp();
			const wasOnline = switches.extension === 'online';
			assignSwitches(switches, change);
			if (change.linkupCredits !== undefined) box.linkup.consumed = 0;
			if (change.faults) box.faults = armFaults(switches.faults);
			if (!wasOnline && switches.extension === 'online') box.tasks.wake();
			else box.tasks.advance();
			changed();
		},
		/** @param {Start} [start] @returns {void} */
		reset({ seed, switches: change = {} } = {}) {
			const next = defaultSwitches();
			assignSwitches(next, change);
			box.tasks.stop();
			Object.assign(switches, next);
			Object.assign(box, fresh(seed ?? box.seed), { faults: armFaults(switches.faults) });
			requests.length = 0;
			changed();
		},
	};
	return box;
}

export { createBox };
