import { startClient } from './client';

describe('control of the sandbox', () => {
	let client;
	let sandbox;
	beforeAll(async () => {
		client = await startClient();
		sandbox = client.sandbox;
	});
	beforeEach(() => sandbox.reset({ switches: { taskDelayMs: 0, pickUpMs: 0 } }));
	afterAll(() => sandbox.close());

	const plain = (method, path, body) => client.call(method, path, body, { key: null });

	it('changes switches and keeps the others', async () => {
		const { json } = await plain('PATCH', '/sandbox/switches', { extension: 'asleep' });
		expect(json).toMatchObject({ extension: 'asleep', taskDelayMs: 0 });
		expect(sandbox.switches.extension).toBe('asleep');
		expect((await plain('GET', '/sandbox/switches')).json).toEqual(json);
	});

	it.each([
		[{ delay: 3 }, "Unknown switch 'delay'. There are: taskDelayMs"],
		[{ extension: 'off' }, "Invalid switch 'extension': must be one of online, stale, asleep"],
		[{ taskDelayMs: [5, 1] }, "Invalid switch 'taskDelayMs'"],
		[{ faults: [{ kind: 'bang' }] }, "Invalid switch 'faults': must be faults whose kind is one"],
		[{ faults: [{ kind: 'slow' }] }, "the kind slow comes with 'ms'"],
		[{ faults: [{ kind: 'redirect', to: 'x' }] }, "'to' is a whole URL"],
		[{ faults: [{ kind: 'html', when: 1 }] }, "there is no 'when'"],
		[{ statusWords: { done: 'x' } }, "Invalid switch 'statusWords'"],
		[[], 'must be a JSON object'],
	])('refuses %j and says why', async (change, text) => {
		const before = { ...sandbox.switches };
		const { status, json } = await plain('PATCH', '/sandbox/switches', change);
		expect(status).toBe(400);
		expect(json.error).toContain(text);
		expect(sandbox.switches).toEqual(before);
	});

	it('refuses wrong switches from code too', () => {
		expect(() => sandbox.set({ foo: 1 })).toThrow("Unknown switch 'foo'");
	});

	it('starts afresh', async () => {
		await client.run('send-message', {
			recipient_urn: sandbox.world.connections[0].id,
			message: 'Hi',
		});
		const { json } = await plain('POST', '/sandbox/reset', { seed: 7 });
		expect(json).toMatchObject({ reset: true, seed: 7 });
		expect([sandbox.ledger.messages, sandbox.tasks.list(), sandbox.requests]).toEqual([[], [], []]);
		expect(sandbox.switches.taskDelayMs).toEqual([1000, 3000]);
	});

	it('writes down API requests without the key, and no others', async () => {
		await client.agent('fetch-connections', { count: 3 });
		await client.call('GET', '/api-posts?page=2&label=a&label=b');
		await plain('GET', '/sandbox/people');
		expect(sandbox.requests).toMatchObject([
			{
				method: 'POST',
				path: '/linkedin-agent/fetch-connections',
				query: {},
				body: { count: 3 },
				status: 200,
				headers: { 'x-api-key': '***' },
			},
			{ method: 'GET', path: '/api-posts', query: { page: '2', label: ['a', 'b'] }, status: 400 },
		]);
		expect(JSON.stringify(sandbox.requests)).not.toContain('outx_sandbox_key');
	});

	it('grows connections, posts and interactions', async () => {
		const people = (await plain('POST', '/sandbox/connections/grow', { count: 2 })).json;
		expect([people.added.length, people.connections]).toEqual([2, 1002]);
		const posts = (await plain('POST', '/sandbox/posts/grow', { count: 2 })).json;
		const feed = await client.call('GET', `/api-posts?watchlist_id=${posts.watchlist_id}`);
		expect(feed.json.data.slice(0, 2).map(({ id }) => id)).toEqual(
			posts.added.map(({ id }) => id).reverse(),
		);
		const some = (await plain('POST', '/sandbox/interactions/grow', {})).json;
		expect(some.added).toHaveLength(1);
		expect((await plain('POST', '/sandbox/posts/grow', { count: -1 })).status).toBe(400);
		expect((await plain('POST', '/sandbox/posts/grow', { watchlist_id: 'x' })).status).toBe(404);
	});

	it('serves one page that needs nothing else', async () => {
		const { text } = await plain('GET', '/');
		expect(text).toContain('new EventSource');
		expect(text).toContain('--accent');
		expect(text).not.toMatch(/(src|href)="(?!data:)/);
	});

	it('tells the page what changes', async () => {
		const response = await fetch(`${sandbox.url}/sandbox/events`);
		const reader = response.body.getReader();
		const read = async () =>
			JSON.parse(new TextDecoder().decode((await reader.read()).value).slice(6));
		expect((await read()).tasks).toEqual([]);
		await client.agent('fetch-connections');
		expect((await read()).tasks).toMatchObject([{ type: 'agent_fetch_connections' }]);
		await reader.cancel();
	});
});
