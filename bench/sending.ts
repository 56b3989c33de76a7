/*
 * What a message costs in a real n8n, and what of that are the marks that keep it from being sent twice.
 *
 *   node scripts/with-setup.js bench/sending.ts [--postgres] [--rounds 3] [--json]
 *
 * A row is the node's own time in n8n's execution data, divided by the messages: the median of the rounds.
 */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import fastify from 'fastify';
import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import { z } from 'zod';

import { table } from '../scripts/demo/table';
import { packPackages } from '../scripts/n8n/packages';
import { Server } from '../scripts/n8n/server';
import { until } from '../scripts/n8n/workflows';
import { temporaryFolder } from '../scripts/temporary';
import { startServices } from '../test/queue/support/services';

const MESSAGES = 300;
const OLD_MARKS = 20_000;
const SEND = '/linkedin-agent/send-message';

interface Row {
	what: string;
	answerMs: number;
	options?: INodeParameters;
	oldMarks?: boolean;
	/** In milliseconds a message. */
	bound?: number;
}

const ROWS: Row[] = [
	{ what: 'OutX answers at once', answerMs: 0, bound: 8 },
	{ what: '… and 20,000 marks', answerMs: 0, oldMarks: true, bound: 8 * 1.3 },
	{
		what: '… and Send Once Per Recipient',
		answerMs: 0,
		options: { sendOncePerRecipient: 'node' },
		bound: 8,
	},
	{ what: 'OutX answers in 100 ms', answerMs: 100, bound: 105 },
	{ what: '… and 20,000 marks', answerMs: 100, oldMarks: true, bound: 105 * 1.3 },
];

const Runs = z.record(
	z.array(
		z.object({
			executionTime: z.number(),
			data: z.object({ main: z.array(z.array(z.unknown()).nullable()) }).optional(),
		}),
	),
);
const Run = z.object({
	status: z.string(),
	data: z.object({ resultData: z.object({ runData: Runs }) }),
});

const Version = z.object({ versionId: z.string() });

/** An OutX that accepts every message, after this time. */
async function startOutx() {
	let answerMs = 0;
	const app = fastify({ forceCloseConnections: true });
	app.post(SEND, async () => {
		if (answerMs > 0) await sleep(answerMs);
		return { success: true, api_agent_task_id: randomUUID(), message: 'created' };
	});
	return {
		url: await app.listen({ port: 0, host: '127.0.0.1' }),
		answerIn: (ms: number) => (answerMs = ms),
		close: () => app.close(),
	};
}

const node = (
	id: string,
	name: string,
	type: string,
	typeVersion: number,
	parameters: INodeParameters,
): INode => ({
	id,
	name,
	type,
	typeVersion,
	parameters,
	position: [0, 0],
	...(type.includes('outx') && { credentials: { outxApi: { id: '1', name: 'OutX' } } }),
});

/** Somebody new every time: `Math.random()` runs in the expression. */
const people = (count: number) =>
	`={{ Array.from({ length: ${count} }, () => ({ urn: 'urn:li:fsd_profile:ACoAA' + Math.random().toString(36).slice(2, 12) })) }}`;

function workflow(last: INode, count: number) {
	const nodes = [
		node(randomUUID(), 'Start', 'n8n-nodes-base.manualTrigger', 1, {}),
		node(randomUUID(), 'List', 'n8n-nodes-base.set', 3.4, {
			mode: 'manual',
			assignments: {
				assignments: [{ id: 'people', name: 'people', type: 'array', value: people(count) }],
			},
			options: {},
		}),
		node(randomUUID(), 'People', 'n8n-nodes-base.splitOut', 1, {
			fieldToSplitOut: 'people',
			options: {},
		}),
		last,
	];
	const to = (name: string): IConnections[string] => ({
		main: [[{ node: name, type: 'main', index: 0 }]],
	});
	const connections = { Start: to('List'), List: to('People'), People: to(last.name) };
	return { name: 'Sending', nodes, connections, settings: {} };
}

const sending = (id: string, options: INodeParameters = {}) =>
	workflow(
		node(id, 'Write', 'n8n-nodes-outx.outx', 1, {
			resource: 'message',
			operation: 'send',
			recipient: '={{ $json.urn }}',
			message: 'Hello',
			options,
		}),
		MESSAGES,
	);

