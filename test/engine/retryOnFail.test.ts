import { textOf } from '../support/json';
import { posts } from './requests';
import { Sending, SENDING, RETRY, CONTINUE, idsOf } from './sending';
import { inputsOf, setUpStage, sleep } from './stage';

const stage = setUpStage();
const sending = new Sending(stage);

/** The ways in which an answer can leave open whether the message was sent. */
const KINDS = [
	'resetAfter',
	'statusAfter',
	'brokenJson',
	'empty',
	'missingTaskId',
	'resetBefore',
] as const;

describe('Retry On Fail', () => {
	test('a refusal half-way: each message is sent exactly once', async () => {
		const items = stage.connections(6);
		sending.fault({ ...SENDING, kind: 'status', status: 400, after: 2, times: 2 });
		const run = await sending.send(items, { settings: RETRY });

		expect(run.status).toBe('success');
		expect(sending.reached()).toEqual(idsOf(items));
		expect(posts(stage.sandbox)).toHaveLength(8);
		expect(inputsOf(run.items)).toEqual([0, 1, 2, 3, 4, 5]);
		expect(run.items.map(({ json }) => json.api_agent_task_id)).toEqual(
			stage.sandbox.tasks.list().map(({ id }) => id),
		);
	});

	test('with Continue, n8n tries again as well when the first item failed', async () => {
		const items = stage.connections(3);
		sending.fault({ ...SENDING, kind: 'status', status: 400 });
		const run = await sending.send(items, { settings: { ...RETRY, ...CONTINUE } });
		expect(run.items.map(({ json }) => json.success)).toEqual([true, true, true]);
		expect(sending.reached().sort()).toEqual(idsOf(items).sort());
	});

	test('a failure while waiting: the retry waits for the same tasks', async () => {
		const items = stage.connections(2);
		stage.sandbox.set({ extension: 'asleep' });
		const running = sending.send(
			items,
			{ settings: RETRY },
			{ waitForCompletion: true, options: { maximumWait: 1 } },
		);
		await sleep(1300);
		stage.sandbox.set({ extension: 'online' });
		const run = await running;
		expect(run.items.map(({ json }) => json.sent)).toEqual([true, true]);
		expect(posts(stage.sandbox)).toHaveLength(2);
	});

	test.each(KINDS)('%s: what may have been done is not done again', async (kind) => {
		const items = stage.connections(3);
		sending.fault({ ...SENDING, kind, after: 1 });
		const run = await sending.send(items, { settings: RETRY });

		expect(run.error?.message).toBe(
			'An earlier attempt may have completed this, so it was not sent again [item 1]',
		);
		expect(run.error?.description).toMatch(
			/^Check in OutX or on LinkedIn whether it was done.*run the workflow for this item alone/,
		);
		expect(run.error?.description).toContain(stage.sandbox.tasks.list()[0].id);
		expect(posts(stage.sandbox)).toHaveLength(2);
	});

	test('what may have been done does not keep the others from being sent, with Continue', async () => {
		const items = stage.connections(4);
		sending.fault(
			{ ...SENDING, kind: 'status', status: 400 },
			{ ...SENDING, kind: 'resetAfter', after: 1 },
		);
		const run = await sending.send(items, { settings: { ...RETRY, ...CONTINUE } });
		expect(run.items.map(({ json }) => json.success ?? textOf(json.error).slice(0, 14))).toEqual([
			true,
			true,
			'An earlier att',
			true,
		]);
		expect(sending.reached().sort()).toEqual(idsOf(items).sort());
		expect(posts(stage.sandbox)).toHaveLength(5);
	});

	test('a task that failed was an attempt: it is not made again', async () => {
		stage.sandbox.set({ failTasks: {} });
		const run = await sending.send(
			stage.connections(1),
			{ settings: RETRY },
			{ waitForCompletion: true },
		);
		expect(run.error?.message).toMatch(/^OutX could not complete task/);
		expect(posts(stage.sandbox)).toHaveLength(1);
	});

	test('a task that only reads is created again when it failed', async () => {
		stage.sandbox.set({ failTasks: { everyNth: 2 } });
		const run = await stage.outx(
			'company.get',
			{ company: '={{ $json.slug }}', waitForCompletion: true },
			{
				items: stage.sandbox.world.companies.slice(0, 2).map(({ slug }) => ({ json: { slug } })),
				settings: RETRY,
			},
		);
		expect(run.items).toHaveLength(2);
		expect(posts(stage.sandbox)).toHaveLength(3);
	});

	test('what cannot be noted beforehand is not sent', async () => {
		jest
			.spyOn(stage.store, 'checkProcessedAndRecord')
			.mockRejectedValue(new Error('database is locked'));
		const run = await sending.send(stage.connections(2), { settings: CONTINUE });
		expect(run.items.map(({ json }) => json.error)).toEqual([
			'n8n could not record this action, so it was not performed [item 0]',
			'n8n could not record this action, so it was not performed [item 1]',
		]);
		const stopped = await sending.send(stage.connections(2));
		expect(stopped.error?.description).toBe(
			'Its database answered: database is locked. Once it works again, run the workflow for this item alone: the others may have been sent',
		);
		expect(stage.sandbox.requests).toEqual([]);
	});

	test('a store that is out of order for a moment does not make an unsent message look sent', async () => {
		const items = stage.connections(2);
		jest
			.spyOn(stage.store, 'checkProcessedAndRecord')
			.mockRejectedValueOnce(new Error('database is locked'))
			.mockRejectedValueOnce(new Error('database is locked'));
		const run = await sending.send(items, { settings: RETRY });
		expect(run.error).toBeUndefined();
		expect(sending.reached()).toEqual(idsOf(items));
	});
});
