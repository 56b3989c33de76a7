import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { textOf } from '../support/json';
import { like } from '../support/like';
import { posts } from './requests';
import { expectNoKey, setUpStage } from './stage';
import { idsOf, jsonOf, OTHER_USER, USER, WatchlistSandbox } from './watchlistSandbox';

const stage = setUpStage();
const lists = new WatchlistSandbox(stage);

describe('Watchlist Post → Like and Comment', () => {
	let postId = '';
	beforeEach(async () => {
		const [post] = await lists.postsOf('keyword');
		postId = textOf(post.id);
		stage.sandbox.requests.length = 0;
	});
	const parameters = (more: INodeParameters = {}): INodeParameters => ({
		postId,
		userEmail: USER,
		comment: 'Great point!',
		...more,
	});
	const company = { actorType: 'company', companyTitle: ' Sandbox Inc ' };

	test('as a member of the team', async () => {
		const liked = await lists.works('watchlistPost.like', parameters());
		expect(lists.last()).toMatchObject({ method: 'POST', path: '/api-like' });
		expect(lists.last().body).toEqual({ post_id: postId, user_email: USER, actor_type: 'user' });
		expect(liked.items).toEqual([
			{
				json: {
					success: true,
					message: 'Like task created successfully',
					task_id: like.any(String),
				},
				pairedItem: { item: 0 },
			},
		]);

		const commented = await lists.works('watchlistPost.comment', parameters());
		expect(lists.last()).toMatchObject({ method: 'POST', path: '/api-comment' });
		expect(lists.last().body).toEqual({
			post_id: postId,
			user_email: USER,
			actor_type: 'user',
			comment_text: 'Great point!',
		});
		expect(commented.items[0].json.message).toBe('Comment task created successfully');

		const { likes, comments } = stage.sandbox.ledger.toJSON();
		expect(likes).toEqual([like.object({ actor: USER })]);
		expect(comments).toEqual([like.object({ actor: USER, text: 'Great point!' })]);
	});

	test('as a company page', async () => {
		await lists.works('watchlistPost.like', parameters(company));
		expect(lists.last().body).toEqual({
			post_id: postId,
			user_email: USER,
			actor_type: 'company',
			company_title: 'Sandbox Inc',
		});
		await lists.works('watchlistPost.comment', parameters(company));
		expect(lists.last().body).toMatchObject({
			actor_type: 'company',
			company_title: 'Sandbox Inc',
		});
		const { likes, comments } = stage.sandbox.ledger.toJSON();
		expect([...likes, ...comments].map(({ actor }) => actor)).toEqual([
			'Sandbox Inc',
			'Sandbox Inc',
		]);
	});

	const refusals: Array<[string, INodeParameters, RegExp]> = [
		[
			'the URN of a post of LinkedIn',
			{ postId: 'urn:li:activity:7123456789012345678' },
			/^'Post ID' is not an OutX ID/,
		],
		['no post', { postId: '={{ "" }}' }, /^'Post ID' is empty/],
		['a name for an address', { userEmail: 'robin' }, /^'User Email' is not an email address/],
		['no email address', { userEmail: '={{ "" }}' }, /^'User Email' is empty/],
		[
			'a company without a name',
			{ actorType: 'company', companyTitle: '={{ " " }}' },
			/^'Company Page Name' is empty/,
		],
	];
	test.each(refusals)('refuses %s: nothing is sent', async (_what, wrong, message) => {
		for (const what of ['watchlistPost.like', 'watchlistPost.comment']) {
			expect(await lists.refused(what, parameters(wrong))).toMatch(message);
		}
	});

	test('a blank comment is refused', async () => {
		expect(await lists.refused('watchlistPost.comment', parameters({ comment: ' \n' }))).toBe(
			"'Comment' is empty [item 0]",
		);
	});

	test('what OutX refuses comes with its text', async () => {
		const [reddit] = await lists.postsOf('reddit', 1);
		for (const operation of ['like', 'comment']) {
			const wrong = parameters({ postId: textOf(reddit.id) });
			const run = await stage.outx(`watchlistPost.${operation}`, wrong);
			expect(run.error?.message).toBe(
				`OutX refused the request (400): Post does not support ${operation} functionality (missing social_urn) [item 0]`,
			);
		}
		const nobody = await stage.outx(
			'watchlistPost.like',
			parameters({ userEmail: 'nobody@sandbox.example' }),
		);
		expect(nobody.error?.message).toContain('User not found in the team');
		expect(stage.sandbox.ledger.toJSON().created).toEqual([]);
	});

	test.each([
		"Invalid actor_type. Must be 'user' or 'company'",
		"company_title is required when actor_type is 'company'",
		'Missing required parameter: user_email',
		'comment_text cannot be empty',
	])('the text "%s" reaches the user', async (error) => {
		stage.sandbox.set({ faults: [{ kind: 'status', status: 400, error }] });
		const run = await stage.outx('watchlistPost.comment', parameters());
		expect(run.error?.message).toBe(`OutX refused the request (400): ${error} [item 0]`);
		expect(posts(stage.sandbox)).toHaveLength(1);
	});

	test('a stop names the items that were done, because no task does', async () => {
		stage.sandbox.set({ faults: [{ kind: 'status', status: 400, error: 'No', after: 2 }] });
		const items = [0, 1, 2, 3].map((row) => ({ json: { row } }));
		const run = await stage.outx('watchlistPost.like', parameters(), { items });
		expect(run.error?.message).toBe('OutX refused the request (400): No [item 2]');
		expect(run.error?.description).toMatch(
			/OutX has done this for these items: 0, 1\. Do not run them again$/,
		);
		expect(run.error).toMatchObject({ context: { data: { done: [0, 1] } } });
		expect(posts(stage.sandbox)).toHaveLength(3);
	});

	const faults: Array<[Fault, number]> = [
		[{ kind: 'statusAfter', status: 500 }, 1],
		[{ kind: 'resetAfter' }, 1],
		[{ kind: 'brokenJson' }, 1],
		[{ kind: 'status', status: 503 }, 0],
		[{ kind: 'resetBefore' }, 0],
	];
	test.each(faults)('never repeated after %j', async (fault, done) => {
		for (const operation of ['like', 'comment'] as const) {
			stage.sandbox.requests.length = 0;
			stage.sandbox.set({ faults: [{ ...fault, times: null }] });
			const run = await stage.outx(`watchlistPost.${operation}`, parameters());
			expect(run.error?.message).toContain('It may have taken effect');
			expect(run.error?.description).toContain('Check in OutX or on LinkedIn');
			expect(posts(stage.sandbox)).toHaveLength(1);
			expect(stage.sandbox.ledger.toJSON()[`${operation}s`]).toHaveLength(done);
			expectNoKey(run);
		}
	});

	test('the same execution once more does nothing again and says so', async () => {
		for (const operation of ['like', 'comment']) {
			const options = { executionId: '77' };
			const first = await lists.works(`watchlistPost.${operation}`, parameters(), options);
			expect(first.items[0].json.success).toBe(true);
			const again = await lists.works(`watchlistPost.${operation}`, parameters(), options);
			expect(jsonOf(again)).toEqual([
				like.object({
					skipped: true,
					status: 'already_attempted',
					outcome: 'created',
					post_id: postId,
				}),
			]);
		}
		expect(posts(stage.sandbox)).toHaveLength(2);
	});

	test('the same execution once more, when the first outcome is unknown', async () => {
		stage.sandbox.set({ faults: [{ kind: 'resetAfter' }] });
		const options = { executionId: '78' };
		await stage.outx('watchlistPost.comment', parameters(), options);
		const again = await lists.works('watchlistPost.comment', parameters(), options);
		expect(again.items[0].json).toMatchObject({ skipped: true, outcome: 'unknown' });
		expect(stage.sandbox.ledger.toJSON().comments).toHaveLength(1);
	});

	test('Retry On Fail repeats neither what was done nor what may have been done', async () => {
		const every = await lists.postsOf('keyword');
		stage.sandbox.requests.length = 0;
		stage.sandbox.set({ faults: [{ kind: 'statusAfter', status: 500, after: 1 }] });
		const run = await stage.outx(
			'watchlistPost.comment',
			{ postId: '={{ $json.id }}', userEmail: USER, comment: 'Yes' },
			{
				items: every.map((json) => ({ json })),
				settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
			},
		);
		expect(run.error?.message).toContain('may have completed this, so it was not sent again');
		expect(posts(stage.sandbox).map(({ body }) => body.post_id)).toEqual(idsOf(every.slice(0, 2)));
	});

	test('Retry On Fail sends what certainly was not done', async () => {
		stage.sandbox.set({ faults: [{ kind: 'status', status: 401, error: 'Invalid API Key' }] });
		const run = await lists.works('watchlistPost.like', parameters(), {
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(run.items[0].json.success).toBe(true);
		expect(stage.sandbox.ledger.toJSON().likes).toHaveLength(1);
	});

	test('Send Once Per Recipient: one comment per post and member, in all executions', async () => {
		const options = { sendOncePerRecipient: 'node' };
		const comment = async (more: INodeParameters, executionId: string): Promise<IDataObject> => {
			const all = parameters({ options, ...more });
			const run = await lists.works('watchlistPost.comment', all, { executionId });
			return run.items[0].json;
		};
		expect(await comment({}, '1')).toMatchObject({ success: true });
		expect(await comment({ comment: 'Another text' }, '2')).toEqual({
			skipped: true,
			status: 'already_contacted',
			reason: like.text('already contacted'),
			post_id: postId,
		});
		expect(await comment({ userEmail: OTHER_USER }, '3')).toMatchObject({ success: true });
		expect(await comment(company, '4')).toMatchObject({ success: true });
		expect(await comment({ ...company, companyTitle: 'Sandbox Inc' }, '5')).toMatchObject({
			status: 'already_contacted',
		});
		expect(stage.sandbox.ledger.toJSON().comments).toHaveLength(3);
	});

	test('without it, a comment may be repeated by another execution', async () => {
		await lists.works('watchlistPost.comment', parameters(), { executionId: '1' });
		await lists.works('watchlistPost.comment', parameters(), { executionId: '2' });
		expect(stage.sandbox.ledger.toJSON().comments).toHaveLength(2);
	});
});
