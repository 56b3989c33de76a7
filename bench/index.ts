/*
 * Measures what the nodes themselves cost, against a sandbox where nothing takes time. The sandbox runs in this process
 * too, so its share is measured apart and taken off where it matters.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { table } from '../scripts/demo/table';
import { temporaryFolder } from '../scripts/temporary';

process.env.N8N_USER_FOLDER = temporaryFolder('outx-bench-');
import { startSandbox } from '../sandbox';
import { loadEngine, outxCredentials, ROOT, SANDBOX_KEY } from '../test/support/engine';

const ROUNDS = 5;
const SENDS = 50;
const AT_ONCE = { taskDelayMs: 0, pickUpMs: 0 };
/** n8n numbers every execution that it could run again. This one it could not, so no marks are needed. */
const UNNUMBERED = '__UNKNOWN__';

/** @typedef {import('../sandbox/server').Sandbox} Sandbox */
/** @typedef {[what: string, value: string, remark: string]} Row */

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
/** @param {number} value */
const ms = (value) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

/** The median of some rounds. @param {() => Promise<number> | number} measure */
async function often(measure) {
	const values = [];
	for (let round = 0; round < ROUNDS; round++) values.push(await measure());
	return median(values);
}

/** @param {() => Promise<unknown>} work */
async function timed(work) {
	const start = performance.now();
	await work();
	return performance.now() - start;
}

/** Each round in a new process, because a module is loaded once. @returns {Promise<Row>} */
async function loading() {
	const { nodes, credentials } = require('../package.json').n8n;
	const files = [...nodes, ...credentials].map((file) => path.join(ROOT, file));
	const script = `require('n8n-workflow'); const start = performance.now();
		for (const file of ${JSON.stringify(files)}) require(file);
		process.stdout.write(String(performance.now() - start));`;
	const value = await often(() =>
		Number(spawnSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' }).stdout),
	);
	return ['Loading the nodes', ms(value), 'once, when n8n starts; n8n-workflow is loaded already'];
}

/** @param {Sandbox} sandbox @param {any[]} people */
async function bareSends(sandbox, people) {
	for (const { id } of people) {
		const response = await fetch(`${sandbox.url}/linkedin-agent/send-message`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-api-key': SANDBOX_KEY },
			body: JSON.stringify({ recipient_urn: `urn:li:fsd_profile:${id}`, message: 'Hello' }),
		});
		await response.text();
	}
}

/** @param {any} engine @param {Sandbox} sandbox @returns {Promise<Row[]>} */
async function sending(engine, sandbox) {
	const people = sandbox.world.connections.slice(0, SENDS);
	const items = people.map(({ id }) => ({ json: { urn: `urn:li:fsd_profile:${id}` } }));
	/** @param {object} options @param {string} [executionId] */
	const perItem = async (options, executionId) => {
		const run = async () => {
			const parameters = {
				resource: 'message',
				operation: 'send',
				recipient: '={{ $json.urn }}',
				message: 'Hello',
				options,
			};
			const credentials = outxCredentials(sandbox.url);
			// A node of its own each time, so that nobody counts as contacted before.
			const id = `node-${Math.random()}`;
			const result = await engine.runNode('outx', parameters, {
				items,
				credentials,
				executionId,
				id,
			});
			if (result.status !== 'success' || result.items.length !== SENDS) {
				throw new Error(`The sends failed: ${result.error?.message ?? result.status}`);
			}
		};
		return (await often(() => timed(run))) / SENDS;
	};
	const bare = (await often(() => timed(() => bareSends(sandbox, people)))) / SENDS;
	const plain = await perItem({}, UNNUMBERED);
	const marked = await perItem({});
	const once = await perItem({ sendOncePerRecipient: 'node' });
	return [
		['A bare request to the sandbox', ms(bare), 'for comparison'],
		['Send, per item, without marks', ms(plain), `${ms(plain - bare)} more than the bare request`],
		[
			'Send, per item, as it is',
			ms(marked),
			'with the marks that keep a re-run from sending again',
		],
		['… and Send Once Per Recipient', ms(once), 'with one more mark for each person'],
	];
}

/** @param {any} engine @param {Sandbox} sandbox @returns {Promise<Row[]>} */
async function listing(engine, sandbox) {
	const parameters = {
		resource: 'connection',
		operation: 'getAll',
		waitForCompletion: true,
		returnAll: true,
		options: {},
	};
	let found = 0;
	let requests = 0;
	const value = await often(() =>
		timed(async () => {
			const before = sandbox.requests.length;
			const credentials = outxCredentials(sandbox.url);
			const { items } = await engine.runNode('outx', parameters, { credentials });
			found = items.length;
			requests = sandbox.requests.length - before;
		}),
	);
	return [
		[
			`Return All, ${found} connections`,
			ms(value),
			`${requests} requests; tasks take no time here`,
		],
	];
}

/** @param {string} what */
const say = (what) => console.error(`${what} …`);

async function main() {
	const sandbox = await startSandbox({ switches: AT_ONCE });
	try {
		const engine = await loadEngine();
		say('Loading');
		const rows = [await loading()];
		say('Sending');
		rows.push(...(await sending(engine, sandbox)));
		say('Listing');
		rows.push(...(await listing(engine, sandbox)));
		console.log(
			`\nNode.js ${process.versions.node}, ${os.cpus().length} cores, medians of ${ROUNDS}\n`,
		);
		console.log(table(['What', 'Time', ''], rows));
	} finally {
		await sandbox.close();
	}

	const waiting = path.join(__dirname, 'waiting.ts');
	if (!fs.existsSync(waiting)) return 0;
	console.log('');
	return (
		spawnSync(process.execPath, ['--import', 'tsx', waiting], { cwd: ROOT, stdio: 'inherit' })
			.status ?? 1
	);
}

main().then(
	// n8n's engine leaves timers behind.
	(code) => process.exit(code),
	(problem) => {
		console.error(problem.message);
		process.exit(1);
	},
);
