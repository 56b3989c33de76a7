import type { IDataObject } from 'n8n-workflow';

import { acceptAnswer } from '../../../nodes/Outx/execute/accept';
import {
	failed,
	isFailed,
	returned,
	toItems,
	type Outcome,
} from '../../../nodes/Outx/execute/outcome';
import type { ApiRequest } from '../../../nodes/shared/api/types';
import { operationOf } from '../support/operations';

const ID = '550e8400-e29b-41d4-a716-446655440000';
const POST: ApiRequest = { method: 'POST', path: '/x', body: {} };

describe("OutX's answer to a request", () => {
	const answered = (name: string, body: IDataObject, request = POST): Outcome =>
		acceptAnswer(operationOf(name), { item: 3, request }, 'key', body);
	const jsonOf = (outcome: Outcome) => (outcome.state === 'accepted' ? [] : outcome.json);

	test('names the task, and is returned as it is', () => {
		const body = { success: true, api_agent_task_id: ID, message: 'Created', more: 1 };
		expect(answered('profile.get', body)).toEqual({
			state: 'accepted',
			item: 3,
			taskId: ID,
			attemptKey: 'key',
			receipt: body,
		});
	});

	test.each([
		{},
		{ api_agent_task_id: '' },
		{ api_agent_task_id: null },
		{ api_agent_task_id: 7.5 },
	])('without a task is an error: %j', (body) => {
		for (const name of ['profile.get', 'message.send']) {
			const outcome = answered(name, { success: true, ...body });
			expect(isFailed(outcome) && outcome.error.message).toMatch(/returned no task ID/);
			expect(jsonOf(outcome)).toEqual([]);
		}
		const sent = answered('message.send', body);
		expect(isFailed(sent) && sent.error.description).toMatch(/whether it was done/);
	});

	test('that is no task is the result, never with a key named error', () => {
		const body = { team: { id: 1 }, error: null };
		expect(jsonOf(answered('team.get', body))).toEqual([{ team: { id: 1 }, error_text: null }]);
		expect(jsonOf(answered('watchlist.delete', { id: ID, deleted: true }))).toEqual([
			{ deleted: true },
		]);
	});

	test('about a task is the task, wherever its fields are', () => {
		const task = { status: 'completed', task_input: { task_type: 't' }, task_output: { a: 1 } };
		const request: ApiRequest = { method: 'GET', path: '/x', query: { api_agent_task_id: ID } };
		for (const body of [{ success: true, data: { id: ID, ...task } }, task]) {
			expect(jsonOf(answered('task.getStatus', body, request))).toEqual([
				{ api_agent_task_id: ID, task_type: 't', ...task },
			]);
		}
	});
});

test('items are returned in the order of the input, what was fetched beside what failed', async () => {
	const items = await toItems([
		returned(2, [{ c: 1 }]),
		failed(1, { message: 'Words', description: 'More' }, { json: [{ b: 1 }, { b: 2 }] }),
		returned(3, []),
		returned(0, [{ a: 1 }]),
	]);
	expect(items).toEqual([
		{ json: { a: 1 }, pairedItem: { item: 0 } },
		{ json: { b: 1 }, pairedItem: { item: 1 } },
		{ json: { b: 2 }, pairedItem: { item: 1 } },
		{ json: { error: 'Words [item 1]' }, pairedItem: { item: 1 } },
		{ json: { c: 1 }, pairedItem: { item: 2 } },
	]);
});

test('fields of the input go with the results, whose own fields count', async () => {
	const carried = new Map([[1, { a: 'input', b: 'input' }]]);
	const outcomes = [returned(0, [{ a: 0 }]), returned(1, [{ a: 1 }, { c: 1 }])];
	const items = await toItems(outcomes, carried);
	expect(items.map(({ json }) => json)).toEqual([
		{ a: 0 },
		{ a: 1, b: 'input' },
		{ a: 'input', b: 'input', c: 1 },
	]);
});
