/*
 * What n8n carries in queue mode: executions that wait inside the node, and executions that n8n's Wait node keeps in
 * the database between two checks. With what each writes into PostgreSQL.
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { request } from 'undici';
import { z } from 'zod';

import { until } from '../scripts/n8n/workflows';
import { startCluster, type Cluster } from '../test/queue/support/cluster';
import { isOver } from '../test/queue/support/queueMode';
import { chain, outx, type Chain } from '../test/queue/support/workflows';
import { rowOf, type Row } from './row';

const WORKERS = [1, 2, 4];
const EXECUTIONS = 200;
/** n8n's own default. */
const CONCURRENCY = 10;
const WAIT_S = 65;
const PATIENCE_MS = 240_000;

/** On few cores, a busy worker must not count as dead. */
const PATIENT = { QUEUE_WORKER_LOCK_DURATION: '60000', QUEUE_WORKER_LOCK_RENEW_TIME: '10000' };

const Count = z.object({ count: z.coerce.number() });
const StatusCount = Count.extend({ status: z.string() });

const message = (waitForCompletion: boolean) =>
	outx('Write', {
		resource: 'message',
		operation: 'send',
		recipient: '={{ $json.body.urn }}',
		message: 'Hello',
		waitForCompletion,
		options: {},
	});

const inNode = () => chain('Wait in the node', [message(true)], 'onReceived');

/** Still Pending leads through n8n's Wait node back to the check. */
function inDatabase(): Chain {
	const made = chain(
		'Wait in the database',
		[
			message(false),
			{
				name: 'Check',
				type: 'n8n-nodes-outx.outxWaitForTask',
				typeVersion: 1,
				parameters: { taskId: '={{ $json.api_agent_task_id }}', maximumWait: 0, options: {} },
				credentials: { outxApi: { id: '1', name: 'OutX' } },
			},
			{
				name: 'Wait',
				type: 'n8n-nodes-base.wait',
				typeVersion: 1.1,
				webhookId: 'wait',
				parameters: { amount: WAIT_S, unit: 'seconds' },
			},
		],
		'onReceived',
	);
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	return {
		...made,
		connections: {
			...made.connections,
			Check: { main: [[], [], to('Wait')] },
			Wait: { main: [to('Check')] },
		},
	};
}

/** Rows that were written since the database began. */
async function writes({ sql }: Cluster): Promise<number> {
	// PostgreSQL counts them with a delay.
	await sleep(1500);
	const rows = await sql(
		Count,
		"select tup_inserted + tup_updated + tup_deleted as count from pg_stat_database where datname = 'n8n'",
	);
	return rows[0].count;
}

async function call({ main, sandbox }: Cluster, { path }: Chain) {
	const people = sandbox.world.connections.slice(0, EXECUTIONS);
	await Promise.all(
		people.map(async ({ id }) => {
			const { body } = await request(`${main.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ urn: `urn:li:fsd_profile:${id}` }),
			});
			await body.dump();
		}),
	);
}

async function measure(workers: number): Promise<Row[]> {
	const cluster = await startCluster(2, { workers, concurrency: CONCURRENCY, env: PATIENT });
	try {
		const { main, sandbox, sql } = cluster;
		sandbox.set({ taskDelayMs: 0, pickUpMs: 0 });
		const waiting = inNode();
		const { id } = await main.importWorkflow(waiting, { activate: true });
		const before = await writes(cluster);
		const start = performance.now();
		await call(cluster, waiting);
		const statuses = await until('The end of all', PATIENCE_MS, async () => {
			const query = `select status, count(*) as count from execution_entity where "workflowId" = '${id}' group by status`;
			const rows = await sql(StatusCount, query);
			return rows.filter(isOver).reduce((sum, { count }) => sum + count, 0) === EXECUTIONS && rows;
		});
		if (statuses.some(({ status }) => status !== 'success'))
			throw new Error(`Not all succeeded: ${JSON.stringify(statuses)}`);
		const seconds = (performance.now() - start) / 1000;
		const written = (await writes(cluster)) - before;

		sandbox.set({ extension: 'asleep' });
		sandbox.requests.length = 0;
		const kept = inDatabase();
		await main.importWorkflow(kept, { activate: true });
		await call(cluster, kept);
		const checks = () => sandbox.requests.filter(({ path }) => path.endsWith('get-task-status'));
		await until('All first checks', PATIENCE_MS, () => checks().length >= EXECUTIONS);
		const beforeChecks = await writes(cluster);
		await until('All second checks', PATIENCE_MS, () => checks().length >= 2 * EXECUTIONS);
		const second = checks().slice(EXECUTIONS, 2 * EXECUTIONS);
		const times = second.map(({ at }) => Date.parse(at));
		const checkSeconds = (Math.max(...times) - Math.min(...times)) / 1000;
		const writtenByChecks = (await writes(cluster)) - beforeChecks;
		const name = (what: string) => `${workers} ${workers === 1 ? 'worker' : 'workers'}: ${what}`;
		return [
			rowOf({
				name: name('executions that wait in the node, a second'),
				ours: EXECUTIONS / seconds,
			}),
			rowOf({ name: name('rows written for each'), ours: written / EXECUTIONS }),
			rowOf({ name: name('checks from the database, a second'), ours: EXECUTIONS / checkSeconds }),
			rowOf({ name: name('rows written for each check'), ours: writtenByChecks / EXECUTIONS }),
		];
	} finally {
		await cluster.stop();
	}
}

export async function workers(): Promise<Row[]> {
	const rows: Row[] = [];
	for (const count of WORKERS) rows.push(...(await measure(count)));
	return rows;
}
