/*
 * The main job on this computer alone: n8n's own engine runs a workflow with the built nodes against the sandbox, and
 * the sandbox's ledger shows who was contacted.
 */
import { request } from 'undici';
import { z } from 'zod';
import { type Sandbox, type Switches, startSandbox } from '../sandbox';
import { loadEngine, outxCredentials } from '../test/support/engine';
import { showProgress } from './demo/progress';
import { table } from './demo/table';
import exported from './demo/workflow.json';
import { messageOf } from './messageOf';
import { exportedWorkflow } from './n8n/answers';

const flow = exportedWorkflow.parse(exported);
const [TRIGGER, ...NODES] = flow.nodes;
const LOOKED_UP = 'Newest connections';
/** A little faster than real browsers. */
const SWITCHES: Partial<Switches> = { taskDelayMs: [400, 1000], pickUpMs: 200 };

const connections = z.array(z.object({ entity_urn: z.string(), name: z.string() }));
const ledgerAnswer = z.object({
	messages: z.array(z.object({ recipient: z.string(), name: z.string(), text: z.string() })),
	by_recipient: z.record(z.object({ name: z.string(), messages: z.number(), created: z.number() })),
});
type Ledger = z.infer<typeof ledgerAnswer>;

function tasksNow(sandbox: Sandbox) {
	const tasks = sandbox.tasks.list();
	const done = tasks.filter(({ endedAt }) => endedAt !== null).length;
	return `tasks: ${done} done, ${tasks.length - done} pending`;
}

async function runWorkflow(sandbox: Sandbox) {
	const progress = showProgress(() => tasksNow(sandbox));
	progress.begin("Load n8n's engine with the built nodes");
	const engine = await loadEngine();
	progress.end('ready');

	const run = await engine.run({
		nodes: NODES,
		connections: flow.connections,
		credentials: outxCredentials(sandbox.url),
		watch(hooks) {
			hooks.addHandler('nodeExecuteBefore', (name) => {
				if (name !== TRIGGER.name) progress.begin(name);
			});
			hooks.addHandler('nodeExecuteAfter', (name, { data, error }) => {
				if (name === TRIGGER.name || error) return;
				progress.end(`${data?.main.flat().length ?? 0} items`);
			});
		},
	});
	const took = progress.stop();
	if (run.status !== 'success') {
		const { message, description } = run.error ?? {
			message: `The execution ended as ${run.status}`,
		};
		throw new Error([message, description].filter(Boolean).join('\n'));
	}
	return { took, people: connections.parse(run.json(LOOKED_UP)) };
}

/** What really happened, requested from the sandbox as any client would. */
async function readLedger(url: string) {
	const { body } = await request(`${url}/sandbox/ledger`);
	return ledgerAnswer.parse(await body.json());
}

/** Everyone who was not contacted exactly once. */
function mistakes(ledger: Ledger, people: z.infer<typeof connections>) {
	const wanted = new Map(
		people.map(({ entity_urn, name }) => [entity_urn.slice(entity_urn.lastIndexOf(':') + 1), name]),
	);
	const contacted = new Map(Object.entries(ledger.by_recipient));
	return [...new Set([...wanted.keys(), ...contacted.keys()])].flatMap((id) => {
		const { name = wanted.get(id), messages = 0, created = 0 } = contacted.get(id) ?? {};
		const times = Math.max(messages, created);
		const expected = wanted.has(id) ? 1 : 0;
		return messages === expected && times === expected
			? []
			: [`${name ?? id} got ${times} messages instead of ${expected}`];
	});
}

async function main() {
	const sandbox = await startSandbox({ switches: SWITCHES });
	console.log(`A simulated OutX runs at ${sandbox.url}. No account, no real people.\n`);
	try {
		const { took, people } = await runWorkflow(sandbox);
		const ledger = await readLedger(sandbox.url);
		const rows = ledger.messages.map(({ recipient, name, text }) => [
			name,
			String(ledger.by_recipient[recipient].messages),
			text,
		]);
		console.log(`\nWho was contacted, from the sandbox's ledger:\n`);
		console.log(table(['Person', 'Messages', 'Text'], rows));

		const wrong = mistakes(ledger, people);
		if (people.length === 0) wrong.push('Nobody was found to contact');
		if (wrong.length > 0) throw new Error(`Not as expected:\n${wrong.join('\n')}`);
		console.log(`\n${people.length} people, each contacted exactly once, in ${took}.`);
		console.log(
			'Next: npm run sandbox runs the simulated OutX for your own n8n. See README.md, "Try it without an account".',
		);
	} finally {
		await sandbox.close();
	}
}

main().then(
	// n8n's engine leaves timers behind.
	() => process.exit(0),
	(error: unknown) => {
		console.error(`\n${messageOf(error)}`);
		process.exit(1);
	},
);
