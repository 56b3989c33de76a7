import { startClient } from './client';

describe('watchlists of the sandbox', () => {
	let client;
	let sandbox;
	beforeAll(async () => {
		client = await startClient();
		sandbox = client.sandbox;
	});
	beforeEach(() => sandbox.reset({ switches: { taskDelayMs: 0, pickUpMs: 0, firstScanMs: 0 } }));
	afterAll(() => sandbox.close());

	const { call } = { call: (...args) => client.call(...args) };
	const seeded = async (kind) =>
		(await call('GET', `/api-${kind}-watchlist`)).json.watchlists[0].id;

	it.each([
		['keyword', { keywords: ['a'] }, { type: 'keyword', fetchFreqInHours: 12, keywords: ['a'] }],
		['reddit', { keywords: ['a'] }, { type: 'reddit', fetchFreqInHours: 24 }],
		['keyword', { prompt: 'people who automate' }, { prompt: 'people who automate' }],
		['people', { profiles: ['https://www.linkedin.com/in/x/', 'x'] }, { profiles_count: 1 }],
		['company', { companies: ['x', 'y'], fetchFreqInHours: 72 }, { companies_count: 2 }],
	])('creates, reads, changes and deletes a %s watchlist from %j', async (kind, body, shown) => {
		const path = `/api-${kind}-watchlist`;
		const made = await call('POST', path, { ...body, name: 'Mine' });
		expect(made.json).toMatchObject({ ...shown, name: 'Mine', slug: 'mine', created: true });
		const { id } = made.json;
		const all = (await call('GET', path)).json;
		expect(all.count).toBe(2);
		expect((await call('GET', `${path}?id=${id}`)).json).toMatchObject({ id, name: 'Mine' });
		expect((await call('PUT', path, { id, name: 'Ours', disable: true })).json).toEqual({
			id,
			name: 'Ours',
			disable: true,
			updated: true,
			message: 'Watchlist updated successfully',
		});
		expect((await call('DELETE', `${path}?id=${id}`)).json).toEqual({
			id,
			deleted: true,
			message: 'Watchlist and all related data deleted successfully',
		});
		expect((await call('GET', `${path}?id=${id}`)).status).toBe(404);
	});

	it.each([
		['POST', 'keyword', {}, 400, 'keywords array is required and must not be empty'],
		['POST', 'keyword', { keywords: [' '] }, 400, 'No valid keywords provided after cleaning'],
		['POST', 'reddit', { prompt: ' ' }, 400, 'prompt is required and must be a non-empty string'],
		['POST', 'keyword', { keywords: ['a'], fetchFreqInHours: 5 }, 400, 'Invalid fetchFreqInHours'],
		['POST', 'people', {}, 400, 'profiles array is required and must not be empty'],
		['POST', 'people', { profiles: [' '] }, 400, 'No valid profile identifiers provided'],
		['POST', 'company', {}, 400, 'companies array is required and must not be empty'],
		['POST', 'company', { companies: [1] }, 400, 'No valid company identifiers provided'],
		['PUT', 'keyword', {}, 400, 'Missing required parameter: id'],
		['PUT', 'keyword', { id: 'x', name: 'y' }, 404, 'Watchlist not found'],
		['DELETE', 'keyword', { id: 'x' }, 404, 'Watchlist not found'],
	])('%s %s %j is refused', async (method, kind, body, status, error) => {
		const answer = await call(method, `/api-${kind}-watchlist`, body);
		expect([answer.status, answer.json]).toEqual([status, { error }]);
	});

	it.each([
		[{ name: ' ' }, 'Name cannot be empty'],
		[{ status: 'paused' }, 'No valid update fields provided'],
		[{ disable: 'yes' }, 'disable must be a boolean value'],
		[{ fetchFreqInHours: 2 }, 'Invalid fetchFreqInHours'],
	])('PUT of %j is refused', async (change, error) => {
		const id = await seeded('keyword');
		const answer = await call('PUT', '/api-keyword-watchlist', { id, ...change });
		expect([answer.status, answer.json]).toEqual([400, { error }]);
	});

	it('adds keywords or replaces them', async () => {
		const id = await seeded('reddit');
		const change = async (body) =>
			(await call('PUT', '/api-reddit-watchlist', { id, ...body })).json.keywords;
		expect(await change({ keywords: ['x'], append: true })).toEqual(['n8n', 'x']);
		expect(await change({ keywords: ['y'] })).toEqual(['y']);
	});

	it.each([
		['both', ['a', 'b']],
		['excluded', ['a']],
		['exclude', ['b']],
	])('reads excluded keywords where the server reads %s', async (excludedName, expected) => {
		sandbox.set({ excludedName });
		const keywords = [{ keyword: 'k', excluded_keywords: ['a'], exclude_keywords: ['b'] }];
		const { json } = await call('POST', '/api-keyword-watchlist', { keywords });
		const one = await call('GET', `/api-keyword-watchlist?id=${json.id}`);
		expect(one.json.keyword_tracking[0].excluded_keywords).toEqual(expected);
	});

	it('reads the id to delete where the switch says', async () => {
		const id = await seeded('keyword');
		sandbox.set({ deleteIdIn: 'query' });
		expect((await call('DELETE', '/api-keyword-watchlist', { id })).status).toBe(400);
		sandbox.set({ deleteIdIn: 'body' });
		expect((await call('DELETE', `/api-keyword-watchlist?id=${id}`)).status).toBe(400);
		expect((await call('DELETE', '/api-keyword-watchlist', { id })).status).toBe(200);
	});

	it('keeps at most two default labels, and knows the quota', async () => {
		const labels = ['a', 'b', 'c'].map((key) => ({ key, default: true }));
		const { json } = await call('POST', '/api-keyword-watchlist', { keywords: ['x'], labels });
		const one = await call('GET', `/api-keyword-watchlist?id=${json.id}`);
		expect(one.json.labels.map((label) => label.default)).toEqual([true, true, false]);
		sandbox.set({ watchlistQuota: 5 });
		const refused = await call('POST', '/api-keyword-watchlist', { keywords: ['x'] });
		expect(refused.status).toBe(402);
		expect(refused.json.error).toMatch(/^Your plan includes up to 5 watchlists/);
	});

	it('pages through posts', async () => {
		const id = await seeded('keyword');
		const ids = [];
		for (const page of [1, 2, 3]) {
			const { json } = await call('GET', `/api-posts?watchlist_id=${id}&page=${page}`);
			ids.push(...json.data.map((post) => post.id));
			expect(json.pagination).toMatchObject({ page, page_size: 20, total: 57, total_pages: 3 });
		}
		expect(new Set(ids).size).toBe(57);
	});

	it.each([
		['labels=Lead', (post) => post.tags.includes('Lead')],
		['search_term=N8N', (post) => /n8n/i.test(post.content)],
		['is_saved=true', (post) => post.bookmark],
		['lang=en', (post) => post.language === 'en'],
		['post_type=poll,video', (post) => ['poll', 'video'].includes(post.post_type)],
		['start_date=2026-06-28', (post) => post.created_at >= Date.UTC(2026, 5, 28)],
		['end_date=2026-06-28', (post) => post.created_at < Date.UTC(2026, 5, 29)],
		['relevance_level=high', (post) => post.relevance_level === 'high'],
		['seniority_level=cxo', (post) => post.seniority_level === 'cxo'],
	])('filters posts by %s', async (filter, isRight) => {
		const id = await seeded('keyword');
		const { json } = await call('GET', `/api-posts?watchlist_id=${id}&page_size=100&${filter}`);
		expect(json.data.length).toBeGreaterThan(0);
		expect(json.data.length).toBeLessThan(57);
		expect(json.data.every(isRight)).toBe(true);
	});

	it('sorts posts, and refuses the old names for it', async () => {
		const id = await seeded('keyword');
		const sorted = async (order) =>
			(await call('GET', `/api-posts?watchlist_id=${id}&sort_by=${order}`)).json.data;
		const likes = (await sorted('popular_first')).map((post) => post.likes_count);
		expect(likes).toEqual([...likes].sort((a, b) => b - a));
		const times = (await sorted('recent')).map((post) => post.created_at);
		expect(times).toEqual([...times].sort((a, b) => b - a));
		const old = await call('GET', `/api-posts?watchlist_id=${id}&sort_by=recent_first`);
		expect(old.status).toBe(400);
	});

	it('wants exactly one watchlist, unless it is an old server', async () => {
		const ids = [await seeded('keyword'), await seeded('people')];
		for (const query of ['', '?watchlist_id=x', `?watchlist_id=${ids.join(',')}`]) {
			const answer = await call('GET', `/api-posts${query}`);
			expect([answer.status, answer.json.error]).toEqual([400, 'Invalid watchlist ID(s)']);
		}
		sandbox.set({ requireWatchlistId: false });
		expect((await call('GET', '/api-posts')).json.pagination.total).toBe(109);
		expect((await call('GET', `/api-posts?watchlist_id=${ids}`)).json.pagination.total).toBe(81);
	});

	it('lets posts appear: after the first scan, and with time', async () => {
		const made = await call('POST', '/api-keyword-watchlist', { keywords: ['tea'] });
		const posts = await call('GET', `/api-posts?watchlist_id=${made.json.id}`);
		expect(posts.json.data).toHaveLength(5);
		expect(posts.json.data[0].content.toLowerCase()).toContain('tea');
		sandbox.set({ postsPerMinute: 6000 });
		await new Promise((resolve) => setTimeout(resolve, 50));
		const later = await call('GET', `/api-posts?watchlist_id=${made.json.id}`);
		expect(later.json.pagination.total).toBeGreaterThan(7);
	});

	it('lists interactions', async () => {
		const id = await seeded('people');
		const { json } = await call('GET', `/api-interactions?watchlist_id=${id}`);
		expect(json.pagination).toMatchObject({ page_size: 10, total: 23 });
		expect(json.graph).toHaveLength(7);
		expect(json.data[0]).toMatchObject({ author: { author_type: 'person' }, post: {} });
		const actor = json.data[0].author.id;
		const theirs = await call(
			'GET',
			`/api-interactions?watchlist_id=${id}&interaction_type=${json.data[0].interaction_type}&actor_ids=${actor}&page_size=100`,
		);
		expect(theirs.json.data.every(({ author }) => author.id === actor)).toBe(true);
		const none = await call('GET', '/api-interactions');
		expect(none.json.error).toBe('watchlist_id is required and must be a string');
		const wrong = await call('GET', '/api-interactions?watchlist_id=x');
		expect(wrong.json.error).toBe('Invalid watchlist ID: x');
	});

	describe('likes and comments', () => {
		const user_email = 'robin@sandbox.example';
		const postOf = async (kind) =>
			(await call('GET', `/api-posts?watchlist_id=${await seeded(kind)}`)).json.data[0];

		it('are done in the name of a member or a company', async () => {
			const { id: post_id, linkedin_post_urn: urn } = await postOf('keyword');
			const liked = await call('POST', '/api-like', { post_id, user_email });
			expect(liked.json).toMatchObject({ success: true, task_id: expect.any(String) });
			expect((await client.status(liked.json.task_id)).status).toBe(404);
			const company = { actor_type: 'company', company_title: 'Acme' };
			const body = { post_id, user_email, comment_text: 'Yes', ...company };
			expect((await call('POST', '/api-comment', body)).json.message).toBe(
				'Comment task created successfully',
			);
			expect(sandbox.ledger.likes).toMatchObject([{ actor: user_email, social_urn: urn }]);
			expect(sandbox.ledger.comments).toMatchObject([{ actor: 'Acme', text: 'Yes' }]);
		});

		it.each([
			['like', {}, 'Missing required parameter: post_id'],
			['like', { post_id: 'x' }, 'Missing required parameter: user_email'],
			[
				'like',
				{ post_id: 'x', user_email, actor_type: 'bot' },
				"Invalid actor_type. Must be 'user' or 'company'",
			],
			[
				'like',
				{ post_id: 'x', user_email, actor_type: 'company' },
				"company_title is required when actor_type is 'company'",
			],
			['comment', { post_id: 'x', user_email }, 'Missing required parameter: comment_text'],
			['comment', { post_id: 'x', user_email, comment_text: ' ' }, 'comment_text cannot be empty'],
		])('%s refuses %j', async (kind, body, error) => {
			const answer = await call('POST', `/api-${kind}`, body);
			expect([answer.status, answer.json]).toEqual([400, { error }]);
		});

		it('are not possible on Reddit', async () => {
			const { id: post_id } = await postOf('reddit');
			const answer = await call('POST', '/api-like', { post_id, user_email });
			expect(answer.json.error).toBe(
				'Post does not support like functionality (missing social_urn)',
			);
		});
	});

	it('tells about the team', async () => {
		expect((await call('GET', '/api-team')).json).toMatchObject({
			team: { name: 'Sandbox team' },
			usage: { watchlists: 4, members: 2 },
		});
	});
});
