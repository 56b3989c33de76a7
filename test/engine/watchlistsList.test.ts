import type { INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { outxCredentials } from '../support/engine';
import { like } from '../support/like';
import { expectNoKey, inputsOf, setUpStage } from './stage';
import { jsonOf, KINDS, picked, UNKNOWN, WatchlistSandbox } from './watchlistSandbox';

const stage = setUpStage();
const lists = new WatchlistSandbox(stage);

describe('Watchlist → Get, Get Many, Delete', () => {
	test.each(KINDS)('%s: one, by ID', async (kind) => {
		const { id, name } = await lists.ofKind(kind);
		const run = await lists.works('watchlist.get', {
			kind,
			watchlist: picked(id),
		});
		expect(lists.last()).toMatchObject({
			method: 'GET',
			path: `/api-${kind}-watchlist`,
			query: { id },
		});
		expect(run.items).toEqual([
			{ json: like.object({ id, name, type: kind }), pairedItem: { item: 0 } },
		]);
	});

	test('one, picked from the list or by URL', async () => {
		const { id } = await lists.ofKind('keyword');
		for (const [mode, value] of [
			['list', id],
			['url', `https://mentions.outx.ai/watchlist/${id}?tab=posts`],
			['id', ` ${id} `],
		]) {
			const run = await lists.works('watchlist.get', { watchlist: picked(value, mode) });
			expect(run.items[0].json.id).toBe(id);
		}
	});

	test.each([
		'watchlist.get',
		'watchlist.delete',
		'watchlist.update',
		'watchlistPost.getAll',
		'interaction.getAll',
	])('%s refuses what is no ID of a watchlist', async (what) => {
		for (const value of ['123', 'my watchlist', `${UNKNOWN}/../x`, 'https://mentions.outx.ai/']) {
			const watchlist = { __rl: true, mode: 'id', value };
			const told = await lists.refused(what, { watchlist, changes: { name: 'x' } });
			expect(told).toMatch(/^'Watchlist' is not an OutX ID/);
		}
		const nothing = { __rl: true, mode: 'id', value: '={{ "" }}' };
		expect(await lists.refused(what, { watchlist: nothing, changes: { name: 'x' } })).toBe(
			"'Watchlist' is empty [item 0]",
		);
	});

	test('one that is not there', async () => {
		const run = await stage.outx('watchlist.get', {
			watchlist: picked(UNKNOWN),
		});
		expect(run.error?.message).toBe('OutX did not find this: Watchlist not found [item 0]');
		expectNoKey(run);
	});

	test('many: all of one kind, or up to a limit', async () => {
		for (const name of ['One', 'Two', 'Three']) {
			await lists.works('watchlist.create', { keywords: 'n8n', more: { name } });
		}
		stage.sandbox.requests.length = 0;
		const every = await lists.works('watchlist.getAll', { returnAll: true });
		expect(jsonOf(every).map(({ name }) => name)).toEqual([
			'Workflow automation',
			'One',
			'Two',
			'Three',
		]);
		expect(new Set(inputsOf(every.items))).toEqual(new Set([0]));
		expect(stage.sandbox.requests).toHaveLength(1);
		expect(lists.last()).toMatchObject({
			method: 'GET',
			path: '/api-keyword-watchlist',
			query: {},
		});

		const two = await lists.works('watchlist.getAll', { limit: 2 });
		expect(jsonOf(two).map(({ name }) => name)).toEqual(['Workflow automation', 'One']);
		const companies = await lists.works('watchlist.getAll', { kind: 'company' });
		expect(jsonOf(companies).map(({ type }) => type)).toEqual(['company']);
	});

	test('many, when they do not come: the list is whole, so there is no page to go on from', async () => {
		stage.sandbox.set({ faults: [{ kind: 'status', status: 401, error: 'Invalid API Key' }] });
		const run = await stage.outx('watchlist.getAll', {});
		expect(run.error?.message).toBe(
			'OutX does not recognize this API key: Invalid API Key [item 0]',
		);
		expect(run.error?.description).toMatch(/^Copy the key/);
	});

	const places = ['both', 'query', 'body'] as const;
	test.each(KINDS.flatMap((kind) => places.map((place) => [kind, place] as const)))(
		'%s: deleted on a server that looks for the ID in %s',
		async (kind, deleteIdIn) => {
			stage.sandbox.set({ deleteIdIn });
			const { id } = await lists.ofKind(kind);
			const run = await lists.works('watchlist.delete', {
				kind,
				watchlist: picked(id, 'list'),
			});
			expect(run.items).toEqual([{ json: { deleted: true }, pairedItem: { item: 0 } }]);
			expect((await lists.all()).map((watchlist) => watchlist.kind)).toEqual(
				KINDS.filter((each) => each !== kind),
			);
		},
	);
});
describe('a write to a watchlist is made once', () => {
	const faults: Fault[] = [
		{ kind: 'resetAfter' },
		{ kind: 'statusAfter', status: 502 },
		{ kind: 'resetBefore' },
		{ kind: 'status', status: 503 },
	];
	const writes: Array<[string, string, INodeParameters, number]> = [
		['create', 'POST', { keywords: 'n8n' }, 5],
		['update', 'PUT', { changes: { name: 'New' } }, 4],
		['delete', 'DELETE', {}, 3],
	];
	test.each(writes)('%s', async (operation, method, parameters, watchlistsAfter) => {
		const watchlist = picked((await lists.ofKind('keyword')).id);
		for (const fault of faults) {
			stage.sandbox.requests.length = 0;
			stage.sandbox.set({ faults: [{ ...fault, method }] });
			const run = await stage.outx(`watchlist.${operation}`, { watchlist, ...parameters });
			expect(run.error?.message).toContain('It may have taken effect');
			expect(stage.sandbox.requests).toHaveLength(1);
			if (fault.kind === 'resetAfter') expect(await lists.all()).toHaveLength(watchlistsAfter);
		}
	});
});

describe('picking a watchlist from the list', () => {
	const search = async (node: string, parameters: INodeParameters, filter?: string) => {
		const credentials = outxCredentials(stage.sandbox.url);
		const { engine } = stage;
		return await engine.listSearch(node, 'searchWatchlists', parameters, credentials, filter);
	};
	const namesOf = async (...args: Parameters<typeof search>) =>
		(await search(...args)).results.map(({ name }) => name);

	test('those of the chosen type, or all where there is no type to choose, by name', async () => {
		expect(await namesOf('outx', { resource: 'watchlist', kind: 'people' })).toEqual([
			'Customers (People)',
		]);
		expect(stage.sandbox.requests.map(({ path }) => path)).toEqual(['/api-people-watchlist']);
		const everything = [
			'Competitors (Company)',
			'Customers (People)',
			'What Reddit says (Reddit)',
			'Workflow automation (Keyword)',
		];
		expect(await namesOf('outx', { resource: 'watchlistPost' })).toEqual(everything);
		expect(await namesOf('outxTrigger', { event: 'newInteraction' })).toEqual(everything);
	});

	test('with a filter, whatever its case', async () => {
		expect(await namesOf('outx', {}, ' cUst ')).toEqual(['Customers (People)']);
		expect(await namesOf('outx', {}, 'nothing like this')).toEqual([]);
	});

	test('the value is the ID, and the link leads to the dashboard', async () => {
		const found = await search('outx', { kind: 'reddit' });
		const { id } = await lists.ofKind('reddit');
		const url = `https://mentions.outx.ai/watchlist/${id}`;
		expect(found.results).toEqual([{ name: 'What Reddit says (Reddit)', value: id, url }]);
	});

	test('a wrong key is named', async () => {
		stage.sandbox.set({ faults: [{ kind: 'status', status: 401, error: 'Invalid API Key' }] });
		await expect(search('outx', { kind: 'people' })).rejects.toThrow(
			'OutX does not recognize this API key',
		);
	});
});
