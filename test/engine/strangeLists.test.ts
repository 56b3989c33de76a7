import type { IDataObject } from 'n8n-workflow';

import { numberOf } from '../support/json';
import { POLL, startStrangeServer, startTaskServer } from '../support/strangeServer';
import { setUpStage } from './stage';
import { ALL, people, Strange, WATCHLIST } from './strange';

const stage = setUpStage();
const strange = new Strange(stage);

describe('lists that are not as they should be', () => {
	const walks: Array<[string, number, number, (start: number, nth: number) => IDataObject[]]> = [
		[
			'the same people over and over, with new pictures',
			100,
			5,
			(_start, nth) => people(100).map((person) => ({ ...person, profile_image_url: `${nth}` })),
		],
		['three pages in a circle', 300, 7, (start) => people(100, start % 300)],
	];
	test.each(walks)('%s: the walk ends', async (_what, expected, asked, pageAt) => {
		const server = await strange.serve(
			startTaskServer(({ start }, nth) => ({
				total: 100,
				connections: pageAt(numberOf(start), nth),
			})),
		);
		const { items } = await strange.outx(server, 'connection.getAll', ALL);
		expect(items).toHaveLength(expected);
		expect(server.requests.filter(({ path }) => path !== POLL)).toHaveLength(asked);
	});

	const shapes: Array<[string, (page: IDataObject[]) => unknown]> = [
		['a bare array', (page) => page],
		['under another name', (page) => ({ results: page, total: page.length })],
		['inside of data', (page) => ({ data: { items: page } })],
	];
	test.each(shapes)('%s: all pages are read', async (_what, outputOf) => {
		const server = await strange.serve(
			startTaskServer(({ start }) => {
				const from = numberOf(start);
				return outputOf(people(from < 200 ? 100 : 30, from));
			}),
		);
		const { items } = await strange.outx(server, 'connection.getAll', ALL);
		expect(items).toHaveLength(230);
	});

	test('less than requested, with the size of the whole list as total: nobody is missed', async () => {
		const server = await strange.serve(
			startTaskServer(({ start }) => {
				const from = numberOf(start);
				const connections = people(Math.max(0, Math.min(40, 250 - from)), from);
				return { total: 250, connections };
			}),
		);
		const { items } = await strange.outx(server, 'connection.getAll', ALL);
		expect(new Set(items.map(({ json }) => json.entity_urn)).size).toBe(250);
		expect(items).toHaveLength(250);
	});

	test('a task without any output is an empty list', async () => {
		const server = await strange.serve(startTaskServer(() => null));
		expect((await strange.outx(server, 'connection.getAll', ALL)).items).toEqual([]);
	});

	test('watchlist posts whose last page leads back to the first', async () => {
		const server = await strange.serve(
			startStrangeServer(({ query }) => ({
				data: Array.from({ length: 100 }, (_, i) => ({ id: `${Number(query.page) % 3}/${i}` })),
			})),
		);
		const parameters = { watchlist: WATCHLIST, returnAll: true };
		const { items } = await strange.outx(server, 'watchlistPost.getAll', parameters);
		expect(items).toHaveLength(300);
		expect(server.requests).toHaveLength(6);
	});
});
