import type { Fault } from '../../sandbox';
import { createRandom } from '../../sandbox/random';

/** The ways in which people draw a send. Each is a workflow of its own. */
export const WORKFLOWS = ['stops', 'continues', 'retries', 'waits'] as const;
export type WorkflowName = (typeof WORKFLOWS)[number];

/** One send that is asked for. Its name is the text of the message, so that the ledger tells what became of it. */
export interface Ask {
	name: string;
	workflow: WorkflowName;
	/** Place in the sandbox's list of connections. Nobody is asked for twice in one workflow. */
	person: number;
	/** Milliseconds after the ask before it. */
	afterMs: number;
}

export interface Kill {
	/** Milliseconds after the kill before it. */
	afterMs: number;
	worker: number;
}

const SEND = '/linkedin-agent/send-message';
const STATUS = '/linkedin-agent/get-task-status';
/** Of 100 sends, so many meet a fault. */
const FAULTS = 30;
/** What the sandbox does to a send. The first half happens before the effect, the other half after it. */
const MISDEEDS: readonly Omit<Fault, 'path' | 'body'>[] = [
	{ kind: 'status', status: 500 },
	{ kind: 'status', status: 503, times: 2 },
	{ kind: 'status', status: 429, retryAfter: 1, times: 2 },
	{ kind: 'status', status: 429, retryAfter: 'date:2' },
	{ kind: 'resetBefore' },
	{ kind: 'html' },
	{ kind: 'slow', ms: 3000 },
	{ kind: 'resetAfter' },
	{ kind: 'statusAfter', status: 502 },
	{ kind: 'brokenJson' },
	{ kind: 'empty' },
	{ kind: 'missingTaskId' },
	{ kind: 'jsonAfter', json: 'Session expired' },
];

/** What happens in a drill: the same for the same seed, and a shorter one is the beginning of a longer one. */
export function planDrill(seed: string, sends: number) {
	const random = createRandom(seed, 'drill');
	const asks: Ask[] = [];
	const faults: Fault[] = [];
	for (let nth = 0; nth < sends; nth++) {
		const name = `drill-${seed}-${String(nth).padStart(4, '0')}`;
		asks.push({
			name,
			workflow: WORKFLOWS[nth % WORKFLOWS.length],
			person: Math.floor(nth / WORKFLOWS.length),
			afterMs: random.int(20, 100),
		});
		if (random.int(1, 100) > FAULTS) continue;
		faults.push({ ...random.pick(MISDEEDS), path: SEND, body: { message: name } });
	}
	return { asks, faults: [...faults, ...whileWaiting(createRandom(seed, 'checks'))] };
}

/** Checks of a task fail, too, here and there. */
const whileWaiting = (random: ReturnType<typeof createRandom>): Fault[] =>
	[502, 429, 500].map((status) => ({
		kind: 'status',
		status,
		path: STATUS,
		after: random.int(5, 200),
		times: random.int(5, 20),
	}));

/** Goes on for as long as the drill does. */
export function* planKills(seed: string): Generator<Kill, never> {
	const random = createRandom(seed, 'kills');
	for (;;) yield { afterMs: random.int(2000, 6000), worker: random.int(0, 1) };
}
