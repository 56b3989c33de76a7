import type { IDataObject } from 'n8n-workflow';
import { isObject } from './values';

/** LinkedIn gives LinkupAPI at most 100 at a time. */
const PAGE_SIZE = 100;

/** Where a walk through a list stands, and how much is still wanted (Infinity: all). */
export interface Position {
	offset: number;
	missing: number;
}

export function pageParams({ offset, missing }: Position): { count: number; offset: number } {
	return { count: Math.min(PAGE_SIZE, missing), offset };
}

/** The list in an answer; undefined where there should be one. */
export function entriesOf(page: IDataObject, list: string): IDataObject[] | undefined {
	const entries = page[list];
	if (Array.isArray(entries)) return entries.filter(isObject);
	return page.total_results === 0 ? [] : undefined;
}

/** Where the next page begins, or undefined when the walk is over. A page that leads nowhere ends it. */
export function nextPosition(
	{ offset, missing }: Position,
	page: IDataObject,
	received: number,
): Position | undefined {
	const pagination = isObject(page.pagination) ? page.pagination : {};
	const next = Number(pagination.next_offset ?? NaN);
	const left = missing - received;
	if (left <= 0 || received === 0 || pagination.has_more !== true || !(next > offset)) {
		return undefined;
	}
	return { offset: next, missing: left };
}
