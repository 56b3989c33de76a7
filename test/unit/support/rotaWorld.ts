import { PollPlan } from '../../../nodes/shared/tasks/pollPlan';

const RTT_MS = 5;
const AT_ONCE = 10;

/** Numbers from 0 to 1 that are the same for the same seed. */
function seeded(seed) {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

/**
 * A wait in virtual time, with the same loop as the real one. `ends` says after how many seconds each task ends;
 * Infinity is a task that is stuck. Ten requests are in flight at once, and each takes 5 ms.
 */
function simulate(ends, { intervalMs = 5000, maxWaitMs = 400_000, rttMs = RTT_MS } = {}) {
	const tasks = new Map(ends.map((end, i) => [`task-${i}`, { endMs: end * 1000, asked: [] }]));
	const rota = new PollPlan([...tasks.keys()], intervalMs);
	const rounds = [];
	let now = 0;
	let requests = 0;

	for (;;) {
		const isLast = now >= maxWaitMs;
		const open = [...tasks].filter(([, { seenMs }]) => seenMs === undefined).map(([id]) => id);
		const round = { startMs: now, isLast, open, asked: [] };
		rounds.push(round);
		rota.startRound(isLast);
		for (let wave = rota.take(); wave.length > 0; wave = rota.take()) {
			for (let from = 0; from < wave.length; from += AT_ONCE) {
				for (const id of wave.slice(from, from + AT_ONCE)) {
					requests++;
					round.asked.push(id);
					const task = tasks.get(id);
					if (task.endMs > now + rttMs / 2) continue;
					task.seenMs ??= now + rttMs;
					rota.sawEnd(id);
				}
				now += rttMs;
			}
		}
		round.gapMs = rota.endRound();
		if (rota.done || isLast) break;
		now = Math.min(maxWaitMs, Math.max(now, round.startMs + round.gapMs));
	}

	const all = [...tasks.values()];
	const seen = all.filter(({ seenMs }) => seenMs !== undefined);
	const delays = seen.map(({ endMs, seenMs }) => seenMs - Math.max(0, endMs));
	return {
		tasks: all,
		rounds,
		requests,
		waitMs: now,
		perTask: requests / Math.max(1, ends.length),
		missed: all.filter(({ endMs, seenMs }) => endMs <= maxWaitMs && seenMs === undefined).length,
		averageDelayMs: delays.reduce((sum, delay) => sum + delay, 0) / Math.max(1, delays.length),
		/** How late the ends of those tasks were noticed that end between these seconds. */
		delaysOf: (from, to) =>
			seen
				.filter(({ endMs }) => endMs >= from * 1000 && endMs <= to * 1000)
				.map(({ endMs, seenMs }) => seenMs - endMs),
	};
}

/** What asking about every task at once and then every five seconds would cost. */
const naiveRequests = (ends) => ends.reduce((sum, end) => sum + 1 + Math.ceil(end / 5), 0);

function shuffled(list, seed) {
	const random = seeded(seed);
	const result = [...list];
	for (let i = result.length - 1; i > 0; i--) {
		const j = Math.floor(random() * (i + 1));
		[result[i], result[j]] = [result[j], result[i]];
	}
	return result;
}

export { naiveRequests, seeded, shuffled, simulate };
