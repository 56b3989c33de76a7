import type { INodeParameters } from 'n8n-workflow';

import { like } from '../support/like';
import { createTasks, itemsFor, polls, posts } from './requests';
import { setUpStage, urnOf } from './stage';

const stage = setUpStage();

const somebody = () => stage.sandbox.world.connections[0];
const company = () => stage.sandbox.world.companies[0];

const postUrn = () => `urn:li:activity:${[...stage.sandbox.world.posts.keys()][0]}`;

interface TaskOperation {
	what: string;
	parameters: () => INodeParameters;
	path: string;
	/** What OutX should get, and when waiting if that differs. */
	body: () => object;
	waitBody?: () => object;
	taskType?: string;
	/** It acts, and answers with a receipt. */
	acts?: true;
	/** What every item that comes back has. */
	result: object;
}

/** Every operation that creates a task. */
const OPERATIONS: TaskOperation[] = [
	{
		what: 'connection.getAll',
		parameters: () => ({
			start: 20,
			filters: { keyword: ' ma ' },
			sort: { sort_type: 'RECENTLY_ADDED' },
		}),
		path: 'fetch-connections',
		body: () => ({ start: 20, count: 40, keyword: 'ma', sort_type: 'RECENTLY_ADDED' }),
		taskType: 'agent_fetch_connections',
		// Waiting asks for Limit, 50 by default, in place of Page Size.
		waitBody: () => ({ start: 20, count: 50, keyword: 'ma', sort_type: 'RECENTLY_ADDED' }),
		result: { entity_urn: like.any(String), public_identifier: like.any(String) },
	},
	{
		what: 'connection.sendRequest',
		parameters: () => ({ profile: urnOf(stage.sandbox.world.strangers[0]), note: '  Hello  ' }),
		path: 'send-connection-request',
		body: () => ({ profile_urn: urnOf(stage.sandbox.world.strangers[0]), note: 'Hello' }),
		acts: true,
		result: { sent: true, status: 'completed', api_agent_task_id: like.any(String) },
	},
	{
		what: 'profile.get',
		parameters: () => ({ profile: `https://www.linkedin.com/in/${somebody().slug}/` }),
		path: 'fetch-profile',
		body: () => ({ profile_slug: decodeURIComponent(somebody().slug) }),
		taskType: 'agent_profile_fetch',
		result: { full_name: like.any(String), profile_urn: like.any(String) },
	},
	{
		what: 'profile.getPosts',
		parameters: () => ({
			profiles: stage.sandbox.world.connections.slice(0, 20).map(urnOf).join(', '),
		}),
		path: 'fetch-profiles-posts',
		body: () => ({ profile_urns: stage.sandbox.world.connections.slice(0, 20).map(urnOf) }),
		taskType: 'agent_fetch_profiles_posts',
		result: { activity_urn: like.any(String), likes_count: like.any(Number) },
	},
	{
		what: 'profile.search',
		parameters: () => ({
			keywords: ' a ',
			limit: 10,
			filters: { geo_urn: `urn:li:geo:${somebody().geoId}, 1`, title: '' },
		}),
		path: 'search-profiles',
		body: () => ({ keywords: 'a', geo_urn: [somebody().geoId, '1'], count: 10 }),
		taskType: 'agent_search_profiles',
		result: { profile_urn: like.any(String), connection_degree: like.any(Number) },
	},
	{
		what: 'company.get',
		parameters: () => ({ company: `linkedin.com/company/${company().slug}?trk=x` }),
		path: 'fetch-company',
		body: () => ({ company_slug: company().slug }),
		taskType: 'agent_fetch_company',
		result: { name: like.any(String) },
	},
	{
		what: 'company.getPosts',
		parameters: () => ({ company: company().slug }),
		path: 'fetch-company-posts',
		body: () => ({ company_slug: company().slug }),
		taskType: 'agent_fetch_company_posts',
		result: { activity_urn: like.any(String) },
	},
	{
		what: 'message.send',
		parameters: () => ({ recipient: urnOf(somebody()), message: ' Hi,\n\nthere ' }),
		path: 'send-message',
		body: () => ({ recipient_urn: urnOf(somebody()), message: ' Hi,\n\nthere ' }),
		acts: true,
		result: { sent: true, status: 'completed' },
	},
	{
		what: 'post.like',
		parameters: () => ({ post: `https://www.linkedin.com/feed/update/${postUrn()}/?utm=1` }),
		path: 'like-post',
		body: () => ({ social_urn: postUrn() }),
		acts: true,
		result: { liked: true, status: 'completed' },
	},
	{
		what: 'post.comment',
		parameters: () => ({ post: postUrn(), comment: 'Well said' }),
		path: 'comment-post',
		body: () => ({ social_urn: postUrn(), comment_text: 'Well said' }),
		acts: true,
		result: { commented: true, status: 'completed' },
	},
];

