import type { Fault } from '../../sandbox';
import { outxCredentials } from '../support/engine';
import { fetchJson } from '../support/http';
import { textOf } from '../support/json';
import { startStrangeServer } from '../support/strangeServer';
import { sent } from './requests';
import { setUpStage, sleep } from './stage';
import { idsOf, jsonOf, picked, WatchlistSandbox } from './watchlistSandbox';

const stage = setUpStage();
const lists = new WatchlistSandbox(stage);

describe('pages of watchlist posts', () => {
	const grow = async (count: number) =>
		await lists.grow('posts', { count, watchlist_id: (await lists.ofKind('keyword')).id });
	const pages = () =>
		sent(stage.sandbox).map(({ query }) => [Number(query.page), Number(query.page_size)]);

	test('Return All: every post once, in order', async () => {
		await grow(200);
		const found = await lists.getPosts({});
		expect(found).toHaveLength(257);
		expect(new Set(idsOf(found)).size).toBe(257);
		const times = found.map(({ created_at }) => created_at);
		expect(times).toEqual([...times].sort((a, b) => b - a));
		expect(pages()).toEqual([
			[1, 100],
			[2, 100],
			[3, 100],
			...(pages().length > 3 ? [[4, 100]] : []),
		]);
	});

	test('Limit: no more than needed is requested', async () => {
		expect(await lists.getPosts({ returnAll: false, limit: 7 })).toHaveLength(7);
		expect(pages()).toEqual([[1, 7]]);
		await grow(200);
		stage.sandbox.requests.length = 0;
		expect(await lists.getPosts({ returnAll: false, limit: 250 })).toHaveLength(250);
		expect(pages()).toEqual([
			[1, 100],
			[2, 100],
			[3, 100],
		]);
		stage.sandbox.requests.length = 0;
		expect(await lists.getPosts({ returnAll: false, limit: 50 })).toHaveLength(50);
		expect(pages()).toEqual([[1, 50]]);
	});

	test('Start Page continues where an execution stopped', async () => {
		await grow(150);
		const every = await lists.getPosts({});
		stage.sandbox.requests.length = 0;
		const rest = await lists.getPosts({ options: { page: 2 } });
		expect(idsOf(rest)).toEqual(idsOf(every).slice(100));
		expect(pages()[0]).toEqual([2, 100]);
	});

	test('posts that appear while the list is read are returned once', async () => {
		await grow(150);
		stage.sandbox.set({ faults: [{ kind: 'slow', ms: 300, query: { page: '2' } }] });
		const reading = lists.getPosts({});
		await sleep(150);
		await grow(5);
		const found = await reading;
		expect(found).toHaveLength(207);
		expect(new Set(idsOf(found)).size).toBe(207);
	});

	test('a server with smaller pages than requested is read to its end', async () => {
		await grow(50);
		const server = await startStrangeServer(async ({ path, query, headers }) => {
			const size = Math.min(20, Number(query.page_size));
			const search = new URLSearchParams({ ...query, page_size: String(size) });
			const url = `${stage.sandbox.url}${path}?${search.toString()}`;
			return await fetchJson(url, { headers: { 'x-api-key': textOf(headers['x-api-key']) } });
		});
		const credentials = outxCredentials(server.url);
		try {
			const found = await lists.getPosts({}, { credentials });
			expect(new Set(idsOf(found)).size).toBe(107);
			expect(idsOf(found)).toEqual(idsOf(await lists.getPosts({})));
			const some = await lists.getPosts({ returnAll: false, limit: 45 }, { credentials });
			expect(idsOf(some)).toEqual(idsOf(found).slice(0, 45));
		} finally {
			await server.close();
		}
	});

	test('when a page does not come, the way on is named and nothing that came is lost', async () => {
		await grow(250);
		const fault: Fault = {
			kind: 'status',
			status: 401,
			error: 'Invalid API Key',
			query: { page: '3' },
		};
		stage.sandbox.set({ faults: [{ ...fault, times: null }] });
		const parameters = {
			watchlist: picked((await lists.ofKind('keyword')).id),
			returnAll: true,
			simplify: false,
		};
		const stopped = await stage.outx('watchlistPost.getAll', parameters);
		expect(stopped.error?.message).toContain('OutX does not recognize this API key');
		expect(stopped.error?.message).toContain('(next_page: 3)');
		expect(stopped.error?.description).toContain("set 'Start Page' to 3");

		const went = await stage.outx('watchlistPost.getAll', parameters, {
			settings: { onError: 'continueRegularOutput' },
		});
		expect(went.items).toHaveLength(201);
		expect(Object.keys(went.items[200].json)).toEqual(['error']);
		expect(went.items[200].json.error).toContain('(next_page: 3)');

		stage.sandbox.set({ faults: [] });
		const rest = await lists.getPosts({ options: { page: 3 } });
		expect(new Set([...idsOf(jsonOf(went).slice(0, 200)), ...idsOf(rest)]).size).toBe(307);
	});
});
