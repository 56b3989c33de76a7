import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import type { NodeRun } from '../support/engine';
import { present, textOf } from '../support/json';
import { POLL, startStrangeServer } from '../support/strangeServer';
import { polls, posts } from './requests';
import { inputsOf, setUpStage, urnOf, type StageOptions } from './stage';

const stage = setUpStage();

const CREATE = '/linkedin-agent/fetch-connections';
const NEWEST = { sort: { sort_type: 'RECENTLY_ADDED' } };
const getAll = async (parameters: INodeParameters = {}, options: StageOptions = {}) =>
	await stage.outx('connection.getAll', { waitForCompletion: true, ...parameters }, options);
const urns = (run: NodeRun) => run.items.map(({ json }) => json.entity_urn);
const asked = () => posts(stage.sandbox).map(({ body: { start, count } }) => [start, count]);
const fault = (...faults: Fault[]) => {
	stage.sandbox.set({ faults });
};

/** Every item is somebody else, and there is nobody without a URN. */
function expectEachOnce(found: unknown[]) {
	expect(found).not.toContain(undefined);
	expect(new Set(found).size).toBe(found.length);
}

describe('Return All', () => {
	test('gets 1,000 connections in pages of 100, each of them once', async () => {
		const run = await getAll({ returnAll: true, ...NEWEST });
		expect(urns(run)).toEqual(stage.sandbox.world.connections.map(urnOf));
		// The eleventh page is empty: only that tells that the tenth, a full one, was the last. The twelfth was asked for
		// while the extension worked on the eleventh.
		expect(asked()).toEqual(Array.from({ length: 12 }, (_, page) => [page * 100, 100]));
		expect(new Set(inputsOf(run.items))).toEqual(new Set([0]));
	});

	test('a list that grows while it is read: nobody twice, nobody missing', async () => {
		const before = stage.sandbox.world.connections.map(urnOf);
		stage.sandbox.set({ growPerPage: 3 });
		const found = urns(await getAll({ returnAll: true, ...NEWEST }));
		expect(stage.sandbox.world.connections.length).toBeGreaterThan(1030);
		expectEachOnce(found);
		expect(before.filter((urn) => !found.includes(urn))).toEqual([]);
	});

	test('without an order of its own', async () => {
		stage.sandbox.set({ growPerPage: 3 });
		const found = urns(await getAll({ returnAll: true }));
		expectEachOnce(found);
		expect(found.length).toBeGreaterThanOrEqual(1000);
	});

	test('stops at a page that is not full', async () => {
		const run = await getAll({ returnAll: true, start: 950 });
		expect(run.items).toHaveLength(50);
		// The second was asked for while the extension worked on the first; no third.
		expect(asked()).toEqual([
			[950, 100],
			[1050, 100],
		]);
	});

	const orders: Array<[string, (people: IDataObject[], nth: number) => IDataObject[], number]> = [
		['with the same page again and again', (people) => people, 3],
		[
			'in another order each time',
			(people, nth) => [...people.slice(nth), ...people.slice(0, nth)],
			6,
		],
	];
	test.each(orders)(
		'a server that ignores start is not read for ever: %s',
		async (_how, order, most) => {
			let created = 0;
			const people = Array.from({ length: 100 }, (_, nth) => ({ entity_urn: `urn:${nth}` }));
			const page = () => (created < 20 ? order(people, created) : []);
			const server = await startStrangeServer(({ path }) =>
				path === POLL
					? { data: { status: 'completed', task_output: { total: 100, connections: page() } } }
					: { api_agent_task_id: `550e8400-e29b-41d4-a716-4466554400${10 + created++}` },
			);
			const run = await getAll({ returnAll: true }, { sandbox: server });
			await server.close();
			expectEachOnce(urns(run));
			expect(run.items).toHaveLength(100);
			expect(created).toBeLessThanOrEqual(most);
		},
	);

	test('several items walk by themselves', async () => {
		const run = await getAll(
			{ returnAll: true, start: '={{ $json.start }}' },
			{ items: [{ json: { start: 900 } }, { json: { start: 980 } }] },
		);
		const expected = Array.from({ length: 120 }, (_, index) => (index < 100 ? 0 : 1));
		expect(inputsOf(run.items)).toEqual(expected);
	});

	test('as whole tasks, each page has its position', async () => {
		const run = await getAll({ returnAll: true, start: 850, options: { output: 'task' } });
		expect(run.items.map(({ json }) => json.page)).toEqual([
			{ start: 850, count: 100, returned: 100, has_more: true, next_start: 950 },
			{ start: 950, count: 100, returned: 50, has_more: false, next_start: null },
		]);
	});
});

describe('Limit and Start', () => {
	test('250 are three pages, the last of them short', async () => {
		const run = await getAll({ limit: 250, ...NEWEST });
		expect(urns(run)).toEqual(stage.sandbox.world.connections.slice(0, 250).map(urnOf));
		expect(asked()).toEqual([
			[0, 100],
			[100, 100],
			[200, 50],
		]);
	});

	test('a list that grows does not make it less', async () => {
		stage.sandbox.set({ growPerPage: 3 });
		const found = urns(await getAll({ limit: 250, ...NEWEST }));
		expectEachOnce(found);
		expect(found).toHaveLength(250);
	});

	test('Start continues from there', async () => {
		const run = await getAll({ limit: 120, start: 700, ...NEWEST });
		expect(urns(run)).toEqual(stage.sandbox.world.connections.slice(700, 820).map(urnOf));
	});

	test.each([
		[1, [[0, 1]]],
		[100, [[0, 100]]],
		[
			101,
			[
				[0, 100],
				[100, 1],
			],
		],
	])('a limit of %d', async (limit, pages) => {
		expect((await getAll({ limit })).items).toHaveLength(limit);
		expect(asked()).toEqual(pages);
	});

	test('the last page of a visual loop tells that it is the last', async () => {
		const run = await getAll({ limit: 100, start: 900, options: { output: 'task' } });
		expect(run.items[0].json.page).toMatchObject({ has_more: true, next_start: 1000 });
	});
});

