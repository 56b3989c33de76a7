import type { IDataObject } from 'n8n-workflow';

import { idOf, startStrangeServer, type StrangeServer } from '../support/strangeServer';
import { keysOf, parametersFor, PolledTrigger, WRONG_KEY } from './polling';
import { setUpStage } from './stage';
import { UNKNOWN, WatchlistSandbox } from './watchlistSandbox';

const stage = setUpStage();
const watchlists = new WatchlistSandbox(stage);
const HOUR = 3_600_000;

const NAME = 'Workflow automation';
const idOfWatchlist = async (name = NAME) => (await watchlists.named(name)).id;
const GROWING = [
	['newWatchlistPost', 'posts'],
	['newInteraction', 'interactions'],
] as const;

describe.each(GROWING)('%s', (event, what) => {
	test('a new one is returned at the next poll, the oldest first', async () => {
		const watchlist_id = await idOfWatchlist();
		const trigger = await new PolledTrigger(stage, parametersFor(event, watchlist_id)).settle();
		const added = await watchlists.grow(what, { count: 3, watchlist_id });
		expect(keysOf((await trigger.poll()) ?? [])).toEqual(keysOf(added));
		expect(await trigger.poll()).toBeNull();
	});

	test('a poll that fails between two pages is made good by the next', async () => {
		const watchlist_id = await idOfWatchlist();
		const trigger = await new PolledTrigger(stage, parametersFor(event, watchlist_id)).settle();
		const added = await watchlists.grow(what, { count: 130, watchlist_id });
		stage.sandbox.set({ faults: [{ ...WRONG_KEY, query: { page: '2' } }] });
		expect((await trigger.reportOf())?.message).toContain('does not recognize this API key');
		expect(keysOf((await trigger.poll()) ?? [])).toEqual(keysOf(added));
	});
});

test('posts can be simplified or raw', async () => {
	const watchlist_id = await idOfWatchlist();
	const fieldsOf = async (simplify: boolean) => {
		const parameters = { ...parametersFor('newWatchlistPost', watchlist_id), simplify };
		const trigger = await new PolledTrigger(stage, parameters).settle();
		await watchlists.grow('posts', { count: 1, watchlist_id });
		return Object.keys((await trigger.poll())?.[0] ?? {}).length;
	};
	expect(await fieldsOf(true)).toBeLessThanOrEqual(10);
	expect(await fieldsOf(false)).toBeGreaterThan(10);
});

test('a list that shrinks makes nothing new', async () => {
	const watchlist_id = await idOfWatchlist();
	await watchlists.grow('posts', { count: 80, watchlist_id });
	const parameters = parametersFor('newWatchlistPost', watchlist_id);
	const trigger = await new PolledTrigger(stage, parameters).settle();
	stage.sandbox.reset({ switches: { taskDelayMs: 0, pickUpMs: 0 } });
	// Or the sandbox would make the very same posts once more.
	await watchlists.grow('posts', { count: 1, watchlist_id: await idOfWatchlist('Customers') });
	for (let poll = 0; poll < 3; poll++) expect(await trigger.poll()).toBeNull();
	const added = await watchlists.grow('posts', { count: 2, watchlist_id });
	expect(keysOf((await trigger.poll()) ?? [])).toEqual(keysOf(added));
});

describe('a watchlist', () => {
	test('that is none is named, and nothing is sent', async () => {
		const trigger = new PolledTrigger(stage, parametersFor('newWatchlistPost', 'my list'));
		expect((await trigger.reportOf())?.message).toContain("'Watchlist' is not an OutX ID: my list");
		expect(stage.sandbox.requests).toEqual([]);
	});

	test('that is not there is named', async () => {
		const trigger = new PolledTrigger(stage, parametersFor('newInteraction', UNKNOWN));
		expect((await trigger.reportOf())?.message).toContain('Invalid watchlist ID');
	});
});

