import { outxCredentials } from '../support/engine';
import { numberOf, present } from '../support/json';
import { like } from '../support/like';
import { createTasks, itemsFor, polls } from './requests';
import { inputsOf, setUpStage } from './stage';
import { COMPLETED, FAILED, SKIPPED, sizes, STILL_PENDING, Waiting } from './waiting';

const stage = setUpStage();
const waiting = new Waiting(stage);

describe('the output that returns a task', () => {
	test('Completed, Failed and Still Pending', async () => {
		const { companies } = stage.sandbox.world;
		const [done] = await createTasks(stage.sandbox, 1);
		const [bad] = await createTasks(stage.sandbox, 1, 'fetch-company', { company_slug: 'nobody' });
		stage.sandbox.set({ extension: 'asleep' });
		const [open] = await createTasks(stage.sandbox, 1);
		const items = itemsFor([open, bad, done]).map(({ json }) => ({ json: { ...json, row: 7 } }));

		const run = await stage.waitForTask({ maximumWait: 1 }, { items });
		expect(run.data('Node', COMPLETED)).toEqual([
			{ json: like.object({ name: companies[0].name }), pairedItem: { item: 2 } },
		]);
		expect(run.data('Node', FAILED)).toEqual([
			{
				json: {
					api_agent_task_id: bad,
					status: 'failed',
					reason: 'Company not found: nobody',
					advice:
						'Check the URL, and whether the LinkedIn account that OutX uses can view this page',
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
		const run = await waiting.wait([id], { options: { output: 'task' } });
		expect(run.outputs[COMPLETED]).toEqual([
			{
				api_agent_task_id: id,
				status: 'completed',
				task_type: 'agent_fetch_connections',
				task_input: like.object({ start: 0, count: 2 }),
				task_output: { total: 2, connections: [like.any(Object), like.any(Object)] },
				page: { start: 0, count: 2, returned: 2, has_more: true, next_start: 2 },
			},
		]);
		const each = await waiting.wait([id]);
		expect(each.outputs[COMPLETED].map(({ entity_urn }) => typeof entity_urn)).toEqual([
			'string',
			'string',
		]);
	});

	test('a task ID that occurs twice is checked once, and each item gets its result', async () => {
		const [first, second] = await createTasks(stage.sandbox, 2);
		const run = await waiting.wait([first, second, first, first]);
		expect(inputsOf(run.data('Node', COMPLETED))).toEqual([0, 1, 2, 3]);
		expect(polls(stage.sandbox)).toHaveLength(2);
	});

	test('an action that was not performed on purpose is Skipped, without a request', async () => {
		const skipped = { skipped: true, status: 'already_contacted', reason: 'Known', row: 3 };
		const [id] = await createTasks(stage.sandbox, 1);
		const run = await stage.waitForTask(
			{ maximumWait: 1 },
			{ items: [{ json: skipped }, ...itemsFor([id])] },
		);
		expect(run.data('Node', SKIPPED)).toEqual([{ json: skipped, pairedItem: { item: 0 } }]);
		expect(sizes(run)).toEqual([1, 0, 0, 1]);
		expect(polls(stage.sandbox)).toHaveLength(1);
	});

	test('a task that OutX does not know is Failed, and the others are waited for', async () => {
		const ids = await waiting.tasksOf([300]);
		const unknown = '550e8400-e29b-41d4-a716-446655440000';
		const run = await waiting.wait([unknown, ...ids]);
		expect(run.outputs[FAILED]).toEqual([
			like.object({
				api_agent_task_id: unknown,
				status: 'not_found',
				reason: 'OutX did not find this: Agent task not found',
			}),
		]);
		expect(sizes(run)).toEqual([1, 1, 0, 0]);
	});

	test('a task that OutX does not tell about is Failed, but not as unknown', async () => {
		const [id] = await waiting.tasksOf([300]);
		waiting.fault({ kind: 'status', status: 402, error: 'Your plan has ended', times: null });
		const run = await waiting.wait([id]);
		expect(run.outputs[FAILED]).toEqual([
			like.object({
				api_agent_task_id: id,
				status: 'not_checked',
				reason: 'Your OutX plan does not include this: Your plan has ended',
			}),
		]);
	});

	test('an id that is none is an error item with Continue, and the others are waited for', async () => {
		const [id] = await createTasks(stage.sandbox, 1);
		const run = await stage.waitForTask(
			{ maximumWait: 1 },
			{ items: itemsFor(['no id', id]), settings: { onError: 'continueRegularOutput' } },
		);
		expect(run.data('Node', FAILED)[0]).toEqual({
			json: { error: "'Task ID' is not an OutX ID: no id [item 0]" },
			pairedItem: { item: 0 },
		});
		expect(sizes(run)).toEqual([1, 1, 0, 0]);
	});

	test.each([-1, 'soon'])(
		'a Maximum Wait of %j fails every item with Continue, and nothing is requested',
		async (maximumWait) => {
			const ids = await createTasks(stage.sandbox, 2);
			const run = await stage.waitForTask(
				{ maximumWait },
				{ items: itemsFor(ids), settings: { onError: 'continueRegularOutput' } },
			);
			expect(sizes(run)).toEqual([0, 2, 0, 0]);
			for (const { json } of run.data('Node', FAILED)) {
				expect(Object.keys(json)).toEqual(['error']);
				expect(json.error).toMatch(/^'Maximum Wait/);
			}
			expect(polls(stage.sandbox)).toEqual([]);
		},
	);

	test('Include Input Fields returns the row that a result belongs to', async () => {
		const [id] = await createTasks(stage.sandbox, 1);
		const run = await stage.waitForTask(
			{ maximumWait: 1, options: { includeInputFields: true } },
			{ items: [{ json: { api_agent_task_id: id, crm_row: 7, name: 'Row' } }] },
		);
		expect(run.outputs[COMPLETED][0]).toMatchObject({ crm_row: 7 });
		expect(run.outputs[COMPLETED][0].name).not.toBe('Row');
	});

	test('a maximum wait of 0 checks once', async () => {
		const ids = await waiting.tasksOf([5000, 5000, 5000]);
		const run = await waiting.wait(ids, { maximumWait: 0 });
		expect(sizes(run)).toEqual([0, 0, 3, 0]);
		expect(polls(stage.sandbox)).toHaveLength(3);
		expect(run.outputs[STILL_PENDING][0]).toMatchObject({
			status: 'processing',
			waited_seconds: 0,
		});
	});

	test('Still Pending can be led back into the node: nothing is lost and the seconds add up', async () => {
		const ids = await waiting.tasksOf([1000, 2500]);
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
		const turns = [...present(run.runs.get('Wait')).keys()];
		expect(turns.length).toBeGreaterThanOrEqual(2);
		expect(turns.flatMap((turn) => run.json('Wait', COMPLETED, turn))).toHaveLength(2);
		const seconds = turns
			.flatMap((turn) => run.json('Wait', STILL_PENDING, turn))
			.map(({ waited_seconds }) => numberOf(waited_seconds));
		expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
		expect(seconds.at(-1)).toBe(turns.length - 1);
	});
});