describe.each(OPERATIONS)('$what', ({ what, parameters, path, body, waitBody, ...expected }) => {
	test('returns the task at once', async () => {
		const run = await stage.outx(what, { ...parameters(), waitForCompletion: false });

		expect(run.error).toBeUndefined();
		expect(run.items).toEqual([
			{
				json: {
					success: true,
					api_agent_task_id: like.pattern(/^[\da-f-]{36}$/),
					message: like.text('task created'),
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(stage.sandbox.requests).toHaveLength(1);
		expect(stage.sandbox.requests[0]).toMatchObject({
			method: 'POST',
			path: `/linkedin-agent/${path}`,
			query: {},
			status: 200,
			headers: { 'content-type': 'application/json', 'x-api-key': '***' },
		});
		expect(stage.sandbox.requests[0].body).toEqual(body());
	});

	test('waits and returns an item per result', async () => {
		const run = await stage.outx(what, { ...parameters(), waitForCompletion: true });

		expect(run.error).toBeUndefined();
		expect(posts(stage.sandbox)[0].body).toEqual((waitBody ?? body)());
		expect(run.items.length).toBeGreaterThan(0);
		for (const item of run.items) {
			expect(item.json).toMatchObject(expected.result);
			expect(item.json).not.toHaveProperty('error');
			expect(item.pairedItem).toEqual({ item: 0 });
		}
	});

	// What acts answers with a receipt; a choice of shapes is not offered for it.
	if (expected.acts) return;

	test('waits and returns an item per task', async () => {
		const run = await stage.outx(what, {
			...parameters(),
			waitForCompletion: true,
			options: { output: 'task' },
		});

		expect(run.items).toEqual([
			{
				json: {
					api_agent_task_id: stage.sandbox.tasks.list()[0].id,
					status: 'completed',
					task_type: expected.taskType,
					task_input: like.object({ task_type: expected.taskType }),
					task_output: like.any(Object),
					...(what === 'connection.getAll' ? { page: like.any(Object) } : {}),
				},
				pairedItem: { item: 0 },
			},
		]);
	});
});

describe('task.getStatus', () => {
	test('checks once, whatever the task is', async () => {
		const [done] = await createTasks(stage.sandbox, 1);
		stage.sandbox.set({ extension: 'asleep' });
		const [pending] = await createTasks(stage.sandbox, 1);

		const run = await stage.outx('task.getStatus', {}, { items: itemsFor([pending, done]) });
		expect(run.items[0]).toEqual({
			json: {
				api_agent_task_id: pending,
				status: 'pending',
				task_type: 'agent_fetch_company',
				task_input: { task_type: 'agent_fetch_company', company_slug: company().slug },
				task_output: null,
			},
			pairedItem: { item: 0 },
		});
		expect(run.items[1]).toMatchObject({
			json: { api_agent_task_id: done, status: 'completed', task_output: like.any(Object) },
			pairedItem: { item: 1 },
		});
		const asked = polls(stage.sandbox).map(({ query }) => query.api_agent_task_id);
		expect(asked.sort()).toEqual([pending, done].sort());
	});

	test('an unknown task is an error with its text', async () => {
		const run = await stage.outx('task.getStatus', {
			taskId: '550e8400-e29b-41d4-a716-446655440000',
		});
		expect(run.error?.message).toBe('OutX did not find this: Agent task not found [item 0]');
		expect(run.error?.description).toContain('same OutX team');
	});
});
