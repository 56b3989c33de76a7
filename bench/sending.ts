/*
 * What a message costs in a real n8n, and what of that are the marks that keep it from being sent twice: the node's own
 * time in n8n's execution data, divided by the messages.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import fastify from 'fastify';
import type { INode, INodeParameters } from 'n8n-workflow';

import type { Server } from '../scripts/n8n/server';
import {
	addCredential,
	chain,
	endOf,
	httpRequest,
	listNodes,
	node,
	OUTX,
	replaceWorkflow,
	timeNode,
	trigger,
	workflow,
} from './n8n';
import { median, rowOf, type Row } from './row';

const MESSAGES = 300;
const OLD_MARKS = 20_000;
const ROUNDS = 3;

/** An OutX that accepts everything, after this time. */
async function startOutx() {
	let answerMs = 0;
	const span = { first: 0, last: 0, count: 0 };
	const app = fastify({ forceCloseConnections: true });
	app.post('/linkedin-agent/*', async () => {
		span.first ||= performance.now();
		if (answerMs > 0) await sleep(answerMs);
		span.last = performance.now();
		span.count++;
		return { success: true, api_agent_task_id: randomUUID(), message: 'created' };
	});
	return {
		url: await app.listen({ port: 0, host: '127.0.0.1' }),
		answerIn: (ms: number) => (answerMs = ms),
		forget: () => Object.assign(span, { first: 0, last: 0, count: 0 }),
		/** From the first request to the last answer, for each. */
		msEach: () => (span.last - span.first) / span.count,
		close: () => app.close(),
	};
}

/** Somebody new every time: `Math.random()` runs in the expression. */
const people = (count: number) =>
	listNodes(
		'urn',
		`={{ Array.from({ length: ${count} }, () => 'urn:li:fsd_profile:ACoAA' + Math.random().toString(36).slice(2, 12)) }}`,
	);

const afterPeople = (last: INode, count = MESSAGES) =>
	workflow([trigger(), ...people(count), last]);

const sending = (credential: string, id: string, options: INodeParameters = {}) => {
	const parameters = {
		resource: 'message',
		operation: 'send',
		recipient: '={{ $json.urn }}',
		message: 'Hello',
		waitForCompletion: false,
		options,
	};
	return afterPeople(node('Last', OUTX, 1, parameters, { id, credential }));
};

const reading = (credential: string, options: INodeParameters = {}) =>
	afterPeople(
		node(
			'Last',
			OUTX,
			1,
			{
				resource: 'company',
				operation: 'get',
				company: '={{ $json.urn.slice(-12) }}',
				waitForCompletion: false,
				options,
			},
			{ credential },
		),
	);

const post = (name: string, credential: string, path: string, body: string) =>
	httpRequest(
		name,
		{
			method: 'POST',
			url: `${credential}/linkedin-agent/${path}`,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `={{ ${body} }}`,
		},
		credential,
	);

const posting = (credential: string, path: string, body: string) =>
	afterPeople(post('Last', credential, path, body));

const MESSAGE = "{ recipient_urn: $json.urn, message: 'Hello' }";

/** One message at a time without the package: HTTP Request alone sends all at once. */
function loop(credential: string) {
	const message = post('Message', credential, 'send-message', MESSAGE);
	const nodes = [
		trigger(),
		...people(MESSAGES),
		node('Loop', 'n8n-nodes-base.splitInBatches', 3, {}),
	];
	const toLoop = [{ node: 'Loop', type: 'main' as const, index: 0 }];
	const connections = {
		...chain(nodes),
		Loop: { main: [[], [{ node: 'Message', type: 'main' as const, index: 0 }]] },
		Message: { main: [toLoop] },
	};
	return workflow([...nodes, message], connections);
}

/** A node of n8n's own with the same id writes into the same memory. */
const filling = (id: string) =>
	afterPeople(
		node(
			'Last',
			'n8n-nodes-base.removeDuplicates',
			2,
			{
				operation: 'removeItemsSeenInPreviousExecutions',
				logic: 'removeItemsWithAlreadySeenKeyValues',
				dedupeValue: '={{ $json.urn }}',
				options: { scope: 'node', historySize: OLD_MARKS },
			},
			{ id },
		),
		OLD_MARKS,
	);

/** Milliseconds an item. */
async function measure(n8n: Server, workflowId: string, rounds: number) {
	const times: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const { ms, items } = await timeNode(n8n, workflowId, 'Last');
		if (items !== MESSAGES) throw new Error(`${items} items instead of ${MESSAGES}`);
		times.push(ms / MESSAGES);
	}
	return median(times);
}

export async function sendings(n8n: Server, isQuick: boolean): Promise<Row[]> {
	const outx = await startOutx();
	const credential = await addCredential(n8n, outx.url);
	const rounds = isQuick ? 1 : ROUNDS;
	const time = async (made: ReturnType<typeof workflow>, times = rounds) =>
		await measure(n8n, (await n8n.importWorkflow(made)).id, times);
	const timeWithOldMarks = async (times = rounds) => {
		const id = randomUUID();
		const made = await n8n.importWorkflow(filling(id));
		await timeNode(n8n, made.id, 'Last');
		await replaceWorkflow(n8n, made.id, sending(credential, id));
		return await measure(n8n, made.id, times);
	};
	try {
		const postMessage = posting(credential, 'send-message', MESSAGE);
		const read = await time(reading(credential));
		const readByLoop = await time(
			posting(credential, 'fetch-company', '{ company_slug: $json.urn.slice(-12) }'),
		);
		const atOnce = await time(sending(credential, randomUUID()));
		const byLoop = await time(postMessage);
		const oncePerRecipient = { sendOncePerRecipient: 'node' };
		const once = await time(sending(credential, randomUUID(), oncePerRecipient));
		const full = await timeWithOldMarks();
		const rows = [
			rowOf({ name: '300 reads requested, each', ours: read, loop: readByLoop, bound: readByLoop }),
			rowOf({
				name: '300 messages, OutX answers at once, each',
				ours: atOnce,
				loop: byLoop,
				bound: 8,
			}),
			rowOf({ name: '… with Send Once Per Recipient', ours: once, loop: byLoop, bound: 8 }),
			rowOf({ name: '… with 20,000 marks', ours: full, loop: byLoop, bound: 1.3 * 8 }),
		];
		if (isQuick) return rows.map((row) => ({ ...row, unit: 'ms' }));
		outx.answerIn(100);
		const slow = await time(sending(credential, randomUUID()), 1);
		const slowAndFull = await timeWithOldMarks(1);
		const slowRead = await time(reading(credential, { concurrency: 1 }), 1);
		outx.forget();
		await endOf(n8n, await n8n.runWorkflow((await n8n.importWorkflow(loop(credential))).id));
		const slowLoop = outx.msEach();
		rows.push(
			rowOf({
				name: '300 messages, OutX answers in 100 ms, each',
				ours: slow,
				loop: slowLoop,
				bound: 105,
			}),
			rowOf({ name: '300 reads one at a time, OutX answers in 100 ms, each', ours: slowRead }),
			rowOf({ name: '… in 100 ms, with 20,000 marks', ours: slowAndFull, bound: 1.3 * 105 }),
		);
		return rows.map((row) => ({ ...row, unit: 'ms' }));
	} finally {
		await outx.close();
	}
}
