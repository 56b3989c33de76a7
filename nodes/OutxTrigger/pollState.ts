import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../shared/util/guards';
import { FRESH_START, MOST_SEEN, type ConnectionMemory } from './believeConnections';

/** The tasks of a check, one for each page. They are created at one poll and collected together at a later one. */
export interface PendingTasks {
	ids: string[];
	createdAt: number;
	/** Not before this time is their status read again. */
	collectAt: number;
}

/** What the trigger keeps between two polls: bounded, and thrown away when its form or the node's settings change. */
export interface PollState extends ConnectionMemory {
	version: number;
	/** The event, and what it watches. */
	about: string;
	/** What is older than this was there before the trigger, though it is not in `seen`. */
	floor?: number;
	pending?: PendingTasks;
	/** Not before this time are connections read from LinkedIn again. */
	nextCheckAt: number;
	/** How many checks in a row brought nothing that can be believed. */
	failedChecks: number;
}

export const VERSION = 2;

const isPollState = (value: unknown): value is PollState =>
	isObject(value) &&
	value.version === VERSION &&
	Array.isArray(value.seen) &&
	typeof value.pages === 'number';

/** What was kept about this subject; a fresh start when there is nothing, or only about another one. */
export function loadState(data: IDataObject, about: string): PollState {
	const kept: unknown = data.outx;
	if (isPollState(kept) && kept.about === about) return { ...kept };
	return { version: VERSION, about, ...FRESH_START, nextCheckAt: 0, failedChecks: 0 };
}

export function saveState(data: IDataObject, state: PollState): void {
	data.outx = { ...state, seen: state.seen.slice(0, MOST_SEEN) };
}
