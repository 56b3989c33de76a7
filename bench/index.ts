/*
 * Measures what the nodes themselves cost, against a sandbox where nothing takes time. The sandbox runs in this process
 * too, so its share is measured apart and taken off where it matters.
 */
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { Pool } from 'undici';
import manifest from '../package.json';
import { type Person, type Sandbox, startSandbox } from '../sandbox';
import { table } from '../scripts/demo/table';
import { messageOf } from '../scripts/messageOf';
import { ROOT } from '../scripts/setup';
import { type Engine, loadEngine, outxCredentials, SANDBOX_KEY } from '../test/support/engine';

const ROUNDS = 5;
const SENDS = 50;
const AT_ONCE = { taskDelayMs: 0, pickUpMs: 0 };
/** n8n numbers every execution that it could run again. This one it could not, so no marks are needed. */
const UNNUMBERED = '__UNKNOWN__';

type Row = [what: string, value: string, remark: string];

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];
const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
const urnOf = ({ id }: Person) => `urn:li:fsd_profile:${id}`;

/** The median of some rounds. */
async function often(measure: () => Promise<number> | number) {
	const values: number[] = [];
	for (let round = 0; round < ROUNDS; round++) values.push(await measure());
	return median(values);
}

async function timed(work: () => Promise<unknown>) {
	const start = performance.now();
	await work();
	return performance.now() - start;
}

/** Each round in a new process, because a module is loaded once. */
async function loading(): Promise<Row> {
	const { nodes, credentials } = manifest.n8n;
	const files = [...nodes, ...credentials].map((file) => path.join(ROOT, file));
	const script = `require('n8n-workflow'); const start = performance.now();
		for (const file of ${JSON.stringify(files)}) require(file);
		process.stdout.write(String(performance.now() - start));`;
	const value = await often(() =>
		Number(spawnSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' }).stdout),
	);
	return ['Loading the nodes', ms(value), 'once, when n8n starts; n8n-workflow is loaded already'];
}

async function bareSends(client: Pool, people: Person[]) {
	for (const person of people) {
		const { body } = await client.request({
			method: 'POST',
			path: '/linkedin-agent/send-message',
			headers: { 'content-type': 'application/json', 'x-api-key': SANDBOX_KEY },
			body: JSON.stringify({ recipient_urn: urnOf(person), message: 'Hello' }),
		});
		await body.dump();
	}
}

async function sending(engine: Engine, sandbox: Sandbox): Promise<Row[]> {
	const people = sandbox.world.connections.slice(0, SENDS);
	const items = people.map((person) => ({ json: { urn: urnOf(person) } }));
	let sent = 0;
	const perItem = async (options: INodeParameters, executionId?: string) => {
		const run = async () => {
			const result = await engine.runNode(
				'outx',
				{
					resource: 'message',
					operation: 'send',
					recipient: '={{ $json.urn }}',
					message: 'Hello',
					options,
				},
				{
					items,
					credentials: outxCredentials(sandbox.url),
					executionId,
					// A node of its own each time, so that nobody counts as contacted before.
					id: `node-${++sent}`,
				},
			);
			if (result.status !== 'success' || result.items.length !== SENDS) {
				throw new Error(`The sends failed: ${result.error?.message ?? result.status}`);
			}
		};
		return (await often(() => timed(run))) / SENDS;
	};
	const client = new Pool(sandbox.url, { connections: 1 });
	const bare = (await often(() => timed(() => bareSends(client, people)))) / SENDS;
	await client.close();
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

async function listing(engine: Engine, sandbox: Sandbox): Promise<Row> {
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
	const remark = `${requests} requests; tasks take no time here`;
	return [`Return All, ${found} connections`, ms(value), remark];
}

async function main() {
	const sandbox = await startSandbox({ switches: AT_ONCE });
	try {
		const engine = await loadEngine();
		console.error('Loading …');
		const rows = [await loading()];
		console.error('Sending …');
		rows.push(...(await sending(engine, sandbox)));
		console.error('Listing …');
		rows.push(await listing(engine, sandbox));
		const cores = os.availableParallelism();
		console.log(`\nNode.js ${process.versions.node}, ${cores} cores, medians of ${ROUNDS}\n`);
		console.log(table(['What', 'Time', ''], rows));
	} finally {
		await sandbox.close();
	}
	console.log('');
	const waiting = ['--require', 'tsx/cjs', path.join(__dirname, 'waiting.ts')];
	return spawnSync(process.execPath, waiting, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}

main().then(
	// n8n's engine leaves timers behind.
	(code) => process.exit(code),
	(error: unknown) => {
		console.error(messageOf(error));
		process.exit(1);
	},
);
