import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../api/classify';

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

export function listIn(output: IDataObject): unknown[] | undefined {
	const inner = isObject(output.data) ? output.data : {};
	const lists: unknown[] = [output, inner].flatMap((each) => LISTS.map((key) => each[key]));
	return lists.find(Array.isArray);
}

const numberIn = (source: IDataObject, key: string, fallback: number) =>
	typeof source[key] === 'number' ? source[key] : fallback;

/**
 * Where a page of connections stands. OutX's `total` is the number of people in this page: a page that is not full is
 * the last. A server that says nothing usable in `total` is judged by what it returned. The next page begins behind what
 * was returned, so that nobody is passed over by one that returns less than it was asked for and says there is more.
 */
export function pageOf(input: IDataObject, output: IDataObject): Page {
	const start = numberIn(input, 'start', 0);
	const count = numberIn(input, 'count', DEFAULT_COUNT);
	const returned = listIn(output)?.length ?? 0;
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

/** After so many pages in a row without anything new, the server gives the same ones over and over. */
const MOST_BARREN = 3;

/** Collects pages that may overlap, because the list can move while it is read. */
export class Collection {
	readonly results: IDataObject[] = [];
	private readonly keys = new Set<string>();
	private lastPage = '';
	private barren = 0;

	constructor(
		private readonly keyOf: (result: IDataObject) => unknown,
		private readonly limit: number,
	) {}

	/** Adds a page and returns what is new in it; undefined when pages only repeat themselves, so there is no more. */
	add(page: readonly IDataObject[]): IDataObject[] | undefined {
		const text = JSON.stringify(page);
		if (page.length === 0 || text === this.lastPage) return undefined;
		this.lastPage = text;
		const fresh: IDataObject[] = [];
		for (const result of page) {
			const key = this.keyOf(result);
			const known = typeof key === 'string' && this.keys.has(key);
			if (known || this.full) continue;
			if (typeof key === 'string') this.keys.add(key);
			this.results.push(result);
			fresh.push(result);
		}
		this.barren = fresh.length > 0 ? 0 : this.barren + 1;
		return this.barren < MOST_BARREN ? fresh : undefined;
	}

	get full(): boolean {
		return this.results.length >= this.limit;
	}

	get missing(): number {
		return this.limit - this.results.length;
	}
}
