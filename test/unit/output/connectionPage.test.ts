import type { IDataObject } from 'n8n-workflow';

import { describePage } from '../../../nodes/shared/output/connectionPage';
import { people } from '../support/people';

describe('the position of a page', () => {
	test.each<[string, IDataObject, IDataObject, number | null]>([
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
