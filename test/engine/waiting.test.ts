import { setTimeout as sleep } from 'node:timers/promises';

import { outxCredentials } from '../support/engine';
import { createTasks, itemsFor, polls, posts } from './requests';
import { setUpStage } from './stage';

const stage = setUpStage();

const STATUS = '/linkedin-agent/get-task-status';
const [COMPLETED, FAILED, STILL_PENDING] = [0, 1, 2];
const fault = (...faults) =>
	stage.sandbox.set({ faults: faults.map((each) => ({ path: STATUS, ...each })) });
const wait = async (ids, parameters = {}, options = {}) =>
	await stage.waitForTask(
		{ maximumWait: 10, simplify: false, ...parameters },
		{ items: itemsFor(ids), ...options },
	);
const at = ({ at: time }) => time;
const sizes = (run) => [0, 1, 2].map((branch) => run.data('Node', branch).length);

/** Tasks that take so many milliseconds each, all at the same time, from now on. */
async function tasksOf(durations, sandbox = stage.sandbox) {
	const longest = Math.max(...durations);
	sandbox.set({ extension: 'asleep', oneAtATime: false, taskDelayMs: [0, longest] });
	const ids = await createTasks(sandbox, durations.length);
	for (const [index, id] of ids.entries()) {
		sandbox.tasks.find(id).luck = durations[index] / longest;
	}
	sandbox.set({ extension: 'online' });
	return ids;
}

/** Runs all rows at the same time, each against a sandbox of its own: most of the time is waiting. */
async function together(rows, run) {
	const outcomes = await Promise.all(
		Object.entries(rows).map(async ([name, row]) => [
			name,
			await run(await stage.another(), row, name),
		]),
	);
	return Object.fromEntries(outcomes);
}

