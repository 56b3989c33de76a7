import type { IDataObject } from 'n8n-workflow';

import { PageCollector } from '../../../nodes/shared/output/pageCollector';
import { identifierIn } from '../../../nodes/shared/util/text';
import { people } from '../support/people';

describe('a collection of pages', () => {
	const collect = (limit = Infinity) =>
		new PageCollector(({ entity_urn: urn }) => identifierIn(urn), limit);
	const names = (results: IDataObject[] | undefined) => results?.map(({ name }) => name);

	test('keeps everyone in order and returns what is new', () => {
		const collection = collect();
		expect(names(collection.add(people(3)))).toEqual(['P0', 'P1', 'P2']);
		expect(names(collection.add(people(2, 3)))).toEqual(['P3', 'P4']);
		expect(collection.collected).toBe(5);
	});

	test('drops who appears again because the list moved', () => {
		const collection = collect();
		collection.add(people(3));
		expect(names(collection.add(people(3, 1)))).toEqual(['P3']);
		expect(names(collection.add([...people(1, 9), ...people(1, 9)]))).toEqual(['P9']);
		expect(collection.collected).toBe(5);
	});

	test('continues after a page of people who are all known', () => {
		const collection = collect();
		collection.add(people(3));
		expect(collection.add([...people(3)].reverse())).toEqual([]);
	});

	test('ends at a page that is the last one again, and at an empty one', () => {
		const collection = collect();
		collection.add(people(3));
		expect(collection.add(people(3))).toBeUndefined();
		expect(collection.add([])).toBeUndefined();
		expect(collection.collected).toBe(3);
	});

	test('keeps results without a key, because nobody knows whether they are the same', () => {
		const collection = collect();
		const page = [{ name: 'A' }, { entity_urn: '', name: 'A' }, { entity_urn: 7, name: 'B' }];
		expect(names(collection.add(page))).toEqual(['A', 'A', 'B']);
	});

	test('takes no more than the limit', () => {
		const collection = collect(4);
		collection.add(people(3));
		expect([collection.full, collection.missing]).toEqual([false, 1]);
		expect(names(collection.add(people(3, 2)))).toEqual(['P3']);
		expect([collection.full, collection.missing]).toEqual([true, 0]);
		expect(collection.collected).toBe(4);
	});

	test('without a limit is never full', () => {
		const collection = collect();
		collection.add(people(500));
		expect([collection.full, collection.missing]).toEqual([false, Infinity]);
	});
});
