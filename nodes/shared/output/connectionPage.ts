import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../util/guards';

/** OutX returns at most this many connections at a time. */
export const PAGE_SIZE = 100;
const DEFAULT_COUNT = 40;

export interface Page {
	start: number;
	count: number;
	returned: number;
	has_more: boolean;
	next_start: number | null;
}

/** Keys that may hold the results of a list; OutX documents only some of them. */
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

/** The list in an answer, first under its own key. There null means an empty list if OutX counts none. */
export function findList(output: IDataObject, key?: string): unknown[] | undefined {
	const inner = isObject(output.data) ? output.data : {};
	const keys = key === undefined ? LISTS : [key, ...LISTS];
	const lists: unknown[] = [output, inner].flatMap((each) => keys.map((name) => each[name]));
	const isNull = key !== undefined && output[key] === null && countIn(output) === 0;
	return lists.find(Array.isArray) ?? (isNull ? [] : undefined);
}

const countIn = ({ total, count, pagination }: IDataObject): unknown =>
	total ?? count ?? (isObject(pagination) ? countIn(pagination) : undefined);

const numberIn = (source: IDataObject, key: string, fallback: number) =>
	typeof source[key] === 'number' ? source[key] : fallback;

/**
 * The position of a page of connections. OutX's `total` is the number of people in this page: a page that is not full is
 * the last one. Without a usable `total`, the number of results counts. The next page starts after the returned results, so
 * that nobody is missed if a server returns fewer than requested and says there is more.
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
