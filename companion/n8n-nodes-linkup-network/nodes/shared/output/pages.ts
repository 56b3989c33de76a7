import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../util/guards';

/** LinkedIn returns at most 100 at a time to LinkupAPI. */
const PAGE_SIZE = 100;

/** Where a list is read, and how many results are still wanted (Infinity: all). */
export interface Position {
	offset: number;
	missing: number;
}

export function pageParams({ offset, missing }: Position): { count: number; offset: number } {
	return { count: Math.min(PAGE_SIZE, missing), offset };
}

const isList = (value: unknown): value is IDataObject[] =>
	Array.isArray(value) && value.every(isObject);

/** The list in an answer; undefined where there should be one. */
export function findList(page: IDataObject, list: string): IDataObject[] | undefined {
	const entries: unknown = page[list];
	if (isList(entries)) return entries;
	return page.total_results === 0 && entries === undefined ? [] : undefined;
}

/** Where the next page starts; undefined after the last one. A page without a usable offset ends the list. */
export function nextPosition(
	{ offset, missing }: Position,
	page: IDataObject,
	returned: number,
): Position | undefined {
	const pagination = isObject(page.pagination) ? page.pagination : {};
	const next = Number(pagination.next_offset ?? NaN);
	const left = missing - returned;
	if (left <= 0 || returned === 0 || pagination.has_more !== true || !(next > offset)) {
		return undefined;
	}
	return { offset: next, missing: left };
}
