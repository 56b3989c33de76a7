import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { ApiRequest } from '../shared/api/types';
import { apiRequest } from '../shared/api/request';
import { listOf } from '../shared/output/answers';
import { describeFailure, describeMissingList, toNodeError } from '../shared/api/errors';
import { identifierIn } from '../shared/util/text';
import { CHECKS_TO_BELIEVE } from './believeConnections';
import type { PollResult } from './connectionEvents';
import type { PollState } from './pollState';

const resultsIn = listOf('data');
const PAGE_SIZE = 100;
/** The minimum length of a page that is not the last, whatever page size OutX really allows. */
const SMALLEST_PAGE = 10;
const MOST_PAGES = 20;
/** OutX scans at least every 72 hours, so a post may be that much older than those found before. */
const LATE_MS = 72 * 3_600_000;

async function page(context: IPollFunctions, list: ApiRequest, number: number, size = PAGE_SIZE) {
	const query = { ...list.query, page: number, page_size: size };
	const answer = await apiRequest(context, { ...list, query });
	if (!answer.ok) throw toNodeError(context.getNode(), describeFailure(answer.failure));
	const found = resultsIn(answer.body);
	if ('results' in found) return found.results;
	if (answer.body.data === null) return [];
	const error = describeMissingList('posts or interactions', found.unexpected);
	throw toNodeError(context.getNode(), error);
}

/** Without an ID, a changed number of likes must not make a post a new one. */
const keyOf = ({ id, linkedin_post_urn: urn, linkedin_post_url: url, ...rest }: IDataObject) =>
	identifierIn(id, urn, url) ?? JSON.stringify(rest);
const timeOf = (each: IDataObject) =>
	typeof each.created_at === 'number' ? each.created_at : undefined;

function oldestOf(page: readonly IDataObject[]): number | undefined {
	const times = page.map(timeOf).filter((time) => time !== undefined);
	return times.length > 0 ? Math.min(...times) : undefined;
}

/**
 * One poll of a list that OutX keeps, the newest first. Reads until a page has nothing new and is too old for late finds.
 * Nothing is stored before all pages were read, so the next poll makes up for one that fails.
 */
export async function newInList(
	context: IPollFunctions,
	state: PollState,
	list: ApiRequest,
): Promise<PollResult> {
	const seen = new Set(state.seen);
	const fresh = new Map<string, IDataObject>();
	let { floor } = state;
	for (let number = 1; number <= MOST_PAGES; number++) {
		const results = await page(context, list, number);
		const news = results.filter((each) => {
			const key = keyOf(each);
			const time = timeOf(each);
			const wasThere = state.floor !== undefined && time !== undefined && time < state.floor;
			return !seen.has(key) && !fresh.has(key) && !wasThere;
		});
		for (const each of news) fresh.set(keyOf(each), each);
		const oldest = oldestOf(results);
		const tooOld = oldest === undefined || oldest < Date.now() - LATE_MS;
		if (results.length < SMALLEST_PAGE || (news.length === 0 && tooOld)) break;
		if (number === MOST_PAGES && !state.ready) floor = oldest;
	}
	const next = { ...state, seen: [...fresh.keys(), ...state.seen], floor };
	if (!state.ready) return firstOf(next);
	// The oldest first, as they happened.
	return { state: next, items: [...fresh.values()].reverse() };
}

/** A single empty list is not a start: what comes next was there before. */
function firstOf(state: PollState): PollResult {
	const doubts = state.doubts + 1;
	if (state.seen.length === 0 && doubts < CHECKS_TO_BELIEVE) {
		return { state: { ...state, doubts }, items: [] };
	}
	const floor = state.floor ?? (state.seen.length === 0 ? Date.now() - LATE_MS : undefined);
	return { state: { ...state, floor, ready: true, doubts: 0 }, items: [], isBaseline: true };
}

/** For "fetch test event": the newest one, without remembering anything. */
export async function sampleOfList(
	context: IPollFunctions,
	list: ApiRequest,
): Promise<IDataObject[]> {
	return (await page(context, list, 1, SMALLEST_PAGE)).slice(0, 1);
}
