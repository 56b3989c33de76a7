import { request } from 'undici';
import { z } from 'zod';
import { OUTX_KEY, type Switches } from '../../sandbox';
import { setUpClient } from './client';

const posts = z.object({
	watchlist_id: z.string(),
	added: z.array(z.object({ id: z.string() })),
});
const feed = z.object({ data: z.array(z.object({ id: z.string() })) });

/** What the live page is told, one event after the other. */
async function* eventsOf(body: AsyncIterable<Uint8Array>) {
	let text = '';
	for await (const chunk of body) {
		text += Buffer.from(chunk).toString();
		const events = text.split('\n\n');
		text = events.pop() ?? '';
		for (const event of events)
			yield z
				.object({})
				.passthrough()
				.parse(JSON.parse(event.slice(6)));
	}
}

describe('control of the sandbox', () => {
	const client = setUpClient();

	it('changes switches and keeps the others', async () => {
		const { json } = await client.control('PATCH', 'switches', { extension: 'asleep' });
		expect(json).toMatchObject({ extension: 'asleep', taskDelayMs: 0 });
		expect(client.sandbox.switches.extension).toBe('asleep');
		expect((await client.control('GET', 'switches')).json).toEqual(json);
	});

	it.each([
		[{ delay: 3 }, "Unknown switch 'delay'. There are: taskDelayMs"],
		[{ extension: 'off' }, "Invalid switch 'extension': must be one of online, stale, asleep"],
		[{ taskDelayMs: [5, 1] }, "Invalid switch 'taskDelayMs': must be milliseconds, or [from, to]"],
		[{ pickUpMs: -1 }, "Invalid switch 'pickUpMs': must be a number that is not negative"],
		[{ faults: 'html' }, "Invalid switch 'faults': must be an array of faults"],
		[{ faults: [{ kind: 'bang' }] }, "Invalid switch 'faults': must be faults whose kind is one"],
		[{ faults: [{ kind: 'slow' }] }, "the kind slow comes with 'ms'"],
		[{ faults: [{ kind: 'slow', ms: 'x' }] }, "'ms' is of the right type"],
		[{ faults: [{ kind: 'redirect', to: 'x' }] }, "'to' is a whole URL"],
		[{ faults: [{ kind: 'html', when: 1 }] }, "there is no 'when'"],
		[{ statusWords: { done: 'x' } }, "Invalid switch 'statusWords'"],
		[{ failTasks: { everyNth: 0 } }, "Invalid switch 'failTasks': must be null, or an object"],
		[[], 'must be a JSON object'],
	])('refuses %j and says why', async (change, text) => {
		const before = structuredClone(client.sandbox.switches);
		const { status, json } = await client.control('PATCH', 'switches', change);
		expect(status).toBe(400);
		expect(json).toHaveProperty('error', expect.stringContaining(text));
		expect(client.sandbox.switches).toEqual(before);
	});

	it('refuses wrong switches from code, too', () => {
		const change: Partial<Switches> & { foo: number } = { foo: 1 };
		expect(() => {
			client.sandbox.set(change);
		}).toThrow("Unknown switch 'foo'");
	});

	it('starts afresh', async () => {
		const recipient_urn = client.sandbox.world.connections[0].id;
		await client.run('send-message', { recipient_urn, message: 'Hi' });
		const { json } = await client.control('POST', 'reset', { seed: 7 });
		expect(json).toMatchObject({ reset: true, seed: 7 });
		expect([
			client.sandbox.ledger.messages,
			client.sandbox.tasks.list(),
			client.sandbox.requests,
		]).toEqual([[], [], []]);
		expect(client.sandbox.switches.taskDelayMs).toEqual([1000, 3000]);
	});

	it('writes down API requests without the key, and no others', async () => {
		await client.agent('fetch-connections', { count: 3 });
		await client.call('GET', '/api-posts?page=2&label=a&label=b');
		await client.control('GET', 'people');
		expect(client.sandbox.requests).toMatchObject([
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
		expect(JSON.stringify(client.sandbox.requests)).not.toContain(OUTX_KEY);
	});

	it('lists people, also only some of them', async () => {
		const [person] = client.sandbox.world.strangers;
		expect((await client.control('GET', 'people')).json).toMatchObject({
			count: 1401,
			connections: 1000,
		});
		const list = async (query: string) => (await client.control('GET', `people?${query}`)).json;
		const name = encodeURIComponent(person.name);
		expect(await list(`search=${name}&connected=false`)).toHaveProperty(
			'people.0.profile_url',
			`https://www.linkedin.com/in/${person.slug}/`,
		);
		expect(await list('connected=true')).toHaveProperty('count', 1000);
		expect(await list('connected=false')).toHaveProperty('count', 401);
		expect(await list('connected=false&limit=3')).toHaveProperty('count', 3);
		expect(await list('search=zzz')).toMatchObject({ count: 0, people: [] });
		expect(await list('limit=none')).toHaveProperty(
			'error',
			expect.stringContaining("Invalid 'limit'"),
		);
	});

	it('grows connections', async () => {
		const { json } = await client.control('POST', 'connections/grow', { count: 2 });
		expect(json).toMatchObject({ added: [{}, {}], connections: 1002 });
	});

	it('grows posts', async () => {
		const grown = (await client.control('POST', 'posts/grow', { count: 2 })).read(posts);
		const answer = await client.call('GET', `/api-posts?watchlist_id=${grown.watchlist_id}`);
		const newest = answer.read(feed).data.slice(0, 2);
		expect(newest.map(({ id }) => id)).toEqual(grown.added.map(({ id }) => id).reverse());
	});

	it('grows interactions, one when there is no count', async () => {
		const { json } = await client.control('POST', 'interactions/grow', {});
		expect(json).toMatchObject({ added: [{}] });
	});

	it.each([
		[{ count: -1 }, 400],
		[{ count: 1001 }, 400],
		[{ count: '3' }, 400],
		[{ watchlist_id: 'x' }, 404],
	])('does not grow posts by %j', async (body, status) => {
		expect((await client.control('POST', 'posts/grow', body)).status).toBe(status);
	});

	it('serves one page that needs nothing else', async () => {
		const { text } = await client.call('GET', '/', undefined, { key: null });
		expect(text).toContain('new EventSource');
		expect(text).toContain('--accent');
		expect(text).not.toMatch(/(src|href)="(?!data:)/);
	});

	it('tells the page what changes', async () => {
		const { body } = await request(`${client.sandbox.url}/sandbox/events`);
		const events = eventsOf(body);
		expect((await events.next()).value).toMatchObject({ tasks: [] });
		await client.agent('fetch-connections');
		expect((await events.next()).value).toMatchObject({
			tasks: [{ type: 'agent_fetch_connections' }],
		});
		body.destroy();
	});
});
