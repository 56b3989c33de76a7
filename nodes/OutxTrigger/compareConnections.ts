/** The people that the trigger knows, those who connected last first. */
export interface KnownPeople {
	seen: readonly string[];
	/** The first ones of `seen`, which connected since the trigger started; the others were there before. */
	returned: number;
}

/** The newest connections as OutX returned them, each person once. */
export interface ConnectionList {
	ids: readonly string[];
	/** Whether there are more people further down. */
	hasMore: boolean;
}

export interface Continuation {
	/** The new ones, in the order of the list. */
	fresh: readonly string[];
	known: KnownPeople;
	/** How many people in the list are known: the more, the more certain. */
	support: number;
	/** Whether the order is also right, which cannot happen by chance in a list of another account. */
	inOrder: boolean;
	/** Whether people were missed before, and the list ends before anyone who was there at the start. */
	endsEarly: boolean;
}

/** With fewer known people, their order says nothing, unless hardly more are known at all. */
export const LEAST_SUPPORT = 5;
/** People who disconnect and connect again change their position. */
const IN_ORDER = 0.9;

/** Nobody disconnects from many people at the moment when more than this are new. */
const MOST_ABOVE = 3;

/** A known person in a list: the position there, and among those who are known. */
interface Familiar {
	place: number;
	rank: number;
	/** In a series, the one before. */
	before?: Familiar;
}

/** The longest series of people in the known order, who need not be adjacent. */
function longestRise(people: readonly Familiar[]): Familiar[] {
	/** For each length, the person with the lowest rank who ends a series of that length. */
	const ends: Familiar[] = [];
	for (const person of people) {
		const longer = ends.findIndex(({ rank }) => rank > person.rank);
		const length = longer < 0 ? ends.length : longer;
		ends[length] = { ...person, before: ends[length - 1] };
	}
	const series: Familiar[] = [];
	for (let last = ends.at(-1); last; last = last.before) series.push(last);
	return series.reverse();
}

/**
 * Whether a list continues from what is known, and who in it is new. The newest connections come first: people above all
 * those from the start are new, and people further down were there before. `undefined`: it is another list, or too small
 * a part of it to tell.
 */
export function continuationOf(
	{ seen, returned }: KnownPeople,
	{ ids, hasMore }: ConnectionList,
): Continuation | undefined {
	const rankOf = new Map(seen.map((id, rank) => [id, rank]));
	const familiar = ids.flatMap((id, place) => {
		const rank = rankOf.get(id);
		return rank === undefined ? [] : [{ place, rank }];
	});
	const support = familiar.length;
	// The position of people who disconnected and connected again says nothing.
	const steady = longestRise(familiar);
	const [first] = steady;
	const last = steady.at(-1);
	if (!last) return undefined;
	const firstOld = steady.find(({ rank }) => rank >= returned);
	const unknownIn = (from: number, to?: number) =>
		ids.slice(from, to).filter((id) => !rankOf.has(id));
	const firstOldPlace = (firstOld ?? last).place;
	const fresh = unknownIn(0, firstOldPlace);
	const unknownOld = unknownIn(firstOldPlace, last.place);
	// So many new people, in the place of more known ones than are shown: it is a part from further down.
	const isFromBelow = first.place > MOST_ABOVE && first.rank > support;
	const goesOn =
		!isFromBelow &&
		support >= Math.min(LEAST_SUPPORT, seen.length / 2) &&
		steady.length >= support * IN_ORDER &&
		unknownOld.length <= support;
	if (!goesOn) {
		const isKnown = support === ids.length;
		const known = { seen, returned };
		return isKnown ? { fresh: [], known, support, inOrder: false, endsEarly: false } : undefined;
	}
	/** Unknown people by the rank that they get: that of the next known person. */
	const before = new Map(
		steady.map(({ place, rank }, index) => {
			// Those above them may have left the list, but new people belong above those, too.
			const at = index === 0 ? 0 : rank === firstOld?.rank ? returned : rank;
			return [at, unknownIn(steady[index - 1]?.place ?? 0, place)];
		}),
	);
	const people = seen.flatMap((id, rank) => [...(before.get(rank) ?? []), id]);
	const known = { seen: people, returned: returned + fresh.length };
	const endsEarly = hasMore && firstOld === undefined && unknownIn(first.place).length > 0;
	return { fresh, known, support, inOrder: true, endsEarly };
}
