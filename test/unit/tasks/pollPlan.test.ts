import { PollPlan } from '../../../nodes/shared/tasks/pollPlan';
import {
	average,
	simulateLoop,
	simulateWait,
	type SimulatedWait,
	type WaitOptions,
} from '../../support/waits/simulateWait';
import {
	anyOf,
	browsers,
	bursts,
	evenly,
	inTurn,
	mixed,
	numbers,
	seeded,
	shuffled,
	sideBySide,
	theFirst,
	withPauses,
	withStuck,
	type World,
} from '../../support/waits/worlds';

const SEEDS = numbers(60, (i) => i + 1);
const RTT_MS = [2, 20, 60];

/** The same world with many seeds, on networks that are fast and slow. */
function runs(world: World, options: WaitOptions = {}): SimulatedWait[] {
	return SEEDS.map((seed) => {
		const ends = world(seeded(seed));
		return simulateWait(ends, { rttMs: RTT_MS[seed % RTT_MS.length], ...options });
	});
}

/** What half of the waits do not exceed. */
const median = (waits: readonly SimulatedWait[], of: (wait: SimulatedWait) => number) =>
	waits.map(of).sort((a, b) => a - b)[waits.length >> 1];

/** The largest of all runs. */
const worst = (waits: readonly SimulatedWait[], of: (wait: SimulatedWait) => number) =>
	Math.max(...waits.map(of));

describe('one browser, one task after another', () => {
	test.each<[string, World, { perTask: number; delay: number; overSlowest: number }]>([
		['60 of 1 s', inTurn(60, 1), { perTask: 2, delay: 1, overSlowest: 1.04 }],
		['20 of 3 s', inTurn(20, 3), { perTask: 2, delay: 1, overSlowest: 1.04 }],
		['60 of 3 s', inTurn(60, 3), { perTask: 2, delay: 1, overSlowest: 1.04 }],
		['200 of 1 s', inTurn(200, 1), { perTask: 2, delay: 1, overSlowest: 1.04 }],
		['60 of 0.5 to 1.5 s', inTurn(60, 0.5, 1.5), { perTask: 2, delay: 1.5, overSlowest: 1.05 }],
		['40 of 2.4 to 3.6 s', inTurn(40, 2.4, 3.6), { perTask: 2.2, delay: 1.5, overSlowest: 1.04 }],
		['40 of 1.5 to 4.5 s', inTurn(40, 1.5, 4.5), { perTask: 2.2, delay: 2, overSlowest: 1.05 }],
		['20 of 10 s', inTurn(20, 10), { perTask: 5, delay: 2.5, overSlowest: 1.04 }],
	])('%s: few requests, noticed soon', (_, world, bounds) => {
		const waits = runs(world);
		expect(worst(waits, ({ missed }) => missed)).toBe(0);
		expect(worst(waits, ({ perTask }) => perTask)).toBeLessThanOrEqual(bounds.perTask);
		expect(worst(waits, ({ averageDelay }) => averageDelay)).toBeLessThanOrEqual(bounds.delay);
		expect(worst(waits, (wait) => wait.overSlowest)).toBeLessThanOrEqual(bounds.overSlowest);
	});

	test.each([600, 1000, 1500, 2500])(
		'answers that take %i ms, as long as tasks: turns are not taken for disorder',
		(rttMs) => {
			for (const world of [inTurn(20, 1), inTurn(60, 1), inTurn(60, 0.5, 1.5)]) {
				const waits = runs(world, { rttMs });
				expect(worst(waits, ({ missed }) => missed)).toBe(0);
				expect(worst(waits, ({ perTask }) => perTask)).toBeLessThanOrEqual(2);
				expect(worst(waits, ({ averageDelay }) => averageDelay)).toBeLessThanOrEqual(
					2 + (4 * rttMs) / 1000,
				);
			}
		},
	);

	test.each<[string, World]>([
		['one in front', withStuck(inTurn(40, 2), theFirst(1))],
		['three in front', withStuck(inTurn(40, 2), theFirst(3))],
		['one anywhere', withStuck(inTurn(40, 2), anyOf(1))],
		['three anywhere', withStuck(inTurn(40, 2), anyOf(3))],
		['three in the middle', withStuck(inTurn(40, 2), () => [19, 20, 21])],
		['three anywhere, of 1 to 3 s', withStuck(inTurn(40, 1, 3), anyOf(3))],
	])('40 of 2 s, of which some are stuck, %s: the others are noticed', (_, world) => {
		const waits = runs(world, { maxWaitMs: 180_000 });
		expect(worst(waits, ({ missed }) => missed)).toBe(0);
		expect(average(waits.map(({ perTask }) => perTask))).toBeLessThanOrEqual(3);
		expect(worst(waits, ({ perTask }) => perTask)).toBeLessThanOrEqual(3.3);
		expect(worst(waits, ({ averageDelay }) => averageDelay)).toBeLessThanOrEqual(5);
		expect(worst(waits, ({ longestDelay }) => longestDelay)).toBeLessThanOrEqual(15);
	});
});

