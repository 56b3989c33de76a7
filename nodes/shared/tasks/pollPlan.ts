import { Pace } from './pace';
import type { Plan } from './plan';

/** Up to so many tasks are all asked about in every round. */
const FEW = 10;
const SHORTEST_PAUSE_MS = 500;
/** The same so often in a row means something: more of it may be found further behind. */
const IN_A_ROW = 3;
const WIDEST = 4;
/** Ends out of turn that are assumed before there was one. */
const DOUBT = 0.22;
const WORTH_MS = 240;

/**
 * How long to wait before `count` tasks that end at any time are all asked about again. Checks cost requests and pauses
 * cost delay; what both cost together is least when the pause grows with the root of the number and of the time per end.
 */
const pauseMs = (count: number, ends: number, elapsedMs: number) =>
	Math.sqrt((WORTH_MS * count * Math.max(1000, elapsedMs)) / ends);

const newRound = (now: number, isLast: boolean) => ({
	now,
	isLast,
	waves: 0,
	asked: new Set<string>(),
	inTurn: 0,
	outOfTurn: 0,
	overtaken: 0,
	lookedAhead: false,
});

/**
 * Decides which tasks are asked about, and when: a pure plan without clock or network.
 *
 * Tasks stand in line in the order of their creation, and mostly end in that order, at a pace. The first in line is asked
 * about when it is due. When it has ended, so is the next, as far as the pace goes. When it has not, the plan looks
 * ahead, further each time. What a task behind it overtook may be stuck, or may end at any time: it is asked about
 * after a pause that grows with the number of such tasks and shrinks when they do end.
 */
export class PollPlan implements Plan {
	private line: string[];
	private overtaken: string[] = [];
	private readonly ended = new Set<string>();
	private readonly hasFew: boolean;
	private readonly pace: Pace;
	private inTurn = 0;
	private outOfTurn = 0;
	private sweepAt = Infinity;
	private lookedAheadAt = 0;
	private round = newRound(0, false);

	constructor(
		ids: readonly string[],
		private readonly intervalMs: number,
	) {
		this.line = [...new Set(ids)];
		this.hasFew = this.line.length <= FEW;
		this.pace = new Pace(intervalMs);
	}

	get done(): boolean {
		return this.line.length + this.overtaken.length === 0;
	}

	startRound(now: number, isLast: boolean): void {
		this.round = newRound(now, isLast);
	}

	take(): string[] {
		const { asked, waves } = this.round;
		const passedBy = this.takeOff();
		const everybody = this.hasFew || this.round.isLast;
		const wanted = everybody ? [...this.line, ...this.overtaken] : this.next();
		const ids = (passedBy.length > 0 && waves > 0 ? passedBy : [...passedBy, ...wanted]).filter(
			(id) => !asked.has(id) && !this.ended.has(id),
		);
		this.round.waves++;
		for (const id of ids) asked.add(id);
		return [...new Set(ids)];
	}

	sawEnd(id: string): void {
		this.ended.add(id);
	}

	endRound(): number {
		this.takeOff();
		const { now, inTurn, outOfTurn, overtaken } = this.round;
		if (inTurn > 0) this.pace.foundEnds(inTurn, now, this.firstIsPending);
		else if (this.firstIsPending) this.pace.foundNothing(now);
		const isSwept = now >= this.sweepAt;
		if (isSwept && outOfTurn === 0) this.outOfTurn /= 2;
		// What had ended before the first check says nothing about turns.
		if (now > 0) {
			this.inTurn += inTurn;
			this.outOfTurn += outOfTurn + (overtaken > WIDEST ? 1 : 0);
		}
		if (isSwept || overtaken > 0 || this.sweepAt === Infinity) this.sweepAt = this.nextSweepAt();
		const checkAt = this.line.length > 0 ? this.pace.nextCheckAt(now) : Infinity;
		const latest = this.hasFew || this.done ? now + this.intervalMs : Infinity;
		return Math.max(now + SHORTEST_PAUSE_MS, Math.min(latest, checkAt, this.sweepAt));
	}

