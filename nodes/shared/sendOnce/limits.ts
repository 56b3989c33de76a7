export type Period = 'day' | 'week';

export interface Limit {
	per: Period;
	max: number;
}

/** A limit that is reached, and the time from which there is room again. */
export interface Reached extends Limit {
	nextAt: string;
}

const HOUR_MS = 3_600_000;

/** The calendar day of a moment, as 2026-01-31. */
function dayAt(moment: number, timeZone: string): string {
	const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
	return new Intl.DateTimeFormat('en-CA', { timeZone, ...parts }).format(moment);
}

const daysAfter = (day: string, count: number) =>
	new Date(Date.parse(day) + count * 24 * HOUR_MS).toISOString().slice(0, 10);

/** The first moment of a day. Searched, because days have 23 to 25 hours, and in some zones a day can start at one. */
function startOf(day: string, timeZone: string): number {
	let before = Date.parse(day) - 30 * HOUR_MS;
	let after = Date.parse(day) + 30 * HOUR_MS;
	while (after - before > 1) {
		const middle = Math.floor((before + after) / 2);
		if (dayAt(middle, timeZone) < day) before = middle;
		else after = middle;
	}
	return after;
}

/** The day or week (from Monday) of a moment, by its first day, and the moment at which the next one starts. */
export function periodAt(per: Period, now: number, timeZone: string) {
	const today = dayAt(now, timeZone);
	const sinceMonday = (new Date(today).getUTCDay() + 6) % 7;
	const name = per === 'day' ? today : daysAfter(today, -sinceMonday);
	const next = daysAfter(name, per === 'day' ? 1 : 7);
	return { name, endsAt: new Date(startOf(next, timeZone)).toISOString() };
}

/** The marks of all places of a period: as many as actions are allowed. */
export function placesOf(kind: string, { per, max }: Limit, period: string): string[] {
	return Array.from({ length: max }, (_, nth) => `place|${kind}|${per}|${period}|${nth + 1}`);
}

/** This many of them at random, so that two workers rarely try the same one. */
export function pickPlaces(free: readonly string[], count: number, random = Math.random): string[] {
	const left = [...free];
	const picked: string[] = [];
	while (picked.length < count && left.length > 0) {
		picked.push(...left.splice(Math.floor(random() * left.length), 1));
	}
	return picked;
}