describe('a page that does not come', () => {
	const third: Fault = { kind: 'status', status: 400, error: 'Not now', path: CREATE, after: 2 };
	const taskIds = () => stage.sandbox.tasks.list().map(({ id }) => id);

	test('stops with where to continue and the tasks that exist', async () => {
		fault(third);
		const run = await getAll({ returnAll: true });
		expect(run.error?.message).toBe(
			'OutX refused the request (400): Not now (next_start: 200) [item 0]',
		);
		expect(run.error?.description).toContain("To continue after them, set 'Start' to 200");
		expect(run.error?.description).toContain('200 results were fetched before');
		expect(taskIds()).toHaveLength(2);
		for (const id of taskIds()) expect(run.error?.description).toContain(id);
	});

	test('continuing works: together it is everyone', async () => {
		fault({ ...third, times: 1 });
		const settings = { onError: 'continueRegularOutput' } as const;
		const first = await getAll({ returnAll: true, ...NEWEST }, { settings });
		const said = textOf(first.items.at(-1)?.json.error);
		const [, start] = present(/next_start: (\d+)/.exec(said));
		const rest = await getAll({ returnAll: true, start: Number(start), ...NEWEST });
		expect([...urns(first).slice(0, -1), ...urns(rest)]).toEqual(
			stage.sandbox.world.connections.map(urnOf),
		);
	});

	test.each([
		['continueRegularOutput', 201],
		['continueErrorOutput', 200],
	] as const)('with %s what was fetched comes out beside the error', async (onError, count) => {
		fault(third);
		const run = await getAll({ returnAll: true }, { settings: { onError } });
		expect(run.items).toHaveLength(count);
		const [error] = (onError === 'continueErrorOutput' ? run.data('Node', 1) : run.items).slice(-1);
		expect(error).toEqual({
			json: { error: 'OutX refused the request (400): Not now (next_start: 200) [item 0]' },
			pairedItem: { item: 0 },
		});
	});

	test('a task of a page that fails is named the same way', async () => {
		stage.sandbox.set({ failTasks: { everyNth: 3 } });
		const run = await getAll({ returnAll: true });
		expect(run.error?.message).toMatch(
			/^OutX could not complete task [-\da-f]{36}: .* \(next_start: 200\) \[item 0\]$/,
		);
		for (const id of taskIds()) expect(run.error?.description).toContain(id);
	});

	test('a task of a page that does not end in time is named, so that it is not created again', async () => {
		stage.sandbox.set({ statusWords: { completed: 'processing' } });
		const run = await getAll({ returnAll: true, options: { maximumWait: 0 } });
		expect(run.error?.message).toMatch(
			new RegExp(`^OutX accepted this as task ${taskIds()[0]}, which is still processing`),
		);
		// Nothing was fetched, so there is nothing to continue.
		expect(run.error?.message).not.toContain('next_start');
	});

	test('Retry On Fail does not create the tasks of finished pages again', async () => {
		fault(third);
		const run = await getAll(
			{ returnAll: true, ...NEWEST },
			{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 50 } },
		);
		expect(urns(run)).toEqual(stage.sandbox.world.connections.map(urnOf));
		// Eleven pages, one that was asked for before the last was known, and the one that was refused.
		expect(posts(stage.sandbox)).toHaveLength(13);
		expect(taskIds()).toHaveLength(12);
	});

	test('Retry On Fail requests a page again if its task failed', async () => {
		stage.sandbox.set({ failTasks: { everyNth: 3 } });
		const run = await getAll(
			{ limit: 300 },
			{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 50 } },
		);
		expect(run.items).toHaveLength(300);
		expect(taskIds()).toHaveLength(4);
	});

	test('one item that fails does not take the results of another with it, with Continue', async () => {
		fault({ kind: 'status', status: 400, path: CREATE, body: { start: 0 } });
		const run = await getAll(
			{ limit: 5, start: '={{ $json.start }}' },
			{
				items: [{ json: { start: 0 } }, { json: { start: 10 } }],
				settings: { onError: 'continueRegularOutput' },
			},
		);
		expect(inputsOf(run.items)).toEqual([0, 1, 1, 1, 1, 1]);
		expect(Object.keys(run.items[0].json)).toEqual(['error']);
	});
});

test('each page is waited for with few requests', async () => {
	await getAll({ limit: 300 });
	expect(polls(stage.sandbox)).toHaveLength(3);
});

test('a page is checked when it is expected, from how long those before it took', async () => {
	stage.sandbox.set({ taskDelayMs: 1500 });
	await getAll({ limit: 600 });
	const found = stage.sandbox.tasks.list().map(({ id }) => id);
	const checks = polls(stage.sandbox).map(({ query }) => query.api_agent_task_id);
	expect(new Set(checks)).toEqual(new Set(found));
	// The first is checked with growing pauses. The others need one check before their end and one after it, and a
	// third where the guess was a little off; a busy machine needs fewer.
	expect(checks.length).toBeLessThanOrEqual(3 * found.length);
	expect(posts(stage.sandbox)).toHaveLength(6);
});
