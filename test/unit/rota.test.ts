import { PollPlan } from '../../nodes/shared/tasks/pollPlan';
import { naiveRequests, seeded, shuffled, simulate } from './support/rotaWorld';

const N = 200;
const numbers = (count, of) => Array.from({ length: count }, (_, i) => of(i));
/** From 1 to 20 s, evenly. */
const side = numbers(N, (i) => 1 + (19 * i) / (N - 1));
const inTurn = numbers(N, (i) => i + 1);

describe('200 tasks side by side, 1 to 20 s each', () => {
	const random = (seed) => {
		const next = seeded(seed);
		return numbers(N, () => 1 + 19 * next());
	};
	test.each([
		['the first ends first', side],
		['the last ends first', [...side].reverse()],
		['whole seconds', numbers(N, (i) => 1 + (i % 20))],
		...[1, 2, 3, 4].map((seed) => [`shuffled ${seed}`, shuffled(side, seed)]),
		...[11, 12, 13, 14, 15, 16].map((seed) => [`random ${seed}`, random(seed)]),
	])('%s', (_, ends) => {
		const run = simulate(ends);
		expect(run.missed).toBe(0);
		expect(run.waitMs).toBeLessThanOrEqual(1.1 * 1000 * Math.max(...ends));
		expect(run.requests).toBeLessThanOrEqual(1.5 * naiveRequests(ends));
		// Also when the plain way is not granted a look at the beginning.
		expect(run.requests).toBeLessThanOrEqual(1.5 * (naiveRequests(ends) - N));
		const early = run.delaysOf(1.7, 2.3);
		expect(early.length).toBeGreaterThan(0);
		expect(Math.max(...early)).toBeLessThanOrEqual(1000);
	});
});

describe('200 tasks one after another, 1 s each', () => {
	const jittered = (seed) => {
		const next = seeded(seed);
		let end = 0;
		return numbers(N, () => (end += 0.5 + next()));
	};
	test.each([
		['exactly', inTurn],
		...[1, 2, 3].map((seed) => [`more or less (${seed})`, jittered(seed)]),
	])('%s', (_, ends) => {
		const run = simulate(ends);
		expect(run.missed).toBe(0);
		expect(run.perTask).toBeLessThanOrEqual(3);
		expect(run.averageDelayMs).toBeLessThanOrEqual(5000);
		expect(run.waitMs).toBeLessThanOrEqual(1.05 * 1000 * Math.max(...ends));
	});

	test('on a slow network, too', () => {
		const run = simulate(inTurn, { rttMs: 200 });
		expect(run.missed).toBe(0);
		expect(run.perTask).toBeLessThanOrEqual(3);
		expect(run.waitMs).toBeLessThanOrEqual(1.05 * 200_000);
	});
});

describe('other ways for tasks to end', () => {
	const deadline = { maxWaitMs: 230_000 };
	test.each([
		['the oldest is stuck', numbers(N, (i) => (i === 0 ? Infinity : i)), deadline],
		['five are stuck', numbers(N, (i) => (i % 40 === 7 ? Infinity : i)), deadline],
		['all are stuck', numbers(N, () => Infinity), deadline],
		['two at a time', numbers(N, (i) => (i % 2 ? (i / 2) * 1.5 : i / 2)), deadline],
		['the newest first', numbers(N, (i) => N - i), deadline],
		['all at once, late', numbers(50, () => 60), deadline],
		['1000, five a second', numbers(1000, (i) => 0.2 * (i + 1)), deadline],
		['half are done already', numbers(N, (i) => (i % 2 ? 0 : 30)), deadline],
		['thirty, 3 s each', numbers(30, (i) => 3 * (i + 1)), deadline],
	])('%s: nothing is missed, and it costs no more than asking everybody', (_, ends, options) => {
		const run = simulate(ends, options);
		expect(run.missed).toBe(0);
		const finite = ends.map((end) => Math.min(end, 230));
		expect(run.requests).toBeLessThanOrEqual(naiveRequests(finite));
		if (!ends.includes(Infinity)) {
			expect(run.waitMs).toBeLessThanOrEqual(1000 * Math.max(...ends) + 10_000);
		}
	});

	test('stuck tasks do not hide those that end behind them', () => {
		const run = simulate(
			numbers(N, (i) => (i < 5 ? Infinity : i - 4)),
			deadline,
		);
		expect(run.missed).toBe(0);
		expect(run.averageDelayMs).toBeLessThanOrEqual(7000);
	});

	test('all are done already: one round, one request each', () => {
		const run = simulate(numbers(N, () => 0));
		expect(run.requests).toBe(N);
		expect(run.rounds).toHaveLength(1);
		expect(run.waitMs).toBeLessThan(300);
	});

	test('one task: noticed within a second or two at first, and asked every 5 s later', () => {
		for (const end of [0, 0.5, 1, 2, 3, 5, 8, 13, 20, 60]) {
			const run = simulate([end]);
			expect(run.missed).toBe(0);
			const delay = run.tasks[0].seenMs - end * 1000;
			expect(delay).toBeLessThanOrEqual(Math.min(5000, 1000 + end * 500) + 50);
			expect(run.requests).toBeLessThanOrEqual(5 + end / 5);
		}
	});

	test('no task at all: nothing to ask', () => {
		const run = simulate([]);
		expect(run.requests).toBe(0);
		expect(run.rounds).toHaveLength(1);
		expect(new PollPlan([], 5000).done).toBe(true);
	});

	test('a task that is named twice is asked once', () => {
		const rota = new PollPlan(['a', 'b', 'a', 'a'], 5000);
		rota.startRound(false);
		expect(rota.take().sort()).toEqual(['a', 'b']);
	});
});