describe('where tasks come out', () => {
	test('Completed, Failed and Still Pending', async () => {
		const { companies } = stage.sandbox.world;
		const [done] = await createTasks(stage.sandbox, 1);
		const [bad] = await createTasks(stage.sandbox, 1, 'fetch-company', { company_slug: 'nobody' });
		stage.sandbox.set({ extension: 'asleep' });
		const [open] = await createTasks(stage.sandbox, 1);
		const items = itemsFor([open, bad, done]).map(({ json }) => ({ json: { ...json, row: 7 } }));

		const run = await stage.waitForTask({ maximumWait: 1 }, { items });
		expect(run.data('Node', COMPLETED)).toEqual([
			{ json: expect.objectContaining({ name: companies[0].name }), pairedItem: { item: 2 } },
		]);
		expect(run.data('Node', FAILED)).toEqual([
			{
				json: {
					api_agent_task_id: bad,
					status: 'failed',
					reason: 'Company not found: nobody',
					task_type: 'agent_fetch_company',
					task_input: { company_slug: 'nobody', task_type: 'agent_fetch_company' },
					task_output: { error: 'Company not found: nobody' },
				},
				pairedItem: { item: 1 },
			},
		]);
		expect(run.data('Node', STILL_PENDING)).toEqual([
			{
				json: { api_agent_task_id: open, row: 7, status: 'pending', waited_seconds: 1 },
				pairedItem: { item: 0 },
			},
		]);
	});

	test('an item per task keeps input, output and the page', async () => {
		const [id] = await createTasks(stage.sandbox, 1, 'fetch-connections', { count: 2 });
		const run = await wait([id], { options: { output: 'task' } });
		expect(run.outputs[COMPLETED]).toEqual([
			{
				api_agent_task_id: id,
				status: 'completed',
				task_type: 'agent_fetch_connections',
				task_input: expect.objectContaining({ start: 0, count: 2 }),
				task_output: { total: 2, connections: [expect.any(Object), expect.any(Object)] },
				page: { start: 0, count: 2, returned: 2, has_more: true, next_start: 2 },
			},
		]);
		const each = await wait([id]);
		expect(each.outputs[COMPLETED].map(({ entity_urn }) => typeof entity_urn)).toEqual([
			'string',
			'string',
		]);
	});

	test('a task id that occurs twice is asked about once, and each item gets its result', async () => {
		const [first, second] = await createTasks(stage.sandbox, 2);
		const run = await wait([first, second, first, first]);
		expect(run.data('Node', COMPLETED).map(({ pairedItem }) => pairedItem.item)).toEqual([
			0, 1, 2, 3,
		]);
		expect(polls(stage.sandbox)).toHaveLength(2);
	});

	test('who was not contacted on purpose goes on by Failed, without a request', async () => {
		const skipped = { skipped: true, status: 'already_contacted', reason: 'Known', row: 3 };
		const [id] = await createTasks(stage.sandbox, 1);
		const run = await stage.waitForTask(
			{ maximumWait: 1 },
			{ items: [{ json: skipped }, ...itemsFor([id])] },
		);
		expect(run.data('Node', FAILED)).toEqual([{ json: skipped, pairedItem: { item: 0 } }]);
		expect(sizes(run)).toEqual([1, 1, 0]);
		expect(polls(stage.sandbox)).toHaveLength(1);
	});

	test('a task that OutX does not know is Failed, and the others are waited for', async () => {
		const ids = await tasksOf([300]);
		const unknown = '550e8400-e29b-41d4-a716-446655440000';
		const run = await wait([unknown, ...ids]);
		expect(run.outputs[FAILED]).toEqual([
			expect.objectContaining({
				api_agent_task_id: unknown,
				status: 'not_found',
				reason: 'OutX did not find this: Agent task not found',
			}),
		]);
		expect(sizes(run)).toEqual([1, 1, 0]);
	});

	test('an id that is none is an error item with Continue, and the others are waited for', async () => {
		const [id] = await createTasks(stage.sandbox, 1);
		const run = await stage.waitForTask(
			{ maximumWait: 1 },
			{ items: itemsFor(['abc', id]), settings: { onError: 'continueRegularOutput' } },
		);
		expect(run.data('Node', COMPLETED)[0]).toEqual({
			json: { error: "'Task ID' is not an OutX ID: abc [item 0]" },
			pairedItem: { item: 0 },
		});
		expect(sizes(run)).toEqual([2, 0, 0]);
	});

	test('a maximum wait of 0 looks once', async () => {
		const ids = await tasksOf([5000, 5000, 5000]);
		const run = await wait(ids, { maximumWait: 0 });
		expect(sizes(run)).toEqual([0, 0, 3]);
		expect(polls(stage.sandbox)).toHaveLength(3);
		expect(run.outputs[STILL_PENDING][0]).toMatchObject({
			status: 'processing',
			waited_seconds: 0,
		});
	});

	test('Still Pending can be led back into the node: nothing is lost and the seconds add up', async () => {
		const ids = await tasksOf([1000, 2500]);
		const node = stage.engine.node('Wait', 'outxWaitForTask', { maximumWait: 1, simplify: false });
		const run = await stage.engine.run({
			nodes: [node],
			connections: {
				Wait: { main: [[], [], [{ node: 'Wait', type: 'main', index: 0 }]] },
			},
			credentials: outxCredentials(stage.sandbox.url),
			items: itemsFor(ids),
		});
		expect(run.error).toBeUndefined();
		expect(run.runs.get('Wait').length).toBeGreaterThanOrEqual(2);
		const completed = run.runs
			.get('Wait')
			.flatMap((_run, turn) => run.json('Wait', COMPLETED, turn));
		expect(completed).toHaveLength(2);
		const seconds = run.runs
			.get('Wait')
			.flatMap((_run, turn) =>
				run.json('Wait', STILL_PENDING, turn).map(({ waited_seconds }) => waited_seconds),
			);
		expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
		expect(seconds.at(-1)).toBe(run.runs.get('Wait').length - 1);
	});
});

