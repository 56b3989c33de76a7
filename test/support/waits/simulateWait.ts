/* A wait in virtual time: the plan of the nodes, and the loop that people draw, in the same worlds. */
import { PollPlan } from '../../../nodes/shared/tasks/pollPlan';

const AT_ONCE = 10;

export interface WaitOptions {
	intervalMs?: number;
	maxWaitMs?: number;
	/** How long a request takes. */
	rttMs?: number;
}

export interface Round {
	startMs: number;
	isLast: boolean;
	/** Whose end was not known when the round began. */
	open: string[];
	asked: string[];
	/** When each was, in the same order. */
	askedAt: number[];
	pauseMs: number;
}

export interface SimulatedWait {
	rounds: Round[];
	requests: number;
	perTask: number;
	/** Seconds from each end until it was noticed, in the order of the tasks; undefined for what never ended. */
	delays: Array<number | undefined>;
	averageDelay: number;
	longestDelay: number;
	waitSeconds: number;
	/** From the beginning until the last end was noticed, as a multiple of what the slowest task took. */
	overSlowest: number;
	/** How many ended by the deadline and were not noticed. */
	missed: number;
}

/** `ends` says after how many seconds each task ends; Infinity is a task that is stuck. */
export function simulateWait(
	ends: readonly number[],
	{ intervalMs = 5000, maxWaitMs = 600_000, rttMs = 5 }: WaitOptions = {},
): SimulatedWait {
	const endsAt = new Map(ends.map((end, i) => [`task-${i}`, end * 1000]));
	const seenAt = new Map<string, number>();
	const plan = new PollPlan([...endsAt.keys()], intervalMs);
	const rounds: Round[] = [];
	let now = 0;
	for (;;) {
		const isLast = now >= maxWaitMs;
		const open = [...endsAt.keys()].filter((id) => !seenAt.has(id));
		const round: Round = { startMs: now, isLast, open, asked: [], askedAt: [], pauseMs: 0 };
		rounds.push(round);
		plan.startRound(now, isLast);
		for (let wave = plan.take(now); wave.length > 0; wave = plan.take(now)) {
			for (let from = 0; from < wave.length; from += AT_ONCE) {
				for (const id of wave.slice(from, from + AT_ONCE)) {
					round.asked.push(id);
					round.askedAt.push(now);
					if ((endsAt.get(id) ?? Infinity) > now + rttMs / 2) continue;
					if (!seenAt.has(id)) seenAt.set(id, now + rttMs);
					plan.sawEnd(id);
				}
				now += rttMs;
			}
		}
		const nextAt = plan.endRound();
		round.pauseMs = nextAt - round.startMs;
		if (plan.done || isLast) break;
		now = Math.min(maxWaitMs, Math.max(now, nextAt));
	}
	return measure(ends, [...endsAt.keys()], seenAt, rounds, now, maxWaitMs);
}

function measure(
	ends: readonly number[],
	ids: readonly string[],
	seenAt: ReadonlyMap<string, number>,
	rounds: Round[],
	now: number,
	maxWaitMs: number,
): SimulatedWait {
	const delays = ids.map((id, i) => {
		const seen = seenAt.get(id);
		return seen === undefined ? undefined : seen / 1000 - Math.max(0, ends[i]);
	});
	const known = delays.filter((delay) => delay !== undefined);
	const requests = rounds.reduce((sum, { asked }) => sum + asked.length, 0);
	const slowest = Math.max(...ends.filter(Number.isFinite));
	return {
		rounds,
		requests,
		perTask: requests / Math.max(1, ends.length),
		delays,
		averageDelay: average(known),
		longestDelay: Math.max(0, ...known),
		waitSeconds: now / 1000,
		overSlowest: Math.max(...seenAt.values()) / 1000 / slowest,
		missed: ids.filter((id, i) => ends[i] * 1000 <= maxWaitMs && !seenAt.has(id)).length,
	};
}

/** What people draw: ask about every task that has not ended, wait five seconds, and so on. */
export function simulateLoop(ends: readonly number[]): { perTask: number; averageDelay: number } {
	const turns = ends.map((end) => Math.ceil(end / 5));
	return {
		perTask: average(turns.map((turn) => turn + 1)),
		averageDelay: average(turns.map((turn, i) => turn * 5 - ends[i])),
	};
}

export const average = (values: readonly number[]) =>
	values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
