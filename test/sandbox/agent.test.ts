import { startClient } from './client';

describe('the LinkedIn endpoints of the sandbox', () => {
	let client;
	let sandbox;
	beforeAll(async () => {
		client = await startClient();
		sandbox = client.sandbox;
	});
	beforeEach(() => sandbox.reset({ switches: { taskDelayMs: 0, pickUpMs: 0 } }));
	afterAll(() => sandbox.close());

	const PLUGIN =
		"Plugin installation required: Please install the OutX browser extension on at least one team member's account to use the API. The plugin must have been active within the last 48 hours.";

	describe('access', () => {
		it.each([
			[null, 401, 'Missing API Key'],
			['', 401, 'Missing API Key'],
			['nonsense', 401, 'Invalid API Key'],
		])('answers the key %j with %i', async (key, status, error) => {
			const answer = await client.call('GET', '/api-team', undefined, { key });
			expect([answer.status, answer.json]).toEqual([status, { error }]);
		});

		it('answers 403 to everything while the extension was not seen for long', async () => {
			sandbox.set({ extension: 'stale' });
			for (const [method, path] of [
				['GET', '/api-team'],
				['GET', '/linkedin-agent/get-task-status?api_agent_task_id=x'],
				['POST', '/linkedin-agent/send-message'],
				['GET', '/api-posts'],
			]) {
				const answer = await client.call(method, path);
				expect([answer.status, answer.json]).toEqual([403, { error: PLUGIN }]);
			}
		});

		it('knows wrong verbs and unknown paths', async () => {
			expect((await client.call('GET', '/linkedin-agent/send-message')).status).toBe(405);
			expect((await client.call('POST', '/linkedin-agent/get-task-status')).status).toBe(405);
			expect((await client.call('GET', '/linkedin-agent/inbox')).status).toBe(404);
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
		expect(sandbox.tasks.list()).toEqual([]);
	});

	it('answers a created task the documented way', async () => {
		const { status, json } = await client.agent('fetch-connections');
		expect(status).toBe(200);
		expect(json).toEqual({
			success: true,
			api_agent_task_id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/),
			message: 'Fetch connections task created successfully',
		});
	});

	it.each([undefined, 'abc', '550e8400-e29b-41d4-a716-446655440000'])(
		'does not know the task %s',
		async (id) => {
			const query = id === undefined ? '' : `?api_agent_task_id=${id}`;
			const answer = await client.call('GET', `/linkedin-agent/get-task-status${query}`);
			expect([answer.status, answer.json.error]).toEqual(
				id === undefined
					? [400, "Missing or invalid 'api_agent_task_id'"]
					: [404, 'Agent task not found'],
			);
		},
	);

	it('lists connections in pages of at most 100, with the number of this page as total', async () => {
		const first = await client.run('fetch-connections', {});
		expect(first.task_input).toEqual({
			count: 40,
			start: 0,
			keyword: null,
			sort_type: null,
			task_type: 'agent_fetch_connections',
		});
		expect(first.task_output.total).toBe(40);

		const big = await client.run('fetch-connections', { count: 500, start: 950 });
		expect(big.task_input.count).toBe(100);
		expect(big.task_output.total).toBe(50);
		expect(big.task_output.connections).toHaveLength(50);

		const end = await client.run('fetch-connections', { start: 1000 });
		expect(end.task_output).toEqual({ total: 0, connections: [] });
	});

	it('finds everybody exactly once over all pages', async () => {
		const seen = new Set();
		for (let start = 0; start < 1000; start += 100) {
			const { task_output } = await client.run('fetch-connections', { start, count: 100 });
			task_output.connections.forEach((person) => seen.add(person.entity_urn));
		}
		expect(seen.size).toBe(1000);
	});

	it('sorts by the time of connecting and filters by name, accents or not', async () => {
		const added = sandbox.world.growConnections(2);
		const newest = await client.run('fetch-connections', { sort_type: 'RECENTLY_ADDED', count: 2 });
		expect(newest.task_output.connections.map((person) => person.name)).toEqual(
			added.map((person) => person.name),
		);
		const named = await client.run('fetch-connections', { keyword: 'jurgen', count: 100 });
		expect(named.task_output.total).toBeGreaterThan(0);
		expect(named.task_output.connections.every(({ name }) => name.includes('Jürgen'))).toBe(true);
	});

	it('shows a profile nested or flat, found by slug in every spelling', async () => {
		const person = sandbox.world.connections.find(({ slug }) => slug.includes('%'));
		const nested = await client.run('fetch-profile', { profile_slug: person.slug });
		expect(nested.task_output.profile.full_name).toBe(person.name);
		expect(Object.keys(nested.task_output.profile).length).toBeGreaterThan(10);
		sandbox.set({ nestedProfile: false });
		const flat = await client.run('fetch-profile', {
			profile_slug: decodeURIComponent(person.slug),
		});
		expect(flat.task_output.profile_urn).toBe(`urn:li:fsd_profile:${person.id}`);
	});

	it('searches with every filter, at most 50', async () => {
		const [target] = sandbox.world.strangers;
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
		expect(task_output.profiles.map(({ profile_slug }) => profile_slug)).toContain(target.slug);
		const many = await client.run('search-profiles', { keywords: 'a', count: 90 });
		expect([many.task_input.count, many.task_output.total]).toEqual([50, 50]);
	});

	it('tells posts of people and companies, which can be liked and commented', async () => {
		const author = sandbox.world.connections.find(({ id }) => sandbox.world.postsOf(id).length > 0);
		const posts = await client.run('fetch-profiles-posts', { profile_urns: [author.id] });
		const [{ activity_urn: social_urn }] = posts.task_output.posts;
		expect((await client.run('like-post', { social_urn })).task_output).toEqual({ liked: true });
		await client.run('comment-post', { social_urn, comment_text: 'Well said' });
		expect(sandbox.ledger.by_post[social_urn]).toEqual({ likes: 1, comments: 1 });

		const [company] = sandbox.world.companies;
		const about = await client.run('fetch-company', { company_slug: company.slug });
		expect(about.task_output.name).toBe(company.name);
		const theirs = await client.run('fetch-company-posts', { company_slug: company.slug });
		expect(theirs.task_output.total).toBeGreaterThanOrEqual(8);
	});

	it.each([
		['fetch-profile', { profile_slug: 'nobody' }],
		['fetch-profiles-posts', { profile_urns: ['nobody'] }],
		['fetch-company', { company_slug: 'nothing' }],
		['like-post', { social_urn: 'urn:li:activity:1' }],
		['comment-post', { social_urn: '1', comment_text: 'x' }],
		['send-message', { recipient_urn: 'nobody', message: 'x' }],
		['send-connection-request', { profile_urn: 'nobody' }],
	])('%s for what does not exist fails as a task', async (path, body) => {
		const task = await client.run(path, body);
		expect(task.status).toBe('failed');
		expect(task.task_output.error).toMatch(/not found|None of these/);
		expect(sandbox.ledger.toJSON().by_post).toEqual({});
	});

	it('wants an admin for what acts', async () => {
		sandbox.set({ hasAdmin: false });
		const answer = await client.agent('send-message', { recipient_urn: 'x', message: 'x' });
		expect([answer.status, answer.json.error]).toEqual([404, 'No admin user found in the team']);
	});

	it('is the same world for the same seed', async () => {
		const page = async (seed) => {
			sandbox.reset({ seed, switches: { taskDelayMs: 0, pickUpMs: 0 } });
			return client.run('fetch-connections', { count: 50 });
		};
		const [one, other, again] = [await page(1), await page(2), await page(1)];
		expect(again).toEqual(one);
		expect(other.task_output).not.toEqual(one.task_output);
	});

	it('has names with accents, and emoji in a few slugs and headlines', () => {
		const people = [...sandbox.world.people()];
		const emoji = /\p{Extended_Pictographic}/u;
		expect(people.filter(({ name }) => /[À-ž]/.test(name)).length).toBeGreaterThan(100);
		expect(people.some(({ headline }) => emoji.test(headline))).toBe(true);
		expect(people.some(({ slug }) => emoji.test(decodeURIComponent(slug)))).toBe(true);
		expect(people.every(({ slug }) => /^[\w%.!~*'()-]+$/.test(slug))).toBe(true);
	});
});
