import type { INode, INodeParameters } from 'n8n-workflow';

import { itemsOf } from '../../scripts/n8n/workflows';
import { onEachN8n, failureReason, succeeded } from './stage';
import { manual, nothing, people, sendMessage, workflow } from './workflows';

const SEND = '/linkedin-agent/send-message';
const AGAIN = { retryOnFail: true, maxTries: 3, waitBetweenTries: 200 };

onEachN8n((stage) => {
	beforeEach(() => {
		stage.reset();
	});

	const sending = (
		name: string,
		urns: string[],
		parameters?: INodeParameters,
		settings?: Partial<INode>,
		lines: string[] = [],
	) =>
		workflow(
			name,
			[
				manual(),
				people(urns),
				sendMessage('Send', parameters, settings),
				nothing('Sent'),
				nothing('Not sent'),
			],
			['Start > People > Send > Sent', ...lines],
		);

	test('Retry On Fail: the second try continues where the first failed', async () => {
		const urns = stage.connections(5);
		// Longer than the node waits by itself, so its first try fails at the third message.
		stage.sandbox.set({
			faults: [{ kind: 'status', status: 429, retryAfter: 120, path: SEND, after: 2 }],
		});
		const execution = await stage.run(sending('Again', urns, {}, AGAIN));
		succeeded(execution);
		expect(stage.requests(SEND)).toHaveLength(6);
		expect(stage.messagesTo(urns)).toEqual([1, 1, 1, 1, 1]);
		const sent = itemsOf(execution, 'Sent');
		expect(new Set(sent.map(({ api_agent_task_id }) => api_agent_task_id)).size).toBe(5);
	});

	test('Retry On Fail: what may have been sent is not sent again, however often it tries', async () => {
		const urns = stage.connections(4);
		stage.sandbox.set({ faults: [{ kind: 'resetAfter', path: SEND, after: 2 }] });
		const execution = await stage.run(sending('Unsure', urns, {}, AGAIN));
		expect(execution.status).toBe('error');
		expect(stage.messagesTo(urns)).toEqual([1, 1, 1, 0]);
		expect(stage.requests(SEND)).toHaveLength(3);
		expect(failureReason(execution)?.message).toMatch(/may have completed/);
	});

	test('Retry On Fail with a wait: a task that is slow at first is waited for, not created again', async () => {
		const urns = stage.connections(3);
		stage.sandbox.set({ taskDelayMs: 1500 });
		const options = { maximumWait: 2, pollingInterval: 1 };
		const execution = await stage.run(
			sending('Slow', urns, { waitForCompletion: true, options }, { ...AGAIN, maxTries: 5 }),
		);
		succeeded(execution);
		expect(stage.requests(SEND)).toHaveLength(3);
		expect(stage.messagesTo(urns)).toEqual([1, 1, 1]);
		expect(itemsOf(execution, 'Sent').map(({ skipped = false }) => skipped)).toEqual([
			false,
			false,
			false,
		]);
	});

	test('Continue with error output: a refused item leaves by that branch, all others are sent once', async () => {
		const urns = stage.connections(4);
		stage.sandbox.set({
			faults: [{ kind: 'status', status: 400, error: 'Not this one', path: SEND, after: 1 }],
		});
		const execution = await stage.run(
			sending('Branches', urns, {}, { onError: 'continueErrorOutput' }, ['Send:1 > Not sent']),
		);
		succeeded(execution);
		expect(stage.messagesTo(urns)).toEqual([1, 0, 1, 1]);
		expect(itemsOf(execution, 'Sent')).toHaveLength(3);
		const [refused, ...rest] = itemsOf(execution, 'Not sent');
		expect(rest).toEqual([]);
		expect(refused.error).toMatch(/Not this one/);
	});

	test('a bad item stops the run before anything is sent', async () => {
		const urns = [...stage.connections(3), 'some body'];
		const execution = await stage.run(sending('Checked first', urns));
		expect(execution.status).toBe('error');
		expect(failureReason(execution)?.message).toMatch(/'Person'.*item 3/s);
		expect(stage.requests(SEND)).toEqual([]);
	});
});