describe('whatever happens', () => {
	/** A world of any size, order and pace, made from one seed. */
	function anyWorld(seed) {
		const random = seeded(seed);
		const pick = (...choices) => choices[Math.floor(random() * choices.length)];
		const count = pick(1, 2, 3, 9, 10, 11, 12, 25, 60, 150, 300);
		const pace = pick(0.05, 0.5, 1, 4, 15);
		const stuck = pick(0, 0, 0.02, 0.3, 0.9);
		const kind = pick('serial', 'lanes', 'random', 'backwards', 'bursts');
		let end = 0;
		const ends = numbers(count, (i) => {
			if (random() < stuck) return Infinity;
			if (kind === 'serial') return (end += pace * random() * 2);
			if (kind === 'lanes') return (1 + Math.floor(i / 3)) * pace * (1 + random());
			if (kind === 'backwards') return (count - i) * pace;
			if (kind === 'bursts') return 30 * Math.floor(random() * 4);
			return random() * pace * 20;
		});
		return {
			ends: random() < 0.3 ? shuffled(ends, seed) : ends,
			options: {
				intervalMs: pick(1000, 2000, 5000, 20_000, 60_000),
				maxWaitMs: pick(0, 500, 1000, 20_000, 60_000, 180_000),
				rttMs: pick(1, 5, 50, 400),
			},
		};
	}

	/** What a run did that it must never do. */
	function* wrongs({ ends, options }, { missed, rounds }) {
		if (missed > 0) yield `${missed} ended by the deadline and were not noticed`;
		for (const [number, { asked, open, isLast, gapMs }] of rounds.entries()) {
			const isOpen = new Set(open);
			const least = Math.min(1000, options.intervalMs);
			if (new Set(asked).size < asked.length) yield `round ${number} asked somebody twice`;
			if (!asked.every((id) => isOpen.has(id))) yield `round ${number} asked whose end was known`;
			if (isLast && asked.length < open.length) yield 'the last round left somebody out';
			if (open.length > 0 && asked.length === 0) yield `round ${number} asked nobody`;
			if (!(gapMs >= least && gapMs <= options.intervalMs)) yield `a pause of ${gapMs} ms`;
		}
		if (ends.length > 0 && rounds[0].startMs !== 0) yield 'the first look was not at once';
	}

	test.each(numbers(10, (i) => 200 * i))('200 worlds from number %d on', (first) => {
		const worlds = numbers(200, (i) => ({ seed: first + i, ...anyWorld(first + i) }));
		const found = worlds.flatMap((world) =>
			[...wrongs(world, simulate(world.ends, world.options))].map(
				(wrong) => `${wrong} (${JSON.stringify({ seed: world.seed, ...world.options })})`,
			),
		);
		expect(found).toEqual([]);
	});
});
