import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../shared/util/guards';

/** Tasks, one for each page, that were created at one poll and are collected together at a later one. */
export interface PendingPages {
	ids: string[];
	/** How often they were looked at in vain. */
	looks: number;
}

/** What the trigger keeps between two polls. Bounded, and thrown away when its form or the node's settings change. */
export interface Memory {
	version: number;
	/** What is watched. */
	about: string;
	/** Ids of what is known, the newest first. */
	seen: string[];
	/** What is older than this was there before the trigger, though it is not in `seen`. */
	floor?: number;
	/** Whether there is something to compare with yet. */
	ready: boolean;
	pending?: PendingPages;
	/** How many pages of connections to ask for: more than one when the last look did not reach anybody known. */
	pages: number;
}

export const VERSION = 1;
const MOST_SEEN = 3000;

const isMemory = (value: unknown): value is Memory =>
	isObject(value) &&
	value.version === VERSION &&
	Array.isArray(value.seen) &&
	typeof value.pages === 'number';

/** What was kept about this subject; a fresh start when there is nothing, or only about another one. */
export function recall(data: IDataObject, about: string): Memory {
	const kept: unknown = data.outx;
	if (isMemory(kept) && kept.about === about) return { ...kept };
	return { version: VERSION, about, seen: [], ready: false, pages: 1 };
}

export function keep(data: IDataObject, memory: Memory): void {
	data.outx = { ...memory, seen: memory.seen.slice(0, MOST_SEEN) };
}

/**
 * The new ones in the upper part of a list whose newest come first. What stands behind the last one that is known is
 * older than that, so it is not new.
 */
export function newAmong(
	ids: readonly string[],
	seen: readonly string[],
): { fresh: string[]; reachedKnown: boolean } {
	const known = new Set(seen);
	let lastKnown = ids.length;
	while (lastKnown > 0 && !known.has(ids[lastKnown - 1])) lastKnown--;
	const reachedKnown = lastKnown > 0;
	const candidates = reachedKnown ? ids.slice(0, lastKnown) : ids;
	return { fresh: [...new Set(candidates)].filter((id) => !known.has(id)), reachedKnown };
}
