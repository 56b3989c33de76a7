import { z } from 'zod';

import { setUpClient } from './client';

const connectionPage = z.object({
	total: z.number(),
	connections: z.array(z.object({ name: z.string(), entity_urn: z.string() })),
});
const nestedProfile = z.object({
	profile: z.object({ full_name: z.string() }).catchall(z.unknown()),
});
const searchPage = z.object({
	total: z.number(),
	profiles: z.array(z.object({ profile_slug: z.string() })),
});
const postPage = z.object({
	total: z.number(),
	posts: z.array(z.object({ activity_urn: z.string() })),
});

const PLUGIN =
	"Plugin installation required: Please install the OutX browser extension on at least one team member's account to use the API. The plugin must have been active within the last 48 hours.";

describe('the LinkedIn endpoints of the sandbox', () => {
	const client = setUpClient();

	const connections = async (body?: Record<string, unknown>) =>
		connectionPage.parse((await client.run('fetch-connections', body)).task_output);

	describe('access', () => {
		it.each([
			[null, 401, 'Missing API Key'],
			['', 401, 'Missing API Key'],
			['nonsense', 401, 'Invalid API Key'],
		])('answers the key %j with %i', async (key, status, error) => {
			const answer = await client.call('GET', '/api-team', undefined, { key });
			expect([answer.status, answer.json]).toEqual([status, { error }]);
		});

		it.each([
			['GET', '/api-team'],
			['GET', '/linkedin-agent/get-task-status?api_agent_task_id=x'],
			['POST', '/linkedin-agent/send-message'],
			['GET', '/api-posts'],
		] as const)(
			'answers 403 to %s %s while the extension was not seen for long',
			async (method, path) => {
				client.sandbox.set({ extension: 'stale' });
				const answer = await client.call(method, path);
				expect([answer.status, answer.json]).toEqual([403, { error: PLUGIN }]);
			},
		);

		it.each([
			['GET', 'send-message', 405],
			['POST', 'get-task-status', 405],
			['GET', 'inbox', 404],
		] as const)('answers %s %s with %i', async (method, path, status) => {
			expect((await client.call(method, `/linkedin-agent/${path}`)).status).toBe(status);
		});
	});

	it.each([
		['fetch-profile', {}, "Missing or invalid 'profile_slug'"],
		['fetch-profile', { profile_slug: 7 }, "Missing or invalid 'profile_slug'"],
		['fetch-profiles-posts', { profile_urns: [] }, "Missing or invalid 'profile_urns'"],
		['search-profiles', {}, 'At least one search filter is required'],
		['search-profiles', { keywords: ' ', count: 3 }, 'At least one search filter is required'],
		['search-profiles', { geo_urn: '1' }, "Invalid 'geo_urn': must be an array of strings"],
		['fetch-connections', { keyword: 1 }, "Invalid 'keyword': must be a string"],
		['fetch-connections', { sort_type: [] }, "Invalid 'sort_type': must be a string"],
		['send-connection-request', {}, "Missing or invalid 'profile_urn'"],
		['send-connection-request', { profile_urn: 'A', note: 1 }, "Invalid 'note': must be a string"],
		[
			'send-connection-request',
			{ profile_urn: 'A', note: 'x'.repeat(301) },
			"Invalid 'note': must be 300 characters or fewer",
		],
		['send-message', { message: 'x' }, "Missing or invalid 'recipient_urn'"],
		['send-message', { recipient_urn: 'A', message: ' ' }, "Missing or invalid 'message'"],
		[
			'send-message',
			{ recipient_urn: 'A', message: 'x'.repeat(10_001) },
			'Message text is too long (max 10000 characters)',
		],
		['like-post', {}, "Missing or invalid 'social_urn'"],
		['comment-post', { social_urn: 'x' }, "Missing or invalid 'comment_text'"],
		['fetch-company', {}, "Missing or invalid 'company_slug'"],
		['fetch-company-posts', {}, "Missing or invalid 'company_slug'"],
	])('%s refuses %j', async (path, body, error) => {
		const answer = await client.agent(path, body);
		expect([answer.status, answer.json]).toEqual([400, { error }]);
		expect(client.sandbox.tasks.list()).toEqual([]);
	});

	it('answers a created task the documented way', async () => {
		const answer = await client.agent('fetch-connections');
		const { api_agent_task_id } = answer.read(z.object({ api_agent_task_id: z.string() }));
		expect(api_agent_task_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
		expect([answer.status, answer.json]).toEqual([
			200,
			{
				success: true,
				api_agent_task_id,
				message: 'Fetch connections task created successfully',
			},
		]);
	});

	it.each([
		['', 400, "Missing or invalid 'api_agent_task_id'"],
		['?api_agent_task_id=abc', 404, 'Agent task not found'],
		['?api_agent_task_id=550e8400-e29b-41d4-a716-446655440000', 404, 'Agent task not found'],
	])('answers get-task-status%s with %i', async (query, status, error) => {
		const answer = await client.call('GET', `/linkedin-agent/get-task-status${query}`);
		expect([answer.status, answer.json]).toEqual([status, { error }]);
	});

	it('lists connections in pages of at most 100, with the number of this page as total', async () => {
		const first = await client.run('fetch-connections', {});
		expect(first.task_input).toEqual({
			count: 40,
			start: 0,
			keyword: null,
			sort_type: null,
			task_type: 'agent_fetch_connections',
		});
		expect(first.task_output).toMatchObject({ total: 40 });

		const big = await client.run('fetch-connections', { count: 500, start: 950 });
		expect(big.task_input.count).toBe(100);
		const page = connectionPage.parse(big.task_output);
		expect([page.total, page.connections.length]).toEqual([50, 50]);

		const end = await client.run('fetch-connections', { start: 1000 });
		expect(end.task_output).toEqual({ total: 0, connections: [] });
	});

	it('finds everybody exactly once over all pages', async () => {
		const seen = [];
		for (let start = 0; start < 1000; start += 100) {
			const page = await connections({ start, count: 100 });
			seen.push(...page.connections.map((person) => person.entity_urn));
		}
		expect([seen.length, new Set(seen).size]).toEqual([1000, 1000]);
	});

	it('sorts by the time of connecting and filters by name, accents or not', async () => {
		const added = client.sandbox.world.growConnections(2);
		const newest = await connections({ sort_type: 'RECENTLY_ADDED', count: 2 });
		expect(newest.connections.map((person) => person.name)).toEqual(
			added.map((person) => person.name),
		);
		const named = await connections({ keyword: 'jurgen', count: 100 });
		expect(named.total).toBeGreaterThan(0);
		expect(named.connections.every(({ name }) => name.includes('Jürgen'))).toBe(true);
	});

	it('shows a profile nested or flat, found by slug in every spelling', async () => {
		const [person] = client.sandbox.world.connections.filter(({ slug }) => slug.includes('%'));
		const nested = await client.run('fetch-profile', { profile_slug: person.slug });
		const { profile } = nestedProfile.parse(nested.task_output);
		expect(profile.full_name).toBe(person.name);
		expect(Object.keys(profile).length).toBeGreaterThan(10);
		client.sandbox.set({ nestedProfile: false });
		const flat = await client.run('fetch-profile', {
			profile_slug: decodeURIComponent(person.slug),
		});
		expect(flat.task_output).toHaveProperty('profile_urn', `urn:li:fsd_profile:${person.id}`);
	});

	it('searches with every filter, at most 50', async () => {
		const [target] = client.sandbox.world.strangers;
		const { company } = target.positions[0];
		const body = {
			keywords: target.lastName,
			title: target.positions[0].title,
			company: company.name,
			first_name: target.firstName,
			last_name: target.lastName,
			geo_urn: [target.geoId],
			current_company: [`urn:li:fsd_company:${company.id}`],
			industry: [company.industry.id],
			school: target.school,
			profile_language: [target.language],
		};
		const { task_output } = await client.run('search-profiles', body);
		const { profiles } = searchPage.parse(task_output);
		expect(profiles.map(({ profile_slug }) => profile_slug)).toContain(target.slug);
		const many = await client.run('search-profiles', { keywords: 'a', count: 90 });
		expect([many.task_input.count, searchPage.parse(many.task_output).total]).toEqual([50, 50]);
	});

	it('tells posts of people and companies, which can be liked and commented', async () => {
		const [author] = client.sandbox.world.connections.filter(
			({ id }) => client.sandbox.world.postsOf(id).length > 0,
		);
		const fetched = await client.run('fetch-profiles-posts', { profile_urns: [author.id] });
		const [{ activity_urn: social_urn }] = postPage.parse(fetched.task_output).posts;
		expect((await client.run('like-post', { social_urn })).task_output).toEqual({ liked: true });
		await client.run('comment-post', { social_urn, comment_text: 'Well said' });
		expect(client.sandbox.ledger.by_post[social_urn]).toEqual({ likes: 1, comments: 1 });

		const [company] = client.sandbox.world.companies;
		const about = await client.run('fetch-company', { company_slug: company.slug });
		expect(about.task_output).toHaveProperty('name', company.name);
		const theirs = await client.run('fetch-company-posts', { company_slug: company.slug });
		expect(postPage.parse(theirs.task_output).total).toBeGreaterThanOrEqual(8);
	});

	it.each([
		['fetch-profile', { profile_slug: 'nobody' }],
		['fetch-profiles-posts', { profile_urns: ['nobody'] }],
		['fetch-company', { company_slug: 'nothing' }],
		['like-post', { social_urn: 'urn:li:activity:1' }],
		['comment-post', { social_urn: '1', comment_text: 'x' }],
		['send-message', { recipient_urn: 'nobody', message: 'x' }],
		['send-connection-request', { profile_urn: 'nobody' }],
	])('%s for something that does not exist fails as a task', async (path, body) => {
		const { status, task_output } = await client.run(path, body);
		expect(status).toBe('failed');
		expect(task_output).toHaveProperty('error', expect.stringMatching(/not found|None of these/));
		expect(client.sandbox.ledger.toJSON().by_post).toEqual({});
	});

	it('wants an admin for actions', async () => {
		client.sandbox.set({ hasAdmin: false });
		const answer = await client.agent('send-message', { recipient_urn: 'x', message: 'x' });
		expect([answer.status, answer.json]).toEqual([
			404,
			{ error: 'No admin user found in the team' },
		]);
	});

	it('is the same world for the same seed', async () => {
		const page = async (seed: number) => {
			client.reset({ seed });
			return await client.run('fetch-connections', { count: 50 });
		};
		const [one, other, again] = [await page(1), await page(2), await page(1)];
		expect(again).toEqual(one);
		expect(other.task_output).not.toEqual(one.task_output);
	});

	it('forgets what happened when it is reset', async () => {
		const shown = () => {
			const { connections, relevance, strangers, posts } = client.sandbox.world;
			return JSON.stringify([connections, relevance, strangers, [...posts.values()]]);
		};
		const before = shown();
		const [post] = client.sandbox.world.posts.values();
		const { likes } = post;
		await client.run('like-post', { social_urn: `urn:li:activity:${post.id}` });
		client.sandbox.world.connect(client.sandbox.world.strangers[0]);
		client.sandbox.world.growConnections(1);
		expect(post.likes).toBe(likes + 1);
		client.reset();
		expect(shown()).toBe(before);
	});

	it('has names with accents, and emoji in a few slugs and headlines', () => {
		const people = [...client.sandbox.world.people()];
		const emoji = /\p{Extended_Pictographic}/u;
		expect(people.filter(({ name }) => /[À-ž]/.test(name)).length).toBeGreaterThan(100);
		expect(people.some(({ headline }) => emoji.test(headline))).toBe(true);
		expect(people.some(({ slug }) => emoji.test(decodeURIComponent(slug)))).toBe(true);
		expect(people.every(({ slug }) => /^[\w%.!~*'()-]+$/.test(slug))).toBe(true);
	});
});
