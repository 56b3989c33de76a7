/*
 * Waiting for many tasks: OutX Wait for Task, and the loop that people draw (HTTP Request, If, Wait of five seconds),
 * each with an OutX of its own in which the same tasks end at the same moments.
 */
import { setTimeout as sleep } from 'node:timers/promises';

import type { INodeParameters } from 'n8n-workflow';
import { request } from 'undici';
import { z } from 'zod';

import { OUTX_KEY, startSandbox, type Sandbox } from '../sandbox';
import type { Server } from '../scripts/n8n/server';
import { isOver } from '../scripts/n8n/workflows';
import { evenly, numbers, seeded, shuffled } from '../test/support/waits/worlds';
import {
	addCredential,
	connect,
	httpRequest,
	ifTrue,
	listNodes,
	noOp,
	node,
	trigger,
	WAIT_FOR_TASK,
	waitNode,
	workflow,
} from './n8n';
import { average, rowOf, type Row } from './row';

type Kind = 'inTurn' | 'stuck' | 'sideBySide';

interface World {
	name: string;
	kind: Kind;
	/** After how many seconds each task ends; Infinity is a task that never does. */
	ends: number[];
	isQuick?: true;
}

const inTurn = (count: number, seconds: number) => numbers(count, (i) => seconds * (i + 1));
const sideBySide = (count: number, from: number, to: number) =>
	shuffled(evenly(count, from, to), seeded(count));
const stuckAt = (positions: number[]) => {
	let end = 0;
	return numbers(40, (i) => (positions.includes(i) ? Infinity : (end += 2)));
};

const WORLDS: World[] = [
	{ name: '20 tasks of 1 to 20 s', kind: 'sideBySide', ends: sideBySide(20, 1, 20), isQuick: true },
	{ name: '200 tasks of 1 to 60 s', kind: 'sideBySide', ends: sideBySide(200, 1, 60) },
	{ name: '60 tasks of 1 s, one after another', kind: 'inTurn', ends: inTurn(60, 1) },
	{
		name: '20 tasks of 3 s, one after another',
		kind: 'inTurn',
		ends: inTurn(20, 3),
		isQuick: true,
	},
	{ name: '40 tasks of 2 s, the first stuck', kind: 'stuck', ends: stuckAt([0]) },
	{ name: '40 tasks of 2 s, three stuck', kind: 'stuck', ends: stuckAt([19, 20, 21]) },
];

/** What is stuck is waited for so long after the last end. */
const AFTERWARDS_MS = 20_000;
const NEVER_S = 3600;

const lastEnd = (ends: readonly number[]) => Math.max(...ends.filter(Number.isFinite));

const idsOf = (ids: string[]) => listNodes('id', JSON.stringify(ids));
const WHICH = '={{ $json.data ? $json.data.id : $json.id }}';
export const statusOf = (id: string): INodeParameters => ({
	method: 'GET',
	sendQuery: true,
	queryParameters: { parameters: [{ name: 'api_agent_task_id', value: id }] },
});

const ours = (ids: string[], { ends }: World, credential: string) => {
	const parameters = {
		taskId: '={{ $json.id }}',
		maximumWait: lastEnd(ends) + AFTERWARDS_MS / 1000,
		output: 'task',
		options: {},
	};
	return workflow([
		trigger(),
		...idsOf(ids),
		node('Wait for Task', WAIT_FOR_TASK, 1, parameters, { credential }),
	]);
};

const loop = (ids: string[], _world: World, credential: string) =>
	workflow(
		[
			trigger(),
			...idsOf(ids),
			httpRequest(
				'Check',
				{ url: `${credential}/linkedin-agent/get-task-status`, ...statusOf(WHICH) },
				credential,
			),
			ifTrue('Completed?', "={{ $json.data.status === 'completed' }}"),
			noOp('Done'),
			waitNode(5),
		],
		connect(
			['Start', 'List'],
			['List', 'Items'],
			['Items', 'Check'],
			['Check', 'Completed?'],
			['Completed?', 'Done', 'Wait'],
			['Wait', 'Check'],
		),
	);

const accepted = z.object({ api_agent_task_id: z.string() });