describe('side by side', () => {
	const cost = (each: { perTask: number; averageDelay: number }) =>
		each.perTask * each.averageDelay;

	test.each<[string, World]>([
		['20 of 1 to 20 s', sideBySide(20, 1, 20)],
		['200 of 1 to 60 s', sideBySide(200, 1, 60)],
		['200 of 1 to 20 s', sideBySide(200, 1, 20)],
	])('%s: fewer requests × delay than a loop, and less delay', (_, world) => {
		const waits = runs(world);
		const loops = SEEDS.map((seed) => simulateLoop(world(seeded(seed))));
		expect(worst(waits, ({ missed }) => missed)).toBe(0);
		expect(average(waits.map(cost))).toBeLessThanOrEqual(average(loops.map(cost)));
		expect(average(waits.map(({ averageDelay }) => averageDelay))).toBeLessThanOrEqual(
			average(loops.map(({ averageDelay }) => averageDelay)),
		);
		expect(median(waits, ({ overSlowest }) => overSlowest)).toBeLessThanOrEqual(1.04);
		expect(average(waits.map(({ overSlowest }) => overSlowest))).toBeLessThanOrEqual(1.05);
	});

	test.each<[string, World]>([
		['20, evenly from 1 to 20 s', (random) => shuffled(evenly(20, 1, 20), random)],
		['200, evenly from 1 to 60 s', (random) => shuffled(evenly(200, 1, 60), random)],
	])('%s: no order of the ends misleads the plan', (_, world) => {
		const delays = runs(world).map(({ averageDelay }) => averageDelay);
		expect(delays.sort((a, b) => a - b)[Math.floor(0.9 * delays.length)]).toBeLessThanOrEqual(3);
		expect(Math.max(...delays)).toBeLessThanOrEqual(6);
	});

	// Measured in a real n8n: a loop of HTTP Request, Wait and If nodes.
	test.each<[string, World, { perTask: number; averageDelay: number }]>([
		[
			'20, evenly from 1 to 20 s',
			(random) => shuffled(evenly(20, 1, 20), random),
			{ perTask: 3.7, averageDelay: 2.3 },
		],
		[
			'200, evenly from 1 to 60 s',
			(random) => shuffled(evenly(200, 1, 60), random),
			{ perTask: 7.2, averageDelay: 2.6 },
		],
	])('%s: fewer requests × delay than a real loop, and less delay', (_, world, loop) => {
		const waits = runs(world);
		expect(average(waits.map(cost))).toBeLessThanOrEqual(cost(loop));
		expect(average(waits.map(({ averageDelay }) => averageDelay))).toBeLessThanOrEqual(
			loop.averageDelay,
		);
		expect(median(waits, ({ overSlowest }) => overSlowest)).toBeLessThanOrEqual(1.04);
		expect(average(waits.map(({ overSlowest }) => overSlowest))).toBeLessThanOrEqual(1.05);
	});
});

const stuckForAWhile: World = (random) => {
	const stuck = new Set(anyOf(3)(40, random));
	let end = 0;
	return numbers(40, (i) => {
		end += stuck.has(i) ? 8 : 2;
		return stuck.has(i) ? Infinity : end;
	});
};