describe('a list that a server of another kind returns', () => {
	let server: StrangeServer;
	let list: IDataObject[] = [];
	let pageSize = 100;
	beforeEach(async () => {
		pageSize = 100;
		server = await startStrangeServer(({ query }) => {
			const size = Math.min(pageSize, Number(query.page_size));
			const page = Number(query.page);
			return { data: list.slice((page - 1) * size, page * size) };
		});
	});
	afterEach(async () => {
		await server.close();
	});

	const now = Date.now();
	/** So many posts, one an hour; the newest was made so many hours ago. */
	const hourly = (count: number, name = 'p', newest = 0): IDataObject[] =>
		Array.from({ length: count }, (_, index) => ({
			id: `${name}-${newest + index}`,
			created_at: now - (newest + index) * HOUR,
		}));
	const triggerOn = () =>
		new PolledTrigger(stage, parametersFor('newWatchlistPost', idOf(1)), server);
	const newIn = async (trigger: PolledTrigger, entries: IDataObject[]) => {
		list = entries;
		return keysOf((await trigger.poll()) ?? []);
	};
	const startedWith = async (entries: IDataObject[]) => {
		list = entries;
		return await triggerOn().settle();
	};

	test('what OutX finds late, below what is known, is returned', async () => {
		// Four an hour, so that it stands on the third page.
		const posts = hourly(1000).map((post, at) => ({ ...post, created_at: now - (at * HOUR) / 4 }));
		const trigger = await startedWith(posts);
		const late = { id: 'late', created_at: now - 60.1 * HOUR };
		const withLate = [...posts.slice(0, 241), late, ...posts.slice(241)];
		expect(await newIn(trigger, withLate)).toEqual(['late']);
		expect(await newIn(trigger, withLate)).toEqual([]);
	});

	test('a quiet list costs one request a poll', async () => {
		const trigger = await startedWith(hourly(250));
		const before = server.requests.length;
		await trigger.polls(10);
		expect(server.requests.length - before).toBe(10);
	});

	test('with smaller pages, all new ones are returned', async () => {
		pageSize = 20;
		const old = hourly(150, 'old', 10);
		const trigger = await startedWith(old);
		const fresh = hourly(130, 'new').map((post, index) => ({ ...post, created_at: now - index }));
		expect(await newIn(trigger, [...fresh, ...old])).toEqual(keysOf(fresh).reverse());
		expect(await newIn(trigger, [...fresh, ...old])).toEqual([]);
	});

	test('what was there before stays silent when the newest leave a very long list', async () => {
		const posts = hourly(4000);
		const trigger = await startedWith(posts);
		expect(await newIn(trigger, posts.slice(1500))).toEqual([]);
		expect(await newIn(trigger, posts.slice(3000))).toEqual([]);
		const fresh = { id: 'new', created_at: now + 1 };
		expect(await newIn(trigger, [fresh, ...posts.slice(3500)])).toEqual(['new']);
	});

	test('a server that ignores the page number does not keep the poll busy', async () => {
		await server.close();
		server = await startStrangeServer(() => ({ data: hourly(50) }));
		const trigger = await triggerOn().settle();
		expect(trigger.memory.seen).toEqual(keysOf(hourly(50)));
		expect(server.requests.length).toBeLessThanOrEqual(20);
	});

	test('entries without a date or an ID are still told apart', async () => {
		const texts = [{ text: 'one' }, { text: 'two' }];
		const trigger = await startedWith(texts);
		expect(await newIn(trigger, texts)).toHaveLength(0);
		expect(await newIn(trigger, [{ text: 'three' }, ...texts])).toHaveLength(1);
		expect(await newIn(trigger, [{ text: 'three' }, ...texts])).toHaveLength(0);
	});

	test('posts without an ID are not new because of a like', async () => {
		const post = (number: number, likes_count: number) => ({
			linkedin_post_urn: `urn:li:activity:${number}`,
			likes_count,
		});
		const trigger = await startedWith([post(1, 0)]);
		expect(await newIn(trigger, [post(1, 1)])).toHaveLength(0);
		expect(await newIn(trigger, [post(2, 0), post(1, 2)])).toHaveLength(1);
		expect(await newIn(trigger, [post(2, 1), post(1, 2)])).toHaveLength(0);
	});

	test('a list that is empty at first is no start: what comes next stays silent', async () => {
		const trigger = triggerOn();
		expect(await newIn(trigger, [])).toEqual([]);
		expect(await newIn(trigger, hourly(250))).toEqual([]);
		expect(trigger.silentStarts).toBe(1);
		expect(await newIn(trigger, [{ id: 'new', created_at: now }, ...hourly(250)])).toEqual(['new']);
	});

	test('a list that stays empty is a start; only what is recent is new then', async () => {
		const trigger = await startedWith([]);
		expect(await newIn(trigger, hourly(250))).toEqual(keysOf(hourly(72)).reverse());
	});

	test('an answer that is no list is not taken for a post', async () => {
		await server.close();
		server = await startStrangeServer(({ nth }) =>
			nth <= 3 ? { data: [] } : { message: `Again ${nth}` },
		);
		const trigger = await triggerOn().settle();
		expect((await trigger.reportOf())?.message).toContain(
			"OutX's answer has no list of posts or interactions",
		);
	});
});
