import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../util/guards';

/** OutX returns at most so many connections at a time. */
export const PAGE_SIZE = 100;
/** What OutX takes when nothing is said. */
const DEFAULT_COUNT = 40;

export interface Page {
	start: number;
	count: number;
	returned: number;
	has_more: boolean;
	next_start: number | null;
}

/** Where the results of a list may be; OutX documents only some of these. */
const LISTS = [
	'connections',
	'profiles',
	'posts',
	'results',
	'people',
	'companies',
	'watchlists',
	'items',
	'data',
];

/** The list in an answer, first under the key where it should be. There, null means that it is empty. */
export function findList(output: IDataObject, key?: string): unknown[] | undefined {
	const inner = isObject(output.data) ? output.data : {};
	const keys = key === undefined ? LISTS : [key, ...LISTS];
	const lists: unknown[] = [output, inner].flatMap((each) => keys.map((name) => each[name]));
	const isNull = key !== undefined && output[key] === null;
	return lists.find(Array.isArray) ?? (isNull ? [] : undefined);
}

const numberIn = (source: IDataObject, key: string, fallback: number) =>
	typeof source[key] === 'number' ? source[key] : fallback;

/**
 * Where a page of connections stands. OutX's `total` is the number of people in this page: a page that is not full is
 * the last. A server that says nothing usable in `total` is judged by what it returned. The next page begins behind what
 * was returned, so that nobody is passed over by one that returns less than it was asked for and says there is more.
 */
export function describePage(input: IDataObject, output: IDataObject): Page {
	const start = numberIn(input, 'start', 0);
	const count = numberIn(input, 'count', DEFAULT_COUNT);
	const returned = findList(output)?.length ?? 0;
	const total = Math.max(returned, numberIn(output, 'total', returned));
	const hasMore = returned > 0 && total >= count;
	return {
		start,
		count,
		returned,
		has_more: hasMore,
		next_start: hasMore ? start + returned : null,
	};
}