describe('other ways for tasks to end', () => {
	test.each<[string, World]>([
		['two browsers', browsers(60, [1, 1], 1, 3)],
		['three browsers', browsers(60, [1, 1, 1], 1, 8)],
		['two browsers, one of them slow', browsers(60, [1, 5], 1, 1)],
		['ten at once every 15 s', bursts(60, 10, 15)],
		['a browser that is closed for a minute', withPauses(60, 1, 1, 60)],
		['a browser that starts anew three times', withPauses(60, 2, 3, 20)],
		['durations from half a second to 20 s', mixed(60, 0.5, 20)],
		['the newest first', () => numbers(100, (i) => 100 - i)],
		[
			'one at a time, in any order',
			(random) =>
				shuffled(
					numbers(60, (i) => i + 1),
					random,
				),
		],
		['the last ends first, side by side', () => evenly(200, 1, 20).reverse()],
		['the first ends first, side by side', () => evenly(200, 1, 20)],
		['1000, five a second', () => numbers(1000, (i) => 0.2 * (i + 1))],
		['half are done already, the others end together', () => numbers(200, (i) => (i % 2 ? 0 : 30))],
		['half are done already, in order', () => numbers(100, (i) => i - 49)],
		['all at once, late', () => numbers(50, () => 60)],
		['three in a browser that sticks to each stuck one for 8 s', stuckForAWhile],
	])('%s: nothing is missed, and about the requests × delay of a loop at most', (_, world) => {
		const waits = SEEDS.slice(0, 10).map((seed) => {
			const ends = world(seeded(seed));
			const wait = simulateWait(ends, { maxWaitMs: 300_000 });
			const loop = simulateLoop(ends.map((end) => Math.max(0, Math.min(end, 300))));
			// A loop notices an end after two and a half seconds on average.
			return { ...wait, cost: (wait.perTask * wait.averageDelay) / (loop.perTask * 2.5) };
		});
		expect(worst(waits, ({ missed }) => missed)).toBe(0);
		expect(average(waits.map((wait) => wait.cost))).toBeLessThanOrEqual(1.2);
		expect(average(waits.map(({ averageDelay }) => averageDelay))).toBeLessThanOrEqual(5);
		expect(average(waits.map(({ overSlowest }) => overSlowest))).toBeLessThanOrEqual(1.2);
	});

	test('an extension that sleeps is rarely checked', () => {
		const wait = simulateWait(
			numbers(100, () => Infinity),
			{ maxWaitMs: 180_000 },
		);
		expect(wait.missed).toBe(0);
		expect(wait.perTask).toBeLessThanOrEqual(6);
	});

	test('all are done already: one round, one request each', () => {
		const wait = simulateWait(numbers(200, () => 0));
		expect(wait.requests).toBe(200);
		expect(wait.rounds).toHaveLength(1);
		expect(wait.waitSeconds).toBeLessThan(0.3);
	});

	test('one task: noticed within a second or two at first, and checked every 5 s later', () => {
		for (const end of [0, 0.5, 1, 2, 3, 5, 8, 13, 20, 60]) {
			const wait = simulateWait([end]);
			expect(wait.missed).toBe(0);
			expect(wait.longestDelay).toBeLessThanOrEqual(Math.min(5, 1 + end / 2) + 0.05);
			expect(wait.requests).toBeLessThanOrEqual(5 + end / 5);
		}
	});

	test('a few tasks: each is checked at once, after a second, and within 5 s of the last time', () => {
		const { rounds } = simulateWait([1.7, 30, 4, 60]);
		expect(rounds[0]).toMatchObject({ startMs: 0, asked: rounds[0].open });
		expect(rounds[1].startMs).toBe(1000);
		for (const { asked, open, pauseMs } of rounds) {
			expect([...asked].sort()).toEqual(open);
			expect(pauseMs).toBeLessThanOrEqual(5000);
		}
	});

	test('no task at all: nothing to check', () => {
		const wait = simulateWait([]);
		expect(wait.requests).toBe(0);
		expect(wait.rounds).toHaveLength(1);
		expect(new PollPlan([], 5000).done).toBe(true);
	});

	test('a task that is named twice is checked once', () => {
		const plan = new PollPlan(['a', 'b', 'a', 'a'], 5000);
		plan.startRound(0, false);
		expect(plan.take(0).sort()).toEqual(['a', 'b']);
	});

	test('an end that is found between two rounds counts', () => {
		const plan = new PollPlan(['a'], 5000);
		plan.startRound(0, false);
		expect(plan.take(0)).toEqual(['a']);
		expect(plan.take(9)).toEqual([]);
		plan.endRound();
		plan.sawEnd('a');
		plan.startRound(1000, false);
		expect(plan.take(1000)).toEqual([]);
		expect(plan.done).toBe(true);
	});
});

