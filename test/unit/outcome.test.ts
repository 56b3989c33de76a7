import { accepted } from '../../nodes/Outx/execute/accepted';
import { describeTaskFailure } from '../../nodes/Outx/execute/awaitTasks';
import { itemsFrom } from '../../nodes/Outx/execute/outcome';
import { forEachConcurrently } from '../../nodes/shared/util/concurrency';
import { operationOf } from './support/operations';

const ID = '550e8400-e29b-41d4-a716-446655440000';
const call = { method: 'POST', path: '/x', body: {} };

describe("OutX's answer to a call", () => {
	const answered = (name, body, how = call) => accepted(operationOf(name), 3, how, 'place', body);

	test('names the task, and comes out as it is', () => {
		const body = { success: true, api_agent_task_id: ID, message: 'Created', more: 1 };
		expect(answered('profile.get', body)).toEqual({
			item: 3,
			json: [body],
			task: { id: ID, request: call, place: 'place' },
		});
	});

	test.each([{}, { api_agent_task_id: '' }, { api_agent_task_id: null }, { api_agent_task_id: 7 }])(
		'without a task is a error: %j',
		(body) => {
			for (const name of ['profile.get', 'message.send']) {
				const { json, task, error } = answered(name, { success: true, ...body });
				expect([json, task]).toEqual([[], undefined]);
				expect(error.message).toMatch(/named no task/);
			}
			expect(answered('message.send', body).error.description).toMatch(/whether it was done/);
		},
	);

	test('that is no task is the result, never with a key named error', () => {
		const body = { team: { id: 1 }, error: null };
		expect(answered('team.get', body).json).toEqual([{ team: { id: 1 }, error_text: null }]);
		expect(answered('watchlist.delete', { id: ID, anything: 1 }).json).toEqual([{ deleted: true }]);
	});

	test('about a task is the task, wherever its fields are', () => {
		const task = { status: 'completed', task_input: { task_type: 't' }, task_output: { a: 1 } };
		const query = { api_agent_task_id: ID };
		for (const body of [{ success: true, data: { id: ID, ...task } }, task]) {
			expect(answered('task.getStatus', body, { method: 'GET', path: '/x', query }).json).toEqual([
				{ api_agent_task_id: ID, task_type: 't', ...task },
			]);
		}
	});
});

describe('why a task brought nothing', () => {
	const base = { id: ID, status: 'processing', task: {}, waitedMs: 61_400 };
	const error = (more) => describeTaskFailure({ ...base, ...more });

	test('is nothing, when it did', () => {
		expect(error({ outcome: 'completed', status: 'completed' })).toBeUndefined();
	});

	test('is the reason that OutX gives, on one line', () => {
		const task = { task_output: { error: 'Recipient\nnot found\u202e' } };
		const { message, description } = error({ outcome: 'failed', status: 'failed', task });
		expect(message).toMatch(/: Recipient not found$/);
		expect(description).toContain(ID);
	});

	test('is that it takes longer, and that it must not be created again', () => {
		const { message, description } = error({ outcome: 'pending' });
		expect(message).toBe(`Task ${ID} is still processing after 61 seconds`);
		expect(description).toMatch(/do not create it again.*'Maximum Wait'.*OutX Wait for Task/);
	});

	test('has the status as a word, whatever the API sends', () => {
		const status = `stuck\n\u202e${'x'.repeat(500)}`;
		for (const outcome of ['pending', 'failed']) {
			const { message, description } = error({ outcome, status });
			expect(message + description).toContain('stuck xxx');
			expect(message.length).toBeLessThan(400);
			expect(message + description).not.toMatch(/[\n\u202e]/);
		}
	});

	test('is the last look, when that brought nothing', () => {
		const failure = {
			kind: 'network',
			text: 'ECONNRESET',
			mayHaveTakenEffect: false,
			transient: true,
		};
		expect(error({ outcome: 'pending', failure }).message).toMatch(/still.*could not be reached/);
	});

	test('is that OutX does not know it', () => {
		const failure = { kind: 'status', status: 404, text: 'Agent task not found' };
		const { message } = error({ outcome: 'unknown', failure });
		expect(message).toContain('Agent task not found');
		expect(message).toContain(ID);
	});
});

test('items come out in the order of the input, what was fetched beside what went wrong', () => {
	const items = itemsFrom([
		{ item: 2, json: [{ c: 1 }] },
		{ item: 1, json: [{ b: 1 }, { b: 2 }], error: { message: 'Words', description: 'More' } },
		{ item: 3, json: [] },
		{ item: 0, json: [{ a: 1 }] },
	]);
	expect(items).toEqual([
		{ json: { a: 1 }, pairedItem: { item: 0 } },
		{ json: { b: 1 }, pairedItem: { item: 1 } },
		{ json: { b: 2 }, pairedItem: { item: 1 } },
		{ json: { error: 'Words [item 1]' }, pairedItem: { item: 1 } },
		{ json: { c: 1 }, pairedItem: { item: 2 } },
	]);
});

describe('several at once', () => {
	const turn = () => new Promise((resolve) => setImmediate(resolve));

	test.each([
		[1, 7],
		[3, 10],
		[10, 3],
		[5, 0],
	])('at most %d, for %d items, each once', async (limit, count) => {
		let running = 0;
		let most = 0;
		const done = [];
		await forEachConcurrently(
			limit,
			Array.from({ length: count }, (_, i) => `item ${i}`),
			async (item, index) => {
				most = Math.max(most, ++running);
				await turn();
				running--;
				done.push([item, index]);
			},
		);
		expect(done).toEqual(Array.from({ length: count }, (_, i) => [`item ${i}`, i]));
		expect(most).toBe(Math.min(limit, count));
	});

	test('none is begun when it is enough, and those begun are waited for', async () => {
		const begun = [];
		const ended = [];
		const work = async (item) => {
			begun.push(item);
			await turn();
			ended.push(item);
		};
		await forEachConcurrently(2, [1, 2, 3, 4, 5, 6], work, () => ended.length >= 2);
		expect(begun.length).toBeLessThanOrEqual(4);
		expect(ended).toEqual(begun);
	});

	test('what goes wrong is not swallowed', async () => {
		const work = async (item) => {
			if (item === 2) throw new Error('words');
		};
		await expect(forEachConcurrently(2, [1, 2, 3], work)).rejects.toThrow('words');
	});
});
