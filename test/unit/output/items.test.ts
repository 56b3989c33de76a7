import type { IDataObject } from 'n8n-workflow';

import {
	failureReason,
	itemsFromTask,
	renameErrorKey,
	shapeResults,
	taskItem,
	withProfileUrl,
	type OutputForm,
} from '../../../nodes/shared/output/items';
import { like } from '../../support/like';
import { many } from '../support/many';

const ID = '550e8400-e29b-41d4-a716-446655440000';

interface Task {
	task_input?: IDataObject;
	task_output?: unknown;
}

/** The items of a completed task, as JSON brings it. */
async function itemsOf(task: Task, form: Partial<OutputForm> = {}): Promise<IDataObject[]> {
	const parsed = JSON.parse(JSON.stringify(task)) as IDataObject;
	const completed = { id: ID, status: 'completed', task: parsed };
	const result = await itemsFromTask(completed, { perTask: false, simplify: false, ...form });
	if ('unexpected' in result) throw new Error(result.unexpected);
	return result.items;
}

describe('the URL of a person', () => {
	test.each([
		[{ public_identifier: 'maria' }, 'https://www.linkedin.com/in/maria'],
		[{ profile_slug: 'maria' }, 'https://www.linkedin.com/in/maria'],
		[{ profile_slug: 'jürgen' }, 'https://www.linkedin.com/in/j%C3%BCrgen'],
		[{ public_identifier: 'j%C3%BCrgen-1' }, 'https://www.linkedin.com/in/j%C3%BCrgen-1'],
		[{ public_identifier: '🚀' }, 'https://www.linkedin.com/in/%F0%9F%9A%80'],
		[{ public_identifier: '50%' }, 'https://www.linkedin.com/in/50%25'],
		[{ public_identifier: 'a/../b?c' }, 'https://www.linkedin.com/in/a%2F..%2Fb%3Fc'],
		[{ profile_slug: 'x', profile_url: 'https://as.it/is' }, 'https://as.it/is'],
		[{ profile_slug: 'x', profile_url: '' }, 'https://www.linkedin.com/in/x'],
		[{ profile_slug: '' }, undefined],
		[{ profile_slug: 7 }, undefined],
		[{ name: 'Maria' }, undefined],
	])('%j', (result, url) => {
		expect(withProfileUrl(result)).toEqual({ ...result, ...(url && { profile_url: url }) });
	});
});

describe('nothing that succeeded has a key named error', () => {
	test.each([
		[
			{ error: 'x', a: 1 },
			{ error_text: 'x', a: 1 },
		],
		[{ error: null }, { error_text: null }],
		[{ error: undefined }, { error_text: undefined }],
		[{ a: { error: 1 } }, { a: { error: 1 } }],
		[{}, {}],
	])('%j', (json, tamed) => {
		expect(renameErrorKey(json)).toEqual(tamed);
		expect('error' in renameErrorKey(json)).toBe(false);
	});

	test('not results, simplified or not, and not receipts', async () => {
		const result = { error: 'x', name: 'A' };
		const task = { task_input: { task_type: 'agent_profile_fetch' }, task_output: result };
		for (const json of [
			...(await shapeResults([result], { simplify: true })),
			...(await shapeResults([result], { simplify: false })),
			...(await itemsOf(task, { simplify: true })),
			...(await itemsOf({ task_output: { profiles: [result] } }, { simplify: true })),
		]) {
			expect(Object.keys(json)).not.toContain('error');
			expect(json).toMatchObject({ error_text: 'x', name: 'A' });
		}
	});
});

describe('one item per task', () => {
	test('has exactly the fields that were promised', () => {
		const input = { task_type: 'agent_profile_fetch', profile_slug: 'maria' };
		const output = { profile: { full_name: 'Maria' } };
		expect(taskItem(ID, 'completed', { id: ID, task_input: input, task_output: output })).toEqual({
			api_agent_task_id: ID,
			status: 'completed',
			task_type: 'agent_profile_fetch',
			task_input: input,
			task_output: output,
		});
	});

	test('has the page, for connections', () => {
		const task = {
			task_input: { task_type: 'agent_fetch_connections', start: 40, count: 2 },
			task_output: { total: 2, connections: [{ name: 'A' }, { name: 'B' }] },
		};
		expect(taskItem(ID, 'completed', task).page).toEqual({
			start: 40,
			count: 2,
			returned: 2,
			has_more: true,
			next_start: 42,
		});
	});

	test('copes with a task that says nothing', () => {
		for (const task of [{}, { task_input: null, task_output: undefined }, { task_input: 'x' }]) {
			expect(taskItem(ID, 'pending', task)).toEqual({
				api_agent_task_id: ID,
				status: 'pending',
				task_type: null,
				task_input: {},
				task_output: null,
			});
		}
	});
});

describe('what a completed task becomes', () => {
	const items = (output: unknown, form: Partial<OutputForm> = {}, type = 't') =>
		itemsOf({ task_input: { task_type: type }, task_output: output }, form);
	const receipt = { api_agent_task_id: ID, status: 'completed' };

	test.each([
		['a receipt that names its task', { sent: true }, [{ ...receipt, sent: true }]],
		['no output', null, [receipt]],
		['an empty output', {}, [receipt]],
		['a list', { connections: [{ name: 'A' }, { name: 'B' }] }, [{ name: 'A' }, { name: 'B' }]],
		['an empty list', { connections: [], total: 0 }, []],
		['a nested profile, however small', { profile: { name: 'A' } }, [{ name: 'A' }]],
		['a flat profile', { ...many('f', 4) }, [many('f', 4)]],
		['text', 'done', [{ ...receipt, output: 'done' }]],
	])('%s', async (_, output, expected) => {
		expect(await items(output)).toEqual(expected);
	});

	test('a receipt says to whom, but not what', async () => {
		const input = { task_type: 't', recipient_urn: 'urn:li:fsd_profile:A', message: 'Hi' };
		expect(await itemsOf({ task_input: input, task_output: { sent: true } })).toEqual([
			{ ...receipt, recipient_urn: input.recipient_urn, sent: true },
		]);
	});

	test('one item when tasks are wanted, even of an empty list', async () => {
		expect(await items({ connections: [], total: 0 }, { perTask: true })).toEqual([
			like.object({ ...receipt, page: like.object({ returned: 0 }) }),
		]);
	});

	test('keeps unknown fields, unless simplified', async () => {
		const output = { profile: { full_name: 'A', headline: 'h', ...many('new') } };
		expect(await items(output)).toEqual([output.profile]);
		expect(await items(output, { simplify: true })).toEqual([{ full_name: 'A', headline: 'h' }]);
	});
});

describe('why a task ended badly', () => {
	test.each([
		[{ task_output: 'words' }, 'words'],
		[{ task_output: { error: 'words' } }, 'words'],
		[{ task_output: { reason: 'words', error: 'others' } }, 'words'],
		[{ task_output: { message: 'words' } }, 'words'],
		[{ task_output: { error_message: 'words' } }, 'words'],
		[{ task_output: { error: { message: 'words' } } }, 'words'],
		[{ task_output: null, error: 'words' }, 'words'],
		[{ task_output: {}, reason: 'words' }, 'words'],
		[{ task_output: { error: ' ' }, message: 'words' }, 'words'],
	])('%j', (task, reason) => {
		expect(failureReason(task, 'failed')).toBe(reason);
	});

	test.each([{}, { task_output: null }, { task_output: '  ' }, { task_output: { error: 7 } }])(
		'nobody knows: %j',
		(task) => {
			expect(failureReason(task, 'expired')).toMatch(/no reason.*expired/);
		},
	);
});