/** An OutX with tasks that end at these moments after it is woken. */
async function prepare(ends: readonly number[]) {
	const sandbox = await startSandbox({
		switches: {
			extension: 'asleep',
			pickUpMs: 0,
			oneAtATime: false,
			taskDelayMs: [0, 1000 * NEVER_S],
		},
	});
	const [{ slug }] = sandbox.world.companies;
	const ids: string[] = [];
	for (const end of ends) {
		const { body } = await request(`${sandbox.url}/linkedin-agent/fetch-company`, {
			method: 'POST',
			headers: { 'x-api-key': OUTX_KEY, 'content-type': 'application/json' },
			body: JSON.stringify({ company_slug: slug }),
		});
		const { api_agent_task_id: id } = accepted.parse(await body.json());
		const task = sandbox.tasks.find(id);
		if (task) task.luck = Math.min(end, NEVER_S) / NEVER_S;
		ids.push(id);
	}
	sandbox.requests.length = 0;
	return { sandbox, ids };
}

interface Wait {
	/** From the first check until the last end was noticed, in parts of what the slowest task took. */
	overSlowest: number;
	/** Seconds. */
	delay: number;
	longestDelay: number;
	requests: number;
}

function evaluate(sandbox: Sandbox, startedAt: number, count: number): Wait {
	const checks = sandbox.requests.map(({ at, query }) => ({
		at: Date.parse(at),
		id: query.api_agent_task_id,
	}));
	const ended = sandbox.tasks.list().flatMap(({ id, endedAt }) => {
		if (endedAt === null) return [];
		const noticed = checks.find((check) => check.id === id && check.at >= endedAt)?.at;
		if (noticed === undefined) throw new Error('A task that had ended was not noticed');
		return [{ endedAt, noticed }];
	});
	const delays = ended.map(({ endedAt, noticed }) => (noticed - endedAt) / 1000);
	const last = Math.max(...ended.map(({ noticed }) => noticed));
	const slowest = Math.max(...ended.map(({ endedAt }) => endedAt));
	return {
		overSlowest: (last - startedAt) / (slowest - startedAt),
		delay: average(delays),
		longestDelay: Math.max(...delays),
		requests: checks.length / count,
	};
}

async function measure(n8n: Server, world: World, draw: typeof ours): Promise<Wait> {
	const { sandbox, ids } = await prepare(world.ends);
	try {
		const credential = await addCredential(n8n, sandbox.url, OUTX_KEY);
		const { id } = await n8n.importWorkflow(draw(ids, world, credential));
		const execution = await n8n.runWorkflow(id);
		while (sandbox.requests.length === 0) await sleep(2);
		const startedAt = sandbox.now();
		sandbox.set({ extension: 'online' });
		const enough = Date.now() + 1000 * lastEnd(world.ends) + AFTERWARDS_MS;
		const hasEnded = async () => await n8n.execution(execution).then(isOver, () => false);
		while (Date.now() < enough && !(await hasEnded())) await sleep(500);
		if (!(await hasEnded())) await n8n.stopExecution(execution).catch(() => undefined);
		return evaluate(sandbox, startedAt, ids.length);
	} finally {
		await sandbox.close();
	}
}

function rowsOf({ name, kind }: World, we: Wait, they: Wait): Row[] {
	const isSideBySide = kind === 'sideBySide';
	const product = (wait: Wait) => wait.requests * wait.delay;
	return [
		rowOf({
			name: `${name}: wait ÷ slowest`,
			ours: we.overSlowest,
			loop: they.overSlowest,
			bound: kind === 'stuck' ? undefined : 1.04,
		}),
		rowOf({
			name: `${name}: mean delay until noticed`,
			unit: 's',
			ours: we.delay,
			loop: they.delay,
			bound: { inTurn: 1, stuck: 5, sideBySide: they.delay }[kind],
		}),
		rowOf({
			name: `${name}: status requests per task`,
			ours: we.requests,
			loop: they.requests,
			bound: { inTurn: 2, stuck: 3, sideBySide: undefined }[kind],
		}),
		...(kind === 'stuck'
			? [
					rowOf({
						name: `${name}: longest delay`,
						unit: 's',
						ours: we.longestDelay,
						loop: they.longestDelay,
						bound: 15,
					}),
				]
			: []),
		...(isSideBySide
			? [
					rowOf({
						name: `${name}: requests × delay`,
						ours: product(we),
						loop: product(they),
						bound: product(they),
					}),
				]
			: []),
	];
}

/** All worlds at the same time, because nearly all of it is waiting; the loops after the nodes, because they are not. */
export async function waiting(n8n: Server, isQuick: boolean): Promise<Row[]> {
	const worlds = WORLDS.filter((world) => !isQuick || world.isQuick);
	const all = async (draw: typeof ours) =>
		await Promise.all(worlds.map((world) => measure(n8n, world, draw)));
	const we = await all(ours);
	const they = await all(loop);
	return worlds.flatMap((world, nth) => rowsOf(world, we[nth], they[nth]));
}