describe('whatever happens', () => {
	/** A world of any size, order and pace, made from one seed. */
	function anyWorld(seed: number): { ends: number[]; options: Required<WaitOptions> } {
		const random = seeded(seed);
		const pick = <T>(...choices: readonly [T, ...T[]]): T =>
			choices[Math.floor(random() * choices.length)];
		const count = pick(1, 2, 3, 9, 10, 11, 12, 25, 60, 150, 300);
		const pace = pick(0.05, 0.5, 1, 4, 15);
		const stuck = pick(0, 0, 0.02, 0.3, 0.9);
		const worlds: readonly [World, ...World[]] = [
			inTurn(count, 0, 2 * pace),
			browsers(count, [1, 1, 2], 0, 2 * pace),
			sideBySide(count, 0, 20 * pace),
			() => numbers(count, (i) => (count - i) * pace),
			() => numbers(count, () => 30 * Math.floor(random() * 4)),
		];
		const ends = pick(...worlds)(random).map((end) => (random() < stuck ? Infinity : end));
		return {
			ends: random() < 0.3 ? shuffled(ends, random) : ends,
			options: {
				intervalMs: pick(1000, 2000, 5000, 20_000, 60_000),
				maxWaitMs: pick(0, 500, 1000, 20_000, 60_000, 180_000),
				rttMs: pick(1, 5, 50, 400),
			},
		};
	}

	/** What a wait did that it must never do. */
	function* violations(
		ends: readonly number[],
		{ intervalMs }: Required<WaitOptions>,
		{ missed, rounds }: SimulatedWait,
	) {
		if (missed > 0) yield `${missed} ended by the deadline and were not noticed`;
		for (const [number, { asked, askedAt, open, isLast, pauseMs }] of rounds.entries()) {
			const isOpen = new Set(open);
			for (const id of new Set(asked)) {
				const times = askedAt.filter((_, nth) => asked[nth] === id);
				// Once more, if it may have ended meanwhile.
				const isAgain = times.length === 2 && times[1] - times[0] >= 500;
				if (times.length > 1 && !isAgain) yield `round ${number} asked twice about a task`;
			}
			if (!asked.every((id) => isOpen.has(id))) yield `round ${number} asked about a known end`;
			if (isLast && new Set(asked).size < open.length) yield 'the last round left out a task';
			if (open.length > 0 && asked.length === 0) yield `round ${number} asked about nothing`;
			// Where all that is left was overtaken, tasks are asked about less often, the more of them there are.
			const longest = ends.length > 10 ? (2 * open.length - 1) * intervalMs : intervalMs;
			if (!(pauseMs >= 499.9 && pauseMs <= longest + 0.1)) yield `a pause of ${pauseMs} ms`;
		}
		if (ends.length > 0 && rounds[0].startMs !== 0) yield 'the first check was not at once';
	}

	test.each(numbers(10, (i) => 200 * i))('200 worlds from number %d on', (first) => {
		const found = numbers(200, (i) => first + i).flatMap((seed) => {
			const { ends, options } = anyWorld(seed);
			const wait = simulateWait(ends, options);
			return [...violations(ends, options, wait)].map(
				(violation) => `${violation} (${JSON.stringify({ seed, ...options })})`,
			);
		});
		expect(found).toEqual([]);
	});
});
