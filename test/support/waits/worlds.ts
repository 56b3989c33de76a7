/* In which order and at which pace tasks end: worlds for the simulation, each made from random numbers. */

export type Random = () => number;

/** After how many seconds each task ends; Infinity is a task that is stuck. */
export type World = (random: Random) => number[];

/** Numbers from 0 to 1 that are the same for the same seed. */
export function seeded(seed: number): Random {
	let state = Math.imul(seed, 2654435761) >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
		return ((mixed ^ (mixed >>> 12)) >>> 0) / 2 ** 32;
	};
}

export const numbers = (count: number, of: (index: number) => number): number[] =>
	Array.from({ length: count }, (_, index) => of(index));

export function shuffled<T>(list: readonly T[], random: Random): T[] {
	const result = [...list];
	for (let i = result.length - 1; i > 0; i--) {
		const j = Math.floor(random() * (i + 1));
		[result[i], result[j]] = [result[j], result[i]];
	}
	return result;
}

const runningSum = (durations: readonly number[]) => {
	let sum = 0;
	return durations.map((duration) => (sum += duration));
};

/** From `from` to `to`, in equal steps. */
export const evenly = (count: number, from: number, to: number) =>
	numbers(count, (i) => from + ((to - from) * i) / (count - 1));

const between = (from: number, to: number, random: Random) => from + (to - from) * random();

/** One browser, one task after another; it may have begun a moment before the wait. */
export const inTurn =
	(count: number, seconds: number, to = seconds): World =>
	(random) => {
		const late = 0.3 * random();
		return runningSum(numbers(count, () => between(seconds, to, random))).map((end) => end + late);
	};

export const sideBySide =
	(count: number, from: number, to: number): World =>
	(random) =>
		numbers(count, () => between(from, to, random));

/** Some tasks never end; the others go on without them. */
export const withStuck =
	(world: World, stuck: (count: number, random: Random) => readonly number[]): World =>
	(random) => {
		const ends = world(random);
		const never = new Set(stuck(ends.length, random));
		let next = 0;
		return ends.map((_, i) => (never.has(i) ? Infinity : ends[next++]));
	};

export const theFirst = (count: number) => () => numbers(count, (i) => i);
export const anyOf = (wanted: number) => (count: number, random: Random) =>
	shuffled(theFirst(count)(), random).slice(0, wanted);

/** Several browsers, each of which takes the next task when it is free. */
export const browsers =
	(count: number, speeds: readonly number[], from: number, to: number): World =>
	(random) => {
		const free = speeds.map(() => 0);
		return numbers(count, () => {
			const next = free.indexOf(Math.min(...free));
			return (free[next] += speeds[next] * between(from, to, random));
		});
	};

/** The browser is closed, or starts anew, in the middle. */
export const withPauses =
	(count: number, seconds: number, pauses: number, length: number): World =>
	(random) => {
		const after = new Set(anyOf(pauses)(count, random));
		return runningSum(numbers(count, (i) => seconds + (after.has(i) ? length : 0)));
	};

/** Durations of any length between these, short ones more often. */
export const mixed =
	(count: number, from: number, to: number): World =>
	(random) =>
		runningSum(numbers(count, () => from * (to / from) ** random()));

export const bursts =
	(count: number, size: number, every: number): World =>
	() =>
		numbers(count, (i) => every * (1 + Math.floor(i / size)));