describe('trouble in the middle of a wait', () => {
	test('a refused key, team or extension ends it at once', async () => {
		const rows = {
			'does not know this API key': { status: 401, error: 'Invalid API Key' },
			'denies access': { status: 403, error: 'Access denied' },
			'extension is not running': { status: 403, error: 'Plugin installation required: x' },
		};
		await together(rows, async (sandbox, refusal, words) => {
			const ids = await tasksOf(Array(30).fill(20_000), sandbox);
			const faults = [{ kind: 'status', ...refusal, path: STATUS, after: 40, times: null }];
			sandbox.set({ faults });
			const run = await wait(ids, { maximumWait: 30 }, { sandbox });
			expect(run.error.message).toContain(words);
			// Those that were under way, and no more.
			expect(polls(sandbox).filter(({ status }) => status !== 200).length).toBeLessThan(11);

			const settings = { onError: 'continueRegularOutput' };
			const went = await wait(ids, { maximumWait: 30 }, { sandbox, settings });
			expect(sizes(went)).toEqual([30, 0, 0]);
			for (const { json } of went.data('Node', COMPLETED)) expect(json.error).toContain(words);
		});
	});

	test('answers that fail for a while lose no task', async () => {
		const rows = {
			503: { kind: 'status', status: 503 },
			resets: { kind: 'resetBefore' },
			'lost answers': { kind: 'resetAfter' },
			'broken JSON': { kind: 'brokenJson' },
			'a web page': { kind: 'html' },
		};
		const outcomes = await together(rows, async (sandbox, each) => {
			const ids = await tasksOf([200, 400, 600, 1000], sandbox);
			sandbox.set({ faults: [{ ...each, path: STATUS, times: 6 }] });
			return sizes(await wait(ids, {}, { sandbox }));
		});
		expect(outcomes).toEqual(
			Object.fromEntries(Object.keys(rows).map((name) => [name, [4, 0, 0]])),
		);
	});

	test('a task that can never be asked about holds up nobody, and is still pending', async () => {
		const ids = await tasksOf([200, 1200, 1500, 1800]);
		fault({
			kind: 'status',
			status: 500,
			query: { api_agent_task_id: ids[0] },
			times: null,
		});
		const run = await wait(ids, { maximumWait: 5 });
		expect(sizes(run)).toEqual([3, 0, 1]);
		expect(run.outputs[STILL_PENDING][0].api_agent_task_id).toBe(ids[0]);
		for (const id of ids.slice(1))
			expect(lateness(stage.sandbox, id)).toBeLessThan(2000 + stage.late());
	});

	test('a look that is never answered does not hold up the others for long, nor the end', async () => {
		const ids = await tasksOf([20_000, 1200, 1500, 1800]);
		fault({ kind: 'timeout', query: { api_agent_task_id: ids[0] }, times: null });
		const start = Date.now();
		const run = await wait(ids, { maximumWait: 4 });
		expect(sizes(run)).toEqual([3, 0, 1]);
		expect(Date.now() - start).toBeLessThan(7000 + stage.late());
		for (const id of ids.slice(1))
			expect(lateness(stage.sandbox, id)).toBeLessThan(4000 + stage.late());
	});

	test('a server that answers nothing any more does not make the wait longer', async () => {
		const ids = await tasksOf(Array(30).fill(500));
		fault({ kind: 'timeout', times: null });
		const start = Date.now();
		expect(sizes(await wait(ids, { maximumWait: 1 }))).toEqual([0, 0, 30]);
		expect(Date.now() - start).toBeLessThan(6000 + stage.late());
		expect(polls(stage.sandbox)).toHaveLength(10);
	});

	test('Retry-After is obeyed: nobody asks until then', async () => {
		const ids = await tasksOf(Array(5).fill(500));
		fault({ kind: 'status', status: 429, retryAfter: 3, after: 2 });
		const run = await wait(ids);
		expect(sizes(run)).toEqual([5, 0, 0]);
		const refused = polls(stage.sandbox).find(({ status }) => status === 429);
		const next = polls(stage.sandbox).find((request) => at(request) > at(refused) + 200);
		expect(at(next) - at(refused)).toBeGreaterThanOrEqual(2950);
	});

	test('Retry-After that goes past the end is not waited for', async () => {
		const ids = await tasksOf([500, 500]);
		fault({ kind: 'status', status: 429, retryAfter: 60, times: null });
		const start = Date.now();
		expect(sizes(await wait(ids, { maximumWait: 3 }))).toEqual([0, 0, 2]);
		expect(Date.now() - start).toBeLessThan(4500 + stage.late());
	});
});

/** Milliseconds between the end of a task and the request that noticed it. */
function lateness(sandbox, id) {
	const { endedAt } = sandbox.tasks.find(id);
	const asked = polls(sandbox).filter(({ query }) => query.api_agent_task_id === id);
	return at(asked.at(-1)) - endedAt;
}

