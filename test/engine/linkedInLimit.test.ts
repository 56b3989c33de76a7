import type { INode, INodeParameters } from 'n8n-workflow';

import { type Fault } from '../../sandbox';
import { posts } from './requests';
import { useShortestPauses } from './retrying';
import { inputsOf, setUpStage } from './stage';

const stage = setUpStage();
useShortestPauses();

describe("LinkedIn's quota", () => {
	const invite = async (
		count: number,
		settings?: Partial<INode>,
		parameters: INodeParameters = {},
	) =>
		await stage.outx(
			'connection.sendRequest',
			{ profile: '={{ $json.urn }}', ...parameters },
			{ items: stage.strangers(count), settings },
		);
	const reached = "LinkedIn's limit for invitations is reached: LinkedIn invitation limit reached";

	test('ends the sending: what was sent continues, the rest is returned as not attempted', async () => {
		stage.sandbox.set({ invitationQuota: 3 });
		const run = await invite(6);
		expect(run.status).toBe('success');
		expect(run.items.slice(0, 3).map(({ json }) => json.success)).toEqual([true, true, true]);
		expect(run.items.slice(3)).toEqual(
			stage
				.strangers(6)
				.slice(3)
				.map(({ json }, index) => ({
					json: {
						skipped: true,
						status: 'not_attempted',
						reason: reached,
						profile_urn: json.urn,
					},
					pairedItem: { item: index + 3 },
				})),
		);
		expect(posts(stage.sandbox)).toHaveLength(4);
		expect(stage.sandbox.ledger.connection_requests).toHaveLength(3);
	});

	test('the same while waiting for what was sent', async () => {
		stage.sandbox.set({ invitationQuota: 1 });
		const run = await invite(3, undefined, { waitForCompletion: true });
		expect(run.items.map(({ json }) => json.sent ?? json.status)).toEqual([
			true,
			'not_attempted',
			'not_attempted',
		]);
	});

	test.each([
		['continueRegularOutput', 0, 3],
		['continueErrorOutput', 1, 0],
	] as const)('with %s the rest are errors', async (onError, branch, from) => {
		stage.sandbox.set({ invitationQuota: 3 });
		const run = await invite(6, { onError });
		expect(
			run
				.data('Node', 0)
				.slice(0, 3)
				.map(({ json }) => json.success),
		).toEqual([true, true, true]);
		const errors = run.data('Node', branch).slice(from);
		expect(errors.map(({ json }) => json.error)).toEqual([
			`${reached} [item 3]`,
			`Not attempted. ${reached} [item 4]`,
			`Not attempted. ${reached} [item 5]`,
		]);
		expect(inputsOf(errors)).toEqual([3, 4, 5]);
		if (branch === 0) {
			for (const { json } of errors) expect(Object.keys(json)).toEqual(['error']);
		}
		expect(run.data('Node', 0)).toHaveLength(branch === 0 ? 6 : 3);
		expect(posts(stage.sandbox)).toHaveLength(4);
	});

	test('on the first item the node stops with its message', async () => {
		stage.sandbox.set({ invitationQuota: 0 });
		const run = await invite(3);
		expect(run.status).toBe('error');
		expect(run.error?.message).toBe(`${reached} [item 0]`);
		expect(run.error?.description).toContain('a limit of the LinkedIn account');
		expect(posts(stage.sandbox)).toHaveLength(1);
	});

	test('is not a rate limit, whatever Retry-After says', async () => {
		const error = 'LinkedIn invitation limit r…';
		const faults: Fault[] = [{ kind: 'status', status: 429, retryAfter: 1, error, times: null }];
		stage.sandbox.set({ faults });
		expect((await invite(2)).error?.message).toMatch(
			/^LinkedIn's limit for invitations is reached/,
		);
		expect(posts(stage.sandbox)).toHaveLength(1);
	});
});

describe("LinkedIn's daily limit", () => {
	test('ends the sending of messages like that of invitations', async () => {
		stage.sandbox.set({ dailyLimits: { message: 2 } });
		const run = await stage.outx(
			'message.send',
			{ recipient: '={{ $json.urn }}', message: 'Hi' },
			{ items: stage.connections(4) },
		);
		const reason = "LinkedIn's limit is reached: You have reached your daily limit";
		expect(run.items.map(({ json }) => json.reason ?? json.success)).toEqual([
			true,
			true,
			reason,
			reason,
		]);
		expect(posts(stage.sandbox)).toHaveLength(3);
	});

	test('a rate limit that mentions LinkedIn is waited out', async () => {
		const error = 'Rate limit for the LinkedIn API exceeded';
		stage.sandbox.set({ faults: [{ kind: 'status', status: 429, error }] });
		const run = await stage.outx(
			'message.send',
			{ recipient: '={{ $json.urn }}', message: 'Hi' },
			{ items: stage.connections(2) },
		);
		expect(run.items.map(({ json }) => json.success)).toEqual([true, true]);
		expect(posts(stage.sandbox)).toHaveLength(3);
	});
});
