import type { IExecuteFunctions } from 'n8n-workflow';

import { profileUrl } from '../../shared/input/people';
import { addressMark } from '../../shared/sendOnce/action';
import { Marks } from '../../shared/sendOnce/marks';
import type { Scope } from '../../shared/sendOnce/marksRow';
import { Places } from '../../shared/sendOnce/places';
import { contactedAt, limitReached } from '../../shared/sendOnce/skipped';
import { isTool } from '../../shared/util/context';
import type { Unresolved } from '../operation';
import { returned, type Returned } from './outcome';
import type { Run } from './run';

/** An item that needs people to be looked up. */
export interface Candidate {
	item: number;
	request: Unresolved;
	/** One per person, the same however the URL is written. */
	keys: string[];
}

interface Spared {
	/** Always looked up. */
	needed: Candidate[];
	/** Looked up as long as there is room. */
	limited: Candidate[];
	room: number;
	/** Already contacted, by the same address. */
	skipped: Returned[];
	/** The items for which there was no room. */
	overLimit(candidates: readonly Candidate[]): Returned[];
}

/**
 * A lookup is also a LinkedIn action, and a schedule may pass the same long list every day. So people who were contacted by
 * the same URL are skipped without a lookup, and no more people are looked up than the limits leave room for.
 */
export async function spareLookups(run: Run, candidates: readonly Candidate[]): Promise<Spared> {
	const { context, operation, settings, attempts } = run;
	const { toSomebody, countsAs } = operation.acts ?? {};
	const all: Spared = {
		needed: [...candidates],
		limited: [],
		room: 0,
		skipped: [],
		overLimit: () => [],
	};
	// Each call of a tool is about one person, and a repeated call returns the result of the first.
	if (isTool(context)) return all;
	const isBegun = ({ item, request }: Candidate) =>
		attempts.at(attempts.keyOf(item, requestOf(request))) !== undefined;
	const needed = candidates.filter(isBegun);
	let limited = candidates.filter((candidate) => !isBegun(candidate));
	const skipped: Returned[] = [];
	const scope = toSomebody && settings.oncePerRecipient;
	if (scope) {
		const contacted = await contactedIn(context, scope, limited);
		skipped.push(
			...limited
				.filter((candidate) => contacted.has(candidate))
				.map(({ item, keys: [key] }) => returned(item, [contactedAt(profileUrl(key), scope)])),
		);
		limited = limited.filter((candidate) => !contacted.has(candidate));
	}
	const limits = countsAs ? settings.limits : [];
	if (!countsAs || limits.length === 0) {
		return { ...all, needed: [...needed, ...limited], skipped };
	}
	const free = await new Places(context, countsAs, limits)
		.room(limited.length)
		.catch(() => undefined);
	const reached = free?.reached;
	// Whatever is wrong with n8n's store, sending says so.
	if (!reached) return { ...all, needed: [...needed, ...limited], skipped };
	const overLimit = (left: readonly Candidate[]) =>
		left.map(({ item, request, keys: [key] }) => {
			const json = limitReached({ ...requestOf(request), body: {} }, countsAs, reached);
			return returned(item, [{ ...json, profile_url: profileUrl(key) }]);
		});
	return { needed, limited, room: free.room, skipped, overLimit };
}

const requestOf = (request: Unresolved) => request.complete(request.lookUp);

/** n8n's store is asked by writing to it, so never too much at a time. */
const AT_ONCE = 50;

async function contactedIn(
	context: IExecuteFunctions,
	scope: Scope,
	candidates: readonly Candidate[],
): Promise<Set<Candidate>> {
	const marks = new Marks(context, scope);
	const contacted = new Set<Candidate>();
	for (let from = 0; from < candidates.length; from += AT_ONCE) {
		const some = candidates.slice(from, from + AT_ONCE);
		const markOf = ({ request, keys: [address] }: Candidate) =>
			addressMark({ path: requestOf(request).path, address });
		const there = await marks.peek([...new Set(some.map(markOf))]).catch(() => undefined);
		for (const each of some) if (there?.has(markOf(each))) contacted.add(each);
	}
	return contacted;
}