test('the stop button ends everything within a second, and nothing is asked for afterwards', async () => {
	const send = async (sandbox, parameters, options) =>
		await stage.outx(
			'message.send',
			{ recipient: '={{ $json.urn }}', message: 'Hi', ...parameters },
			{ items: stage.connections(3), sandbox, cancelAfter: 1000, ...options },
		);
	const rows = {
		'a wait': async (sandbox) => {
			const ids = await tasksOf(Array(12).fill(30_000), sandbox);
			return await wait(ids, { maximumWait: 60 }, { sandbox, cancelAfter: 1000 });
		},
		'a look': async (sandbox) => {
			const ids = await tasksOf([30_000], sandbox);
			sandbox.set({ faults: [{ kind: 'timeout', times: null }] });
			return await wait(ids, { maximumWait: 60 }, { sandbox, cancelAfter: 1000 });
		},
		'the delay between items': async (sandbox) => {
			const delay = { seconds: { from: 20, to: 20 } };
			return await send(sandbox, { options: { delay } });
		},
		'the pause before another try': async (sandbox) => {
			sandbox.set({ faults: [{ kind: 'status', status: 429, retryAfter: 30 }] });
			return await send(sandbox);
		},
		'a request': async (sandbox) => {
			sandbox.set({ faults: [{ kind: 'timeout', times: null }] });
			return await send(sandbox);
		},
		'what would continue or be tried again': async (sandbox) => {
			sandbox.set({ faults: [{ kind: 'timeout', times: null }] });
			const again = { onError: 'continueRegularOutput', retryOnFail: true, waitBetweenTries: 100 };
			return await send(sandbox, {}, { settings: again });
		},
	};
	await together(rows, async (sandbox, start, name) => {
		const before = Date.now();
		const run = await start(sandbox);
		expect([name, run.status]).toEqual([name, 'canceled']);
		expect(Date.now() - before - 1000).toBeLessThan(1000 + stage.late());
		const sent = sandbox.requests.length;
		expect(sent).toBeGreaterThan(0);
		if (!name.includes('a wait')) expect(sent).toBe(1);
		await sleep(1500);
		expect(sandbox.requests).toHaveLength(sent);
	});
});

test('the delay between items is a random time from the range', async () => {
	const delay = { seconds: { from: 0.3, to: 0.6 } };
	await stage.outx(
		'message.send',
		{ recipient: '={{ $json.urn }}', message: 'Hi', options: { delay } },
		{ items: stage.connections(4) },
	);
	const times = posts(stage.sandbox).map(at);
	const pauses = times.slice(1).map((time, index) => time - times[index]);
	for (const pause of pauses) {
		expect(pause).toBeGreaterThanOrEqual(295);
		expect(pause).toBeLessThan(1200 + stage.late());
	}
	expect(new Set(pauses).size).toBeGreaterThan(1);
});

describe('in real time', () => {
	test('many tasks last as long as the slowest, at few requests, and n8n stays responsive', async () => {
		const [sideBySide, inTurn] = [await stage.another(), await stage.another()];
		const durations = Array.from({ length: 200 }, (_, index) => 900 + ((index * 37) % 200) * 96);
		expect([Math.min(...durations), Math.max(...durations)]).toEqual([900, 20_004]);
		inTurn.set({ taskDelayMs: 1000, extension: 'asleep' });
		const serial = await createTasks(inTurn, 20);
		const parallel = await tasksOf(durations, sideBySide);
		inTurn.set({ extension: 'online' });

		const ticks = [];
		const ticking = setInterval(() => ticks.push(Date.now()), 50);
		const start = Date.now();
		const timed = async (ids, sandbox) => {
			const run = await wait(ids, { maximumWait: 60 }, { sandbox });
			return { run, took: Date.now() - start };
		};
		const [many, few] = await Promise.all([timed(parallel, sideBySide), timed(serial, inTurn)]);
		clearInterval(ticking);

		// Side by side: the slowest takes 20 s.
		expect(sizes(many.run)).toEqual([200, 0, 0]);
		expect(many.took).toBeLessThanOrEqual(22_000 + stage.late());
		const pollingEach = durations.reduce((sum, ms) => sum + 1 + Math.ceil(ms / 5000), 0);
		expect(polls(sideBySide).length).toBeLessThanOrEqual(1.5 * pollingEach);
		const afterTwoSeconds = parallel
			.filter((_id, index) => Math.abs(durations[index] - 2000) < 60)
			.map((id) => lateness(sideBySide, id));
		expect(Math.min(...afterTwoSeconds)).toBeLessThan(1000 + Math.min(stage.late(), 1500));

		// One after the other, as one browser works.
		expect(sizes(few.run)).toEqual([20, 0, 0]);
		expect(few.took).toBeLessThanOrEqual(22_000 + stage.late());
		expect(polls(inTurn).length).toBeLessThanOrEqual(5 * 20);

		expect(ticks.length).toBeGreaterThan((0.7 * (ticks.at(-1) - start)) / 50);
	});
});