/** A node of n8n's own with the same id writes into the same memory. */
const filling = (id: string) =>
	workflow(
		node(id, 'Fill', 'n8n-nodes-base.removeDuplicates', 2, {
			operation: 'removeItemsSeenInPreviousExecutions',
			logic: 'removeItemsWithAlreadySeenKeyValues',
			dedupeValue: '={{ $json.urn }}',
			options: { scope: 'node', historySize: OLD_MARKS },
		}),
		OLD_MARKS,
	);

async function run(n8n: Server, id: string, last: string) {
	const execution = await n8n.runWorkflow(id);
	// A busy n8n closes the connection of whoever asks.
	const ended = await until('The end', 300_000, () =>
		n8n.waitForExecution(execution, 300_000).catch(() => undefined),
	);
	const { status, data } = Run.parse(ended);
	const only = data.resultData.runData[last].at(0);
	if (status !== 'success' || !only) throw new Error(`The workflow ended as ${status}`);
	return { ms: only.executionTime, items: only.data?.main[0]?.length ?? 0 };
}

async function measure(n8n: Server, { options, oldMarks }: Row, rounds: number) {
	const id = randomUUID();
	const made = await n8n.importWorkflow(oldMarks ? filling(id) : sending(id, options));
	if (oldMarks) {
		await run(n8n, made.id, 'Fill');
		const { versionId } = Version.parse(await n8n.api('GET', `/workflows/${made.id}`));
		await n8n.api('PATCH', `/workflows/${made.id}`, { ...sending(id, options), versionId });
	}
	const times: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const { ms, items } = await run(n8n, made.id, 'Write');
		if (items !== MESSAGES) throw new Error(`${items} messages instead of ${MESSAGES}`);
		times.push(ms / MESSAGES);
	}
	return times.sort((a, b) => a - b);
}

async function main() {
	const { values } = parseArgs({
		options: {
			postgres: { type: 'boolean', default: false },
			rounds: { type: 'string', default: '3' },
			json: { type: 'boolean', default: false },
		},
	});
	const folder = temporaryFolder('outx-sending-');
	fs.chmodSync(folder, 0o711);
	const services = values.postgres ? await startServices(path.join(folder, 'db')) : undefined;
	const outx = await startOutx();
	const n8n = await Server.prepare({
		folder: path.join(folder, 'n8n'),
		packages: await packPackages(path.join(folder, 'packed')),
		env: {
			N8N_ENCRYPTION_KEY: 'only-for-this-bench',
			...(services && {
				DB_TYPE: 'postgresdb',
				DB_POSTGRESDB_HOST: '127.0.0.1',
				DB_POSTGRESDB_PORT: String(services.postgresPort),
				DB_POSTGRESDB_DATABASE: 'n8n',
				DB_POSTGRESDB_USER: 'n8n',
			}),
		},
	});
	try {
		await n8n.start();
		await n8n.importCredential('OutX', 'outxApi', { apiKey: 'a_key', baseUrl: outx.url });
		const measured = [];
		for (const row of ROWS) {
			outx.answerIn(row.answerMs);
			const times = await measure(n8n, row, Number(values.rounds));
			const ms = times[times.length >> 1];
			measured.push({ ...row, ms, best: times[0], holds: row.bound && ms <= row.bound });
		}
		const database = values.postgres ? 'PostgreSQL' : 'SQLite';
		if (values.json) console.log(JSON.stringify({ n8n: n8n.n8n.version, database, measured }));
		else {
			console.log(`${MESSAGES} messages in n8n ${n8n.n8n.version} on ${database}\n`);
			console.log(
				table(
					['', 'a message', 'best', 'bound'],
					measured.map(({ what, ms, best, bound }) => [
						what,
						`${ms.toFixed(1)} ms`,
						`${best.toFixed(1)} ms`,
						bound ? `${bound.toFixed(1)} ms` : '',
					]),
				),
			);
		}
	} finally {
		await n8n.stop();
		await outx.close();
		await services?.stop();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
