import { PageCollector } from '../../nodes/shared/output/pageCollector';
import { describePage } from '../../nodes/shared/output/connectionPage';

const people = (count, from = 0) =>
	Array.from({ length: count }, (_, i) => ({
		entity_urn: `urn:${from + i}`,
		name: `P${from + i}`,
	}));

describe('where a page stands', () => {
	test.each([
		['a full page', { start: 0, count: 40 }, { total: 40, connections: people(40) }, 40],
		[
			'a full page further on',
			{ start: 80, count: 40 },
			{ total: 40, connections: people(40) },
			120,
		],
		['a short page', { start: 40, count: 40 }, { total: 39, connections: people(39) }, null],
		['one person', { start: 0, count: 1 }, { total: 1, connections: people(1) }, 1],
		['an empty page', { start: 40, count: 40 }, { total: 0, connections: [] }, null],
		['an empty page that claims more', { count: 40 }, { total: 40, connections: [] }, null],
		['no list', { start: 0, count: 40 }, { total: 40 }, null],
		['a list that is none', { start: 0, count: 40 }, { total: 40, connections: 'many' }, null],
		['no total, full', { start: 0, count: 3 }, { connections: people(3) }, 3],
		['no total, short', { start: 0, count: 3 }, { connections: people(2) }, null],
		['a total in words', { start: 0, count: 3 }, { total: '3', connections: people(2) }, null],
		['a total of everybody', { start: 0, count: 3 }, { total: 900, connections: people(3) }, 3],
		['a total that is too small', { start: 0, count: 3 }, { total: 0, connections: people(3) }, 3],
		['nobody said what was asked: 40', {}, { total: 40, connections: people(40) }, 40],
		['nobody said what was asked: 39', {}, { total: 39, connections: people(39) }, null],
	])('%s', (_, input, output, next) => {
		const page = describePage(input, output);
		expect(page).toEqual({
			start: input.start ?? 0,
			count: input.count ?? 40,
			returned: Array.isArray(output.connections) ? output.connections.length : 0,
			has_more: next !== null,
			next_start: next,
		});
	});
});

describe('a collection of pages', () => {
	const collect = (limit = Infinity) => new PageCollector(({ entity_urn: urn }) => urn, limit);
	const names = (results) => results?.map(({ name }) => name);

	test('keeps everybody in order and gives back what is new', () => {
		const collection = collect();
		expect(names(collection.add(people(3)))).toEqual(['P0', 'P1', 'P2']);
		expect(names(collection.add(people(2, 3)))).toEqual(['P3', 'P4']);
		expect(names(collection.results)).toEqual(['P0', 'P1', 'P2', 'P3', 'P4']);
	});

	test('drops who appears again because the list moved', () => {
		const collection = collect();
		collection.add(people(3));
		expect(names(collection.add(people(3, 1)))).toEqual(['P3']);
		expect(names(collection.add([...people(1, 9), ...people(1, 9)]))).toEqual(['P9']);
		expect(collection.results).toHaveLength(5);
	});

	test('goes on behind a page of people who are all known', () => {
		const collection = collect();
		collection.add(people(3));
		expect(collection.add([...people(3)].reverse())).toEqual([]);
	});

	test('ends at a page that is the last one again, and at an empty one', () => {
		const collection = collect();
		collection.add(people(3));
		expect(collection.add(people(3))).toBeUndefined();
		expect(collection.add([])).toBeUndefined();
		expect(collection.results).toHaveLength(3);
	});

	test('keeps results without a key, because nobody knows whether they are the same', () => {
		const collection = collect();
		collection.add([{ name: 'A' }, { name: 'A' }, { entity_urn: 7, name: 'B' }]);
		expect(names(collection.results)).toEqual(['A', 'A', 'B']);
	});

	test('takes no more than the limit', () => {
		const collection = collect(4);
		collection.add(people(3));
		expect([collection.full, collection.missing]).toEqual([false, 1]);
		expect(names(collection.add(people(3, 2)))).toEqual(['P3']);
		expect([collection.full, collection.missing]).toEqual([true, 0]);
		expect(collection.results).toHaveLength(4);
	});

	test('without a limit is never full', () => {
		const collection = collect();
		collection.add(people(500));
		expect([collection.full, collection.missing]).toEqual([false, Infinity]);
	});
});