	/** Whether the first in line was asked about in this round and had not ended. */
	private get firstIsPending(): boolean {
		return this.line.length > 0 && this.round.asked.has(this.line[0]);
	}

	private next(): string[] {
		const { line, pace, round } = this;
		const { now, inTurn, waves } = round;
		if (waves === 0) {
			const sweep = now >= this.sweepAt ? [...this.overtaken, ...line.slice(0, 1)] : [];
			return [...line.slice(0, pace.dueBy(now)), ...sweep];
		}
		// Some had ended before the wait began, in any order.
		if (now === 0 && round.overtaken > 0) return line;
		if (inTurn > 0 && !this.firstIsPending) {
			const mayBeMore = now === 0 || pace.streak >= IN_A_ROW || pace.streak < -IN_A_ROW;
			const due = Math.max(pace.dueBy(now, inTurn), mayBeMore ? 2 ** (waves - 1) : 0);
			if (due > 0 && line.length > 0) return line.slice(0, due);
		}
		if (round.lookedAhead || !(inTurn > 0 || this.firstIsPending)) return [];
		round.lookedAhead = true;
		return this.ahead();
	}

	/** The next behind the first, which may be stuck, and a few of all others, in case there are no turns. */
	private ahead(): string[] {
		const others = this.line.slice(1);
		const { now, inTurn } = this.round;
		const vain = inTurn > 0 ? 0 : -this.pace.streak;
		const near = vain < 2 ? 0 : Math.min(WIDEST, 2 ** (vain - 1));
		let far = now === 0 ? 1 : 0;
		if (now > 0 && (inTurn > 0 || vain >= IN_A_ROW)) {
			const ends = this.outOfTurn + DOUBT / (1 + this.inTurn + inTurn) ** 2;
			const share = (now - this.lookedAheadAt) / pauseMs(others.length, ends, now);
			far = Math.floor(share * others.length);
			if (far > 0) this.lookedAheadAt = now;
		}
		return [...others.slice(0, near), ...spread(others, far, 0.618 * (now / 1000))];
	}

	private nextSweepAt(): number {
		const { now } = this.round;
		const count = this.overtaken.length + (this.outOfTurn >= 1 && this.line.length > 0 ? 1 : 0);
		if (count === 0) return Infinity;
		const longest = Math.min((2 * count - 1) * this.intervalMs, Math.max(this.intervalMs, now / 3));
		return now + Math.min(longest, pauseMs(count, this.outOfTurn + DOUBT, now));
	}

	/** Takes off what has ended, as soon as what it overtook was asked about, too; returns what was not. */
	private takeOff(): string[] {
		const { ended, round } = this;
		const last = lastIndex(this.line, (id) => ended.has(id));
		const front = this.line.slice(0, last + 1);
		const passedBy = front.filter((id) => !ended.has(id));
		const unasked = passedBy.filter((id) => !round.asked.has(id));
		if (unasked.length > 0) return unasked;

		// Those behind the last that is pending ended one after another.
		const inTurn = last - lastIndex(front, (id) => !ended.has(id));
		const overtaken = this.overtaken.filter((id) => !ended.has(id));
		const endedAfterAll = this.overtaken.length - overtaken.length;
		round.inTurn += inTurn;
		round.outOfTurn += endedAfterAll + front.length - passedBy.length - inTurn;
		round.overtaken += passedBy.length;
		this.overtaken = [...overtaken, ...passedBy];
		this.line = this.line.slice(last + 1);
		return [];
	}
}

function lastIndex(ids: readonly string[], holds: (id: string) => boolean): number {
	return ids.reduce((found, id, index) => (holds(id) ? index : found), -1);
}

/** So many of them, evenly spread; others for each `shift`. */
function spread(ids: readonly string[], wanted: number, shift: number): string[] {
	const count = Math.min(wanted, ids.length);
	const step = ids.length / count;
	return Array.from({ length: count }, (_, i) => ids[Math.floor((i + (shift % 1)) * step)]);
}
