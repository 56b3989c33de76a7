/* A list of 100,000 connections through Return All: how long, how much memory, and whether n8n answers meanwhile. */
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import fastify from 'fastify';
import { request } from 'undici';

import { startSandbox } from '../sandbox';
import { connectionCard } from '../sandbox/world/profiles';
import type { Server } from '../scripts/n8n/server';
import { until } from '../scripts/n8n/workflows';
import { addCredential, chain, node, OUTX, trigger, workflow } from './n8n';
import { median, rowOf, type Row } from './row';

const ALL = 100_000;
const FEWER = 25_000;

/** An OutX whose extension takes no time, with as many connections as wanted. */
async function startOutx() {
	const sandbox = await startSandbox();
	const cards = sandbox.world.connections.map(connectionCard);
	await sandbox.close();
	const connection = (nth: number) => ({
		...cards[nth % cards.length],
		entity_urn: `urn:li:fsd_profile:ACoAA${String(nth).padStart(12, '0')}`,
	});
	let total = 0;
	let startedAt = 0;
	let ended: { count: number; ms: number } | undefined;
	const app = fastify({ forceCloseConnections: true });
	app.post<{ Body: { start: number; count: number } }>(
		'/linkedin-agent/fetch-connections',
		({ body: { start, count } }) => {
			startedAt ||= performance.now();
			return { success: true, api_agent_task_id: `${start}-${count}`, message: 'created' };
		},
	);
	app.get<{ Querystring: { api_agent_task_id: string } }>(
		'/linkedin-agent/get-task-status',
		({ query: { api_agent_task_id: id } }) => {
			const [start, count] = id.split('-').map(Number);
			const length = Math.max(0, Math.min(count, total - start));
			const connections = Array.from({ length }, (_, nth) => connection(start + nth));
			const task_input = { start, count, task_type: 'agent_fetch_connections' };
			const task_output = { total: length, connections };
			return { success: true, data: { id, status: 'completed', task_input, task_output } };
		},
	);
	app.get<{ Querystring: { last: string } }>('/ended', ({ query }) => {
		const count = Number(query.last.replace(/^\D+/, '')) + 1;
		ended = { count, ms: performance.now() - startedAt };
		return {};
	});
	return {
		url: await app.listen({ port: 0, host: '127.0.0.1' }),
		begin(count: number) {
			total = count;
			startedAt = 0;
			ended = undefined;
		},
		ended: () => ended,
		close: () => app.close(),
	};
}

const list = (credential: string) => {
	const parameters = {
		resource: 'connection',
		operation: 'getAll',
		waitForCompletion: true,
		returnAll: true,
		options: {},
	};
	const nodes = [
		trigger(),
		node('Connections', OUTX, 1, parameters, { credential }),
		// An expression that counted the items would copy all of them first, and n8n would answer nobody meanwhile.
		node('Last', 'n8n-nodes-base.limit', 1, { maxItems: 1, keep: 'lastItems' }),
		node('Ended', 'n8n-nodes-base.httpRequest', 4.2, {
			url: `=${credential}/ended?last={{ $json.entity_urn }}`,
			options: {},
		}),
	];
	// What n8n takes to write so many items into its database is not measured here.
	const settings = { saveDataSuccessExecution: 'none', saveManualExecutions: false } as const;
	return workflow(nodes, chain(nodes), settings);
};

const memoryMb = (pid: number) => {
	const [, kb] = /VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
	return Number(kb) / 1024;
};

interface Watched {
	seconds: number;
	/** MB above what n8n had before. */
	memory: number;
	/** The longest that n8n took to answer a health check, in milliseconds. */
	slowestCheck: number;
}

export async function volume(n8n: Server, isQuick: boolean): Promise<Row[]> {
	const pid = n8n.process?.child.pid;
	if (pid === undefined) throw new Error('n8n is not running');
	const outx = await startOutx();
	const credential = await addCredential(n8n, outx.url);
	const { id } = await n8n.importWorkflow(list(credential));

	const measure = async (count: number): Promise<Watched> => {
		outx.begin(count);
		await sleep(3000);
		const before = memoryMb(pid);
		let [most, slowestCheck] = [0, 0];
		await n8n.runWorkflow(id);
		const ended = await until('The list', 120_000, async () => {
			for (let checks = 0; checks < 5; checks++) {
				const start = performance.now();
				const { body } = await request(`${n8n.url}/healthz`);
				await body.dump();
				slowestCheck = Math.max(slowestCheck, performance.now() - start);
				most = Math.max(most, memoryMb(pid));
				if (outx.ended()) break;
				await sleep(10);
			}
			return outx.ended();
		});
		if (ended.count !== count) throw new Error(`${ended.count} connections instead of ${count}`);
		return { seconds: ended.ms / 1000, memory: most - before, slowestCheck };
	};

	try {
		const few = await measure(FEWER);
		const name = (count: number) => `Return All, ${count.toLocaleString('en')} connections`;
		if (isQuick) return [rowOf({ name: name(FEWER), unit: 's', ours: few.seconds })];
		const rounds = [await measure(ALL), await measure(ALL), await measure(ALL)];
		const all = {
			seconds: median(rounds.map(({ seconds }) => seconds)),
			// n8n keeps the memory that it took once.
			memory: rounds[0].memory,
			slowestCheck: median(rounds.map(({ slowestCheck }) => slowestCheck)),
		};
		const growth = all.seconds / ALL / (few.seconds / FEWER);
		return [
			rowOf({ name: name(ALL), unit: 's', ours: all.seconds, bound: 8.4 }),
			rowOf({ name: `${name(ALL)}: memory above idle`, unit: 'MB', ours: all.memory, bound: 305 }),
			rowOf({
				name: `${name(ALL)}: slowest health check`,
				unit: 'ms',
				ours: all.slowestCheck,
				bound: 32,
			}),
			rowOf({
				name: `${name(ALL)}: time for each, compared with 25,000`,
				ours: growth,
				bound: 1.2,
			}),
		];
	} finally {
		await outx.close();
	}
}
