/** The people that the trigger knows, those who connected last first. */
export interface KnownPeople {
	seen: string[];
	/** The first ones of `seen`, which connected since the trigger started; the others were there before. */
	returned: number;
}

/** The newest connections as OutX returned them. */
export interface ConnectionList {
	ids: readonly string[];
	/** Whether there are more people further down. */
	hasMore: boolean;
}

export interface Continuation {
	/** The new ones, in the order of the list. */
	fresh: string[];
	known: KnownPeople;
	/** How many people in the list are known: the more, the more certain. */
	support: number;
	/** Whether the order is also right, which cannot happen by chance in a list of another account. */
	inOrder: boolean;
	/** Whether people are in the list who are neither known nor new, so that what is known cannot be the newest. */
	hasOthers: boolean;
	/** Whether people were missed before, and the list ends before anyone who was there at the start. */
	endsEarly: boolean;
}

/** With fewer known people, their order says nothing, unless hardly more are known at all. */
export const LEAST_SUPPORT = 5;
/** People who disconnect and connect again change their position. */
const IN_ORDER = 0.9;

/** Nobody disconnects from many people at the moment when more than this are new. */
const MOST_ABOVE = 3;

/** The positions of the longest series of rising numbers, which need not be adjacent. */
function longestRise(numbers: readonly number[]): number[] {
	/** For each length, the position of the lowest number that ends a series of that length. */
	const ends: number[] = [];
	const before = new Map<number, number>();
	numbers.forEach((number, place) => {
		let length = ends.findIndex((end) => numbers[end] >= number);
		if (length < 0) length = ends.length;
		before.set(place, ends[length - 1]);
		ends[length] = place;
	});
	const series: number[] = [];
	for (let place = ends.at(-1); place !== undefined; place = before.get(place)) series.push(place);
	return series.reverse();
}

/**
 * Whether a list continues from what is known, and who in it is new. The newest connections come first: people above all
 * those from the start are new, and people further down were there before. `undefined`: it is another list, or too small
 * a part of it to tell.
 */
export function continuationOf(
	known: KnownPeople,
	{ ids: all, hasMore }: ConnectionList,
): Continuation | undefined {
	const ids = [...new Set(all)];
	const rankOf = new Map(known.seen.map((id, rank) => [id, rank]));
	const places = ids.flatMap((id, place) => (rankOf.has(id) ? [place] : []));
	const support = places.length;
	if (support === 0) return undefined;
	// The position of people who disconnected and connected again says nothing.
	const steady = longestRise(places.map((place) => rankOf.get(ids[place]) ?? 0)).map(
		(index) => places[index],
	);
	const last = steady[steady.length - 1];
	const firstOld = steady.find((place) => (rankOf.get(ids[place]) ?? 0) >= known.returned);
	const unknownOld = ids.slice(firstOld ?? last, last).filter((id) => !rankOf.has(id)).length;
	// So many new people, in the place of more known ones than are shown: it is a part from further down.
	const isFromBelow = steady[0] > MOST_ABOVE && (rankOf.get(ids[steady[0]]) ?? 0) > support;
	const goesOn =
		!isFromBelow &&
		support >= Math.min(LEAST_SUPPORT, known.seen.length / 2) &&
		steady.length >= support * IN_ORDER &&
		unknownOld <= support;
	if (!goesOn) {
		const isKnown = support === ids.length;
		if (!isKnown) return undefined;
		return { fresh: [], known, support, inOrder: false, hasOthers: false, endsEarly: false };
	}
	const isSteady = new Set(steady.map((place) => ids[place]));
	const shown = ids.slice(0, last + 1).filter((id) => isSteady.has(id) || !rankOf.has(id));
	const hasGaps = ids.slice(steady[0]).some((id) => !rankOf.has(id));
	const endsEarly = hasMore && firstOld === undefined && hasGaps;
	const next = merged(known, shown, rankOf);
	const hasOthers = support + next.fresh.length < ids.length;
	return { ...next, support, inOrder: true, hasOthers, endsEarly };
}

/** Puts all unknown people before the next known person in the list. */
function merged(
	known: KnownPeople,
	ids: readonly string[],
	rankOf: ReadonlyMap<string, number>,
): Pick<Continuation, 'fresh' | 'known'> {
	const { seen, returned } = known;
	const fresh: string[] = [];
	const before = new Map<number, string[]>();
	let waiting: string[] = [];
	let isOld = false;
	for (const id of ids) {
		const rank = rankOf.get(id);
		if (rank === undefined) {
			waiting.push(id);
			continue;
		}
		const isOfStart = rank >= returned;
		// Those above them may have left the list, but new people belong above those, too.
		let at = isOfStart && !isOld ? returned : rank;
		if (before.size === 0) at = 0;
		if (!isOld) fresh.push(...waiting);
		before.set(at, [...(before.get(at) ?? []), ...waiting]);
		isOld ||= isOfStart;
		waiting = [];
	}
	const people = seen.flatMap((id, rank) => [...(before.get(rank) ?? []), id]);
	return { fresh, known: { ...known, seen: people, returned: returned + fresh.length } };
}
