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
	doubted?: readonly string[];
	/** How many pages the next check reads. */
	pages: number;
	/** What was known before an implausible list came so often that it became the new start. */
	earlier?: KnownPeople;
}

/** Why a list was not accepted, or not in full. */
export interface Doubt {
	kind: 'empty' | 'unfamiliar' | 'newStart' | 'tooMany' | 'skipped';
	/** How many people are new. */
	count?: number;
}

export interface Verdict {
	memory: ConnectionMemory;
	/** The new ones, the newest first. */
	fresh: readonly string[];
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
const MOST_EARLIER = 500;

export const FRESH_START: ConnectionMemory = {
	ready: false,
	seen: [],
	returned: 0,
	doubts: 0,
	doubted: undefined,
	pages: 1,
	earlier: undefined,
};

const startWith = (known: KnownPeople): ConnectionMemory => ({
	...FRESH_START,
	ready: true,
	...known,
});

export const cut = ({ seen, returned }: KnownPeople, most: number): KnownPeople => ({
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
	if (!memory.ready || memory.seen.length === 0) return believeFirst(memory, list, limit);
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
		...startWith(best.known),
		earlier: isBack ? undefined : earlier,
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
	fresh: readonly string[],
	next: ConnectionMemory,
): Verdict {
	const count = fresh.length;
	if (count <= maximum) return { memory: next, fresh };
	if (whenMore === 'skip') return { memory: next, fresh: [], doubt: { kind: 'skipped', count } };
	return { memory, fresh: [], doubt: { kind: 'tooMany', count } };
}

/**
 * A full page is a start at once. A short or empty list may be partial, so it has to come again. An account that has
 * started without connections gets its first ones.
 */
function believeFirst(
	memory: ConnectionMemory,
	list: ConnectionList,
	limit: NewPeopleLimit,
): Verdict {
	const { ids, hasMore } = list;
	if (memory.ready && ids.length <= MOST_FIRST && !hasMore) {
		return limited(memory, limit, ids, startWith({ seen: ids, returned: ids.length }));
	}
	const again = continuationOf(memory, list);
	const isWhole = again && again.support + again.fresh.length === ids.length;
	if (isWhole && again.fresh.length <= MOST_FIRST) {
		return limited(memory, limit, again.fresh, startWith(again.known));
	}
	const doubts = memory.seen.length === 0 && ids.length > 0 ? 1 : memory.doubts + 1;
	const ready = hasMore || doubts >= CHECKS_TO_BELIEVE;
	const seen = [...new Set([...ids, ...memory.seen])];
	return {
		memory: { ...memory, seen, ready, doubts: ready ? 0 : doubts },
		fresh: [],
		doubt: memory.ready ? { kind: 'newStart' } : undefined,
	};
}

/** Known people should be further down, so the next check reads more pages. */
function doubted(memory: ConnectionMemory, { ids }: ConnectionList): Verdict {
	const { doubted: before = [], earlier } = memory;
	const isShown = new Set(ids);
	// The list before may have been read less far.
	const isSame = before.filter((id) => isShown.has(id)).length >= before.length * SAME;
	const doubts = isSame ? memory.doubts + 1 : 1;
	if (doubts < CHECKS_TO_BELIEVE || memory.pages < MOST_PAGES) {
		const next = { ...memory, doubts, doubted: ids, pages: deeper(memory) };
		return { memory: next, fresh: [], doubt: { kind: 'unfamiliar' } };
	}
	const longest = earlier && earlier.seen.length > memory.seen.length ? earlier : memory;
	const next = { ...startWith({ seen: ids, returned: 0 }), earlier: cut(longest, MOST_EARLIER) };
	return { memory: next, fresh: [], doubt: { kind: 'newStart' } };
}
