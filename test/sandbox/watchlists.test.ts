import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

import { setUpClient, type SandboxClient } from './client';

const created = z.object({ id: z.string() });
const watchlists = z.object({ watchlists: z.array(created), count: z.number() });
const feedPost = z.object({
	id: z.string(),
	linkedin_post_urn: z.string().nullable(),
	content: z.string(),
	created_at: z.number(),
	likes_count: z.number(),
	bookmark: z.boolean(),
	post_type: z.string(),
	language: z.string(),
	tags: z.array(z.string()),
	relevance_level: z.string(),
	seniority_level: z.string(),
});
type FeedPost = z.infer<typeof feedPost>;
const postPage = z.object({
	data: z.array(feedPost),
	pagination: z.object({ total: z.number() }),
});
const interactionPage = z.object({
	data: z.array(z.object({ interaction_type: z.string(), author: created })),
});

describe('watchlists of the sandbox', () => {
	const client = setUpClient();

	const call: SandboxClient['call'] = async (...request) => await client.call(...request);
	const seeded = async (kind: string) =>
		(await call('GET', `/api-${kind}-watchlist`)).read(watchlists).watchlists[0].id;
	const postsOf = async (id: string, query = '') =>
		(await call('GET', `/api-posts?watchlist_id=${id}&${query}`)).read(postPage).data;
	const totalOf = async (path: string) => (await call('GET', path)).read(postPage).pagination.total;

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
		const { id } = made.read(created);
		expect((await call('GET', path)).json).toMatchObject({ count: 2 });
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
	] as const)('%s %s %j is refused', async (method, kind, body, status, error) => {
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
		const change = async (body: object) =>
			(await call('PUT', '/api-reddit-watchlist', { id, ...body })).json;
		expect(await change({ keywords: ['x'], append: true })).toHaveProperty('keywords', [
			'n8n',
			'x',
		]);
		expect(await change({ keywords: ['y'] })).toHaveProperty('keywords', ['y']);
	});

	it.each([
		['both', ['a', 'b']],
		['excluded', ['a']],
		['exclude', ['b']],
	] as const)(
		'reads excluded keywords where the server reads %s',
		async (excludedName, expected) => {
			client.sandbox.set({ excludedName });
			const keywords = [{ keyword: 'k', excluded_keywords: ['a'], exclude_keywords: ['b'] }];
			const made = await call('POST', '/api-keyword-watchlist', { keywords });
			const one = await call('GET', `/api-keyword-watchlist?id=${made.read(created).id}`);
			expect(one.json).toHaveProperty('keyword_tracking.0.excluded_keywords', expected);
		},
	);

	it('reads the id to delete where the switch says', async () => {
		const id = await seeded('keyword');
		client.sandbox.set({ deleteIdIn: 'query' });
		expect((await call('DELETE', '/api-keyword-watchlist', { id })).status).toBe(400);
		client.sandbox.set({ deleteIdIn: 'body' });
		expect((await call('DELETE', `/api-keyword-watchlist?id=${id}`)).status).toBe(400);
		expect((await call('DELETE', '/api-keyword-watchlist', { id })).status).toBe(200);
	});

	it('keeps at most two default labels, and knows the quota', async () => {
		const labels = ['a', 'b', 'c'].map((key) => ({ key, default: true }));
		const made = await call('POST', '/api-keyword-watchlist', { keywords: ['x'], labels });
		const one = await call('GET', `/api-keyword-watchlist?id=${made.read(created).id}`);
		expect(one.json).toMatchObject({
			labels: [{ default: true }, { default: true }, { default: false }],
		});
		client.sandbox.set({ watchlistQuota: 5 });
		const refused = await call('POST', '/api-keyword-watchlist', { keywords: ['x'] });
		expect(refused.status).toBe(402);
		expect(refused.json).toHaveProperty(
			'error',
			expect.stringMatching(/^Your plan includes up to 5 watchlists/),
		);
	});

	it('pages through posts', async () => {
		const id = await seeded('keyword');
		const ids = new Set<string>();
		for (const page of [1, 2, 3]) {
			const answer = await call('GET', `/api-posts?watchlist_id=${id}&page=${page}`);
			for (const post of answer.read(postPage).data) ids.add(post.id);
			expect(answer.json).toMatchObject({
				pagination: { page, page_size: 20, total: 57, total_pages: 3 },
			});
		}
		expect(ids.size).toBe(57);
	});

	it.each<[string, (post: FeedPost) => boolean]>([
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
		const posts = await postsOf(id, `page_size=100&${filter}`);
		expect(posts.length).toBeGreaterThan(0);
		expect(posts.length).toBeLessThan(57);
		expect(posts.every(isRight)).toBe(true);
	});

	it('sorts posts, and refuses the old names for it', async () => {
		const id = await seeded('keyword');
		const popular = await postsOf(id, 'sort_by=popular_first');
		const likes = popular.map((post) => post.likes_count);
		expect(likes).toEqual([...likes].sort((a, b) => b - a));
		const times = (await postsOf(id, 'sort_by=recent')).map((post) => post.created_at);
		expect(times).toEqual([...times].sort((a, b) => b - a));
		const old = await call('GET', `/api-posts?watchlist_id=${id}&sort_by=recent_first`);
		expect(old.status).toBe(400);
	});

	it('wants exactly one watchlist, unless it is an old server', async () => {
		const ids = [await seeded('keyword'), await seeded('people')];
		for (const query of ['', '?watchlist_id=x', `?watchlist_id=${ids.join(',')}`]) {
			const answer = await call('GET', `/api-posts${query}`);
			expect([answer.status, answer.json]).toEqual([400, { error: 'Invalid watchlist ID(s)' }]);
		}
		client.sandbox.set({ requireWatchlistId: false });
		expect(await totalOf('/api-posts')).toBe(109);
		expect(await totalOf(`/api-posts?watchlist_id=${ids.join(',')}`)).toBe(81);
	});

	it('lets posts appear: after the first scan, and with time', async () => {
		const made = await call('POST', '/api-keyword-watchlist', { keywords: ['tea'] });
		const { id } = made.read(created);
		const posts = await postsOf(id);
		expect(posts).toHaveLength(5);
		expect(posts[0].content.toLowerCase()).toContain('tea');
		client.sandbox.set({ postsPerMinute: 6000 });
		await sleep(50);
		expect(await totalOf(`/api-posts?watchlist_id=${id}`)).toBeGreaterThan(7);
	});

	it('lists interactions', async () => {
		const path = `/api-interactions?watchlist_id=${await seeded('people')}`;
		const answer = await call('GET', path);
		expect(answer.json).toMatchObject({
			pagination: { page_size: 10, total: 23 },
			graph: [{}, {}, {}, {}, {}, {}, {}],
		});
		expect(answer.json).toHaveProperty('data.0.author.author_type', 'person');
		expect(answer.json).toHaveProperty('data.0.post.source', 'linkedin');
		const [{ interaction_type: type, author: actor }] = answer.read(interactionPage).data;
		const filter = `interaction_type=${type}&actor_ids=${actor.id}&page_size=100`;
		const theirs = (await call('GET', `${path}&${filter}`)).read(interactionPage).data;
		expect(theirs.length).toBeGreaterThan(0);
		expect(theirs.every(({ author }) => author.id === actor.id)).toBe(true);
	});

	it.each([
		['', 'watchlist_id is required and must be a string'],
		['?watchlist_id=x', 'Invalid watchlist ID: x'],
	])('lists no interactions for %j', async (query, error) => {
		expect((await call('GET', `/api-interactions${query}`)).json).toEqual({ error });
	});

	describe('likes and comments', () => {
		const user_email = 'robin@sandbox.example';
		const postOf = async (kind: string) => (await postsOf(await seeded(kind)))[0];

		it('are done in the name of a member or a company', async () => {
			const { id: post_id, linkedin_post_urn: urn } = await postOf('keyword');
			const liked = await call('POST', '/api-like', { post_id, user_email });
			expect(liked.json).toMatchObject({ success: true });
			const { task_id } = liked.read(z.object({ task_id: z.string() }));
			expect((await client.status(task_id)).status).toBe(404);
			const company = { actor_type: 'company', company_title: 'Acme' };
			const body = { post_id, user_email, comment_text: 'Yes', ...company };
			expect((await call('POST', '/api-comment', body)).json).toHaveProperty(
				'message',
				'Comment task created successfully',
			);
			expect(client.sandbox.ledger.likes).toMatchObject([{ actor: user_email, social_urn: urn }]);
			expect(client.sandbox.ledger.comments).toMatchObject([{ actor: 'Acme', text: 'Yes' }]);
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
			expect(answer.json).toEqual({
				error: 'Post does not support like functionality (missing social_urn)',
			});
		});
	});

	it('tells about the team', async () => {
		expect((await call('GET', '/api-team')).json).toMatchObject({
			team: { name: 'Sandbox team' },
			usage: { watchlists: 4, members: 2 },
		});
	});
});
