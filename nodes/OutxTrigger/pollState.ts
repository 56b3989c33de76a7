import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../shared/util/guards';
import { cut, FRESH_START, type ConnectionMemory } from './believeConnections';

/** The tasks of a check, one for each page. They are created at one poll and collected together at a later one. */
export interface PendingTasks {
	ids: string[];
	createdAt: number;
	/** Their status is not checked again before this time. */
	collectAt: number;
}

/** What the trigger stores between polls: limited in size, and discarded when its form or the node's settings change. */
export interface PollState extends ConnectionMemory {
	version: number;
	/** The event, and what it watches. */
	about: string;
	/** Older entries existed before the trigger, although they are not in `seen`. */
	floor?: number;
	pending?: PendingTasks;
	/** Connections are not read from LinkedIn again before this time. */
	nextCheckAt: number;
	/** How many checks in a row returned nothing plausible. */
	failedChecks: number;
}

export const VERSION = 2;
const MOST_SEEN = 3000;

const isPollState = (value: unknown): value is PollState =>
	isObject(value) &&
	value.version === VERSION &&
	Array.isArray(value.seen) &&
	typeof value.pages === 'number';

/** What is stored about this subject; a fresh start if there is nothing, or only about another one. */
export function loadState(data: IDataObject, about: string): PollState {
	const kept: unknown = data.outx;
	if (isPollState(kept) && kept.about === about) return { ...kept };
	return { version: VERSION, about, ...FRESH_START, nextCheckAt: 0, failedChecks: 0 };
}

export function saveState(data: IDataObject, state: PollState): void {
	data.outx = { ...state, ...cut(state, MOST_SEEN) };
}
