import { posts } from './requests';
import { setUpStage } from './stage';

const stage = setUpStage();

const ROW = { crm_row: 7, sent: 'no', error: 'last week', skipped: true, api_agent_task_id: 'old' };
const parameters = { recipient: '={{ $json.urn }}', message: 'Hi' };
const options = { includeInputFields: true };

const rowOf = (urn: string) => [{ json: { ...ROW, urn } }];

test('the task of an action carries the row, and its own fields count', async () => {
	const [{ json }] = stage.connections(1);
	const run = await stage.outx(
		'message.send',
		{ ...parameters, options },
		{ items: rowOf(json.urn) },
	);
	expect(run.items).toHaveLength(1);
	const [{ json: task }] = run.items;
	expect(task).toMatchObject({ crm_row: 7, urn: json.urn, error_text: 'last week', success: true });
	expect(task.api_agent_task_id).toMatch(/^[\da-f-]{36}$/);
	expect(task).not.toHaveProperty('skipped');
	expect(task).not.toHaveProperty('error');
});

test('so does what it returns when it has waited', async () => {
	const [{ json }] = stage.connections(1);
	const run = await stage.outx(
		'message.send',
		{ ...parameters, waitForCompletion: true, options },
		{ items: rowOf(json.urn) },
	);
	expect(run.items[0].json).toMatchObject({ crm_row: 7, status: 'completed', sent: true });
});

test('what is skipped carries the row, and no task of an earlier node', async () => {
	const [{ json }] = stage.connections(1);
	const run = await stage.outx(
		'message.send',
		{ ...parameters, options: { ...options, sendOncePerRecipient: 'node' } },
		{ items: [...rowOf(json.urn), ...rowOf(json.urn)] },
	);
	expect(posts(stage.sandbox)).toHaveLength(1);
	const [, { json: skipped }] = run.items;
	expect(skipped).toMatchObject({ crm_row: 7, skipped: true, status: 'already_contacted' });
	expect(skipped).not.toHaveProperty('api_agent_task_id');
});

test('a failed item is the message alone, so that n8n takes it for one', async () => {
	const run = await stage.outx(
		'message.send',
		{ ...parameters, options },
		{ items: rowOf(''), settings: { onError: 'continueRegularOutput' } },
	);
	expect(Object.keys(run.items[0].json)).toEqual(['error']);
});

test('without the option nothing is added', async () => {
	const [{ json }] = stage.connections(1);
	const run = await stage.outx('message.send', parameters, { items: rowOf(json.urn) });
	expect(Object.keys(run.items[0].json)).toEqual(['success', 'api_agent_task_id', 'message']);
});
