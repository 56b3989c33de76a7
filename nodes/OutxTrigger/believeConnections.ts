import {
	LEAST_SUPPORT,
	continuationOf,
	type ConnectionList,
	type Continuation,
	type KnownPeople,
} from './compareConnections';

/** What the trigger remembers of a LinkedIn account's connections. */
export interface ConnectionMemory extends KnownPeople {
	/** Whether there is already something to compare with. */
	ready: boolean;
	/** How many lists in a row showed the same implausible people. */
	doubts: number;
	/** The last of these. */
	doubted?: string[];
	/** How many pages the next check reads. */
	pages: number;
	/** What was known before an implausible list came so often that it became the new start. */
	earlier?: KnownPeople;
}

export type Doubt =
	| { kind: 'empty' }
	| { kind: 'unfamiliar' }
	| { kind: 'newStart' }
	| { kind: 'tooMany'; count: number }
	| { kind: 'skipped'; count: number };

export interface Verdict {
	memory: ConnectionMemory;
	/** The new ones, the newest first. */
	fresh: string[];
	/** The list became what later ones are compared with. */
	isBaseline?: boolean;
	/** Why the list was not accepted, or not in full. */
	doubt?: Doubt;
}

export interface NewPeopleLimit {
	/** More new people at once are implausible. */
	maximum: number;
	/** Then they are held until the maximum is raised, or treated as known. */
	whenMore: 'hold' | 'skip';
}

/** A list that seems wrong is accepted when it comes this often. */
export const CHECKS_TO_BELIEVE = 3;
/** Two lists that share this many people are the same list. */
const SAME = 0.8;
export const MOST_PAGES = 9;
/** More people than this are not first connections, but a network that was not listed before. */
const MOST_FIRST = 10;
export const MOST_SEEN = 3000;
const MOST_EARLIER = 500;

export const FRESH_START: ConnectionMemory = {
	ready: false,
	seen: [],
	returned: 0,
	doubts: 0,
	pages: 1,
};

const cut = ({ seen, returned }: KnownPeople, most: number): KnownPeople => ({
	seen: seen.slice(0, most),
	returned: Math.min(returned, most),
});

/**
 * Compares the newest connections with the known ones: who is new, or why the list is not accepted. LinkedIn and the
 * extension may return lists that are empty, partial, old, in another order or of another account, and a person who is
 * returned as new by mistake gets a message by mistake. So an implausible list makes nobody new, and nobody known.
 */
export function believeConnections(
	memory: ConnectionMemory,
	list: ConnectionList,
	limit: NewPeopleLimit,
): Verdict {
	if (!memory.ready) return believeFirst(memory, list, limit);
	if (memory.seen.length === 0) return believeFirstConnections(memory, list, limit);
	if (list.ids.length === 0) return { memory, fresh: [], doubt: { kind: 'empty' } };

	const { earlier } = memory;
	const current = continuationOf(memory, list);
	const former = earlier && continuationOf(earlier, list);
	const isBack = former && (!current || isSurer(former, current));
	const best = isBack ? former : current;
	if (!best) return doubted(memory, list);
	// Each person is returned once, whichever list showed them.
	const isKnown = new Set(isBack ? memory.seen.slice(0, memory.returned) : earlier?.seen);
	const fresh = best.fresh.filter((id) => !isKnown.has(id));
	return limited(memory, limit, fresh, {
		ready: true,
		...cut(best.known, MOST_SEEN),
		earlier: isBack ? undefined : earlier,
		doubts: 0,
		doubted: undefined,
		pages: best.endsEarly || (earlier && !best.inOrder) ? deeper(memory) : 1,
	});
}

const deeper = ({ pages }: ConnectionMemory) => Math.min(MOST_PAGES, pages * 3);

/** A list in the order of the former one continues from it, even if the list that replaced it also has everyone. */
const isSurer = (former: Continuation, current: Continuation) =>
	former.inOrder && former.support >= Math.min(LEAST_SUPPORT, current.support / 2);

function limited(
	memory: ConnectionMemory,
	{ maximum, whenMore }: NewPeopleLimit,
	fresh: string[],
	next: ConnectionMemory,
): Verdict {
	const count = fresh.length;
	if (count <= maximum) return { memory: next, fresh };
	if (whenMore === 'skip') return { memory: next, fresh: [], doubt: { kind: 'skipped', count } };
	return { memory, fresh: [], doubt: { kind: 'tooMany', count } };
}

/** A full page is a start at once. A short or empty list may be partial, so it has to come again. */
function believeFirst(
	memory: ConnectionMemory,
	list: ConnectionList,
	limit: NewPeopleLimit,
): Verdict {
	const { ids, hasMore } = list;
	const again = ids.length > 0 ? continuationOf(memory, list) : undefined;
	if (again && !again.hasOthers && again.fresh.length <= MOST_FIRST) {
		const next = { ...memory, ...again.known, ready: true, doubts: 0 };
		return { ...limited(memory, limit, again.fresh, next), isBaseline: true };
	}
	const doubts = memory.seen.length === 0 && ids.length > 0 ? 1 : memory.doubts + 1;
	const ready = hasMore || doubts >= CHECKS_TO_BELIEVE;
	const seen = [...new Set([...ids, ...memory.seen])];
	const next = { ...memory, seen, ready, doubts: ready ? 0 : doubts };
	return { memory: next, fresh: [], isBaseline: ready };
}

/** An account without connections gets its first ones. */
function believeFirstConnections(
	memory: ConnectionMemory,
	list: ConnectionList,
	limit: NewPeopleLimit,
): Verdict {
	const ids = [...new Set(list.ids)];
	if (ids.length <= MOST_FIRST && !list.hasMore) {
		return limited(memory, limit, ids, { ...memory, seen: ids, returned: ids.length });
	}
	return { ...believeFirst({ ...memory, ready: false }, list, limit), doubt: { kind: 'newStart' } };
}

/** Whether a list shows the same as the previous one, which may have been read less far. */
function isAbout(before: readonly string[] = [], ids: readonly string[]): boolean {
	const isShown = new Set(ids);
	return before.filter((id) => isShown.has(id)).length >= before.length * SAME && before.length > 0;
}

/** Known people should be further down, so the next check reads more pages. */
function doubted(memory: ConnectionMemory, { ids }: ConnectionList): Verdict {
	const seen = [...new Set(ids)];
	const doubts = isAbout(memory.doubted, seen) ? memory.doubts + 1 : 1;
	if (doubts < CHECKS_TO_BELIEVE || memory.pages < MOST_PAGES) {
		const next = { ...memory, doubts, doubted: seen, pages: deeper(memory) };
		return { memory: next, fresh: [], doubt: { kind: 'unfamiliar' } };
	}
	const { earlier } = memory;
	const longest = earlier && earlier.seen.length > memory.seen.length ? earlier : memory;
	const next: ConnectionMemory = {
		ready: true,
		...cut({ seen, returned: 0 }, MOST_SEEN),
		earlier: cut(longest, MOST_EARLIER),
		doubts: 0,
		doubted: undefined,
		pages: 1,
	};
	return { memory: next, fresh: [], isBaseline: true, doubt: { kind: 'newStart' } };
}
