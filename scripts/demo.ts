/*
 * The main job on this computer alone: n8n's own engine runs a workflow with the built nodes against the sandbox, and
 * the sandbox's ledger tells who was written to.
 */
import { showProgress } from './demo/progress';
import { table } from './demo/table';
import flow from './demo/workflow.json';
import { temporaryFolder } from './temporary';

const [TRIGGER, ...NODES] = flow.nodes;
const LOOKED_UP = 'Newest connections';
/** A little quicker than real people's browsers. */
const SWITCHES = { taskDelayMs: [400, 1000], pickUpMs: 200 };

/** @param {import('../sandbox/server').Sandbox} sandbox */
function tasksNow(sandbox) {
	const tasks = sandbox.tasks.list();
	const done = tasks.filter(({ endedAt }) => endedAt !== null).length;
	return `tasks: ${done} done, ${tasks.length - done} pending`;
}

/** @param {import('../sandbox/server').Sandbox} sandbox */
async function runWorkflow(sandbox) {
	const progress = showProgress(() => tasksNow(sandbox));
	progress.begin("Load n8n's engine with the built nodes");
	const { loadEngine, outxCredentials } = require('../test/support/engine');
	const engine = /** @type {any} */ await loadEngine();
	progress.end('ready');

	const run = await engine.run({
		nodes: NODES,
		connections: flow.connections,
		credentials: outxCredentials(sandbox.url),
		watch(/** @type {any} */ hooks) {
			hooks.addHandler('nodeExecuteBefore', (/** @type {string} */ name) => {
				if (name !== TRIGGER.name) progress.begin(name);
			});
			hooks.addHandler(
				'nodeExecuteAfter',
				(/** @type {string} */ name, /** @type {any} */ { data, error }) => {
					if (name === TRIGGER.name || error) return;
					progress.end(`${data.main.flat().length} items`);
				},
			);
		},
	});
	const took = progress.stop();
	if (run.status !== 'success') {
		const { message, description } = run.error ?? { message: `The run ended as ${run.status}` };
		throw new Error([message, description].filter(Boolean).join('\n'));
	}
	return { took, people: run.json(LOOKED_UP) };
}

/** What really happened, asked of the sandbox as a stranger would. @param {string} url */
async function readLedger(url) {
	const response = await fetch(`${url}/sandbox/ledger`);
	return /** @type {any} */ await response.json();
}

/** Who was not written to exactly once. @param {any} ledger @param {any[]} people */
function mistakes(ledger, people) {
	const wanted = new Map(people.map(({ entity_urn, name }) => [entity_urn.split(':').pop(), name]));
	const reached = Object.keys(ledger.by_recipient);
	return [...new Set([...wanted.keys(), ...reached])].flatMap((id) => {
		const { name = wanted.get(id), messages = 0, created = 0 } = ledger.by_recipient[id] ?? {};
		const times = Math.max(messages, created);
		const expected = wanted.has(id) ? 1 : 0;
		return messages === expected && times === expected
			? []
			: [`${name} got ${times} messages instead of ${expected}`];
	});
}

async function main() {
	// n8n's engine keeps its settings there.
	process.env.N8N_USER_FOLDER = temporaryFolder('outx-demo-');
	const { startSandbox } = require('../sandbox');
	const sandbox = await startSandbox({ switches: /** @type {any} */ SWITCHES });
	console.log(`A pretend OutX runs at ${sandbox.url}. No account, no real people.\n`);
	try {
		const { took, people } = await runWorkflow(sandbox);
		const ledger = await readLedger(sandbox.url);
		const rows = ledger.messages.map((/** @type {any} */ { recipient, name, text }) => [
			name,
			String(ledger.by_recipient[recipient].messages),
			text,
		]);
		console.log(`\nWho was written to, from the sandbox's ledger:\n`);
		console.log(table([['Person', 'Messages', 'Text'], ...rows]));

		const wrong = mistakes(ledger, people);
		if (people.length === 0) wrong.push('Nobody was found to write to');
		if (wrong.length > 0) throw new Error(`Not as it should be:\n${wrong.join('\n')}`);
		console.log(`\n${people.length} people, each written to exactly once, in ${took}.`);
		console.log(
			'Next: npm run sandbox keeps the pretend OutX running for your own n8n. See README.md, "Try it without an account".',
		);
	} finally {
		await sandbox.close();
	}
}

main().then(
	// n8n's engine leaves timers behind.
	() => process.exit(0),
	(problem) => {
		console.error(`\n${problem.message}`);
		process.exit(1);
	},
);
