import { Pace, PATIENT } from './pace';
import type { Plan } from './plan';
import { Rotation } from './rotation';

/** Up to so many tasks are all checked in every round. */
const FEW = 10;
const SHORTEST_PAUSE_MS = 500;
/** So many ends found at once, in a row, mean that more may have ended. */
const IN_A_ROW = 5;
/** So many checks of an overdue task mean that the browser works on others, or not at all. */
const OVERDUE = 3;
/** How far behind an overdue task to check. */
const WIDEST = 4;
/** A task that was checked so long ago may have ended meanwhile. */
const OUTDATED_MS = 500;
/** Ends out of turn that are assumed before there was one. */
const DOUBT = 0.12;

/**
 * Tasks stand in line in the order of their creation, and mostly end in that order, at a pace. So the first in line is
 * checked when it is expected, and then the next, as long as something has ended. When it is overdue, the plan checks
 * further and further behind it. When something ended there, the tasks before it are overtaken: stuck, or in no order.
 * Those, and a few far behind in line, are sampled in rotation: the more of them end, the sooner each comes round again.
 */
export class PollPlan implements Plan {
	private line: string[];
	private overtaken: string[] = [];
	private readonly ended = new Set<string>();
	private readonly checkedAt = new Map<string, number>();
	private readonly behind = new Rotation(this.checkedAt, 1);
	private readonly loose: Rotation;
	private readonly hasFew: boolean;
	private readonly pace: Pace;
	/** Rounds in a row in which all that were expected had ended. */
	private streak = 0;
	private inTurn = 0;
	private outOfTurn = 0;
	private round = newRound(0, false);

	constructor(
		ids: readonly string[],
		private readonly intervalMs: number,
	) {
		this.line = [...new Set(ids)];
		this.hasFew = this.line.length <= FEW;
		this.pace = new Pace(intervalMs, PATIENT);
		// None of a few is left alone for long, however seldom they end; nor are many.
		const longestMs = (count: number, now: number) =>
			count > FEW ? Math.max(intervalMs, now / 7) : (2 * count - 1) * intervalMs;
		this.loose = new Rotation(this.checkedAt, 0.5, longestMs);
	}

	get done(): boolean {
		return this.line.length + this.overtaken.length === 0;
	}

	startRound(now: number, isLast: boolean): void {
		this.round = newRound(now, isLast);
	}

	take(now: number): string[] {
		const { round } = this;
		const passedBy = this.takeOff(now);
		const ids = passedBy.length > 0 ? passedBy : this.unchecked();
		for (const id of ids) {
			if (round.checked.has(id)) round.checkedAgain.add(id);
			round.checked.set(id, now);
			this.checkedAt.set(id, round.now);
			round.checkedAt = now;
		}
		round.waves++;
		return ids;
	}

	sawEnd(id: string): void {
		this.ended.add(id);
	}

	endRound(): number {
		this.takeOff(this.round.now);
		const { now, checkedAt, inTurn, outOfTurn, overtaken } = this.round;
		// A first round that took long was no moment.
		const at = now === 0 && checkedAt >= OUTDATED_MS ? checkedAt : now;
		if (inTurn > 0) this.pace.foundEnds(at, inTurn, this.firstIsPending);
		else if (this.firstIsPending) this.pace.foundPending(at);
		this.streak = inTurn > 0 && !this.firstIsPending ? this.streak + 1 : 0;
		// What had ended before the first check says nothing about turns.
		if (now > 0) {
			this.inTurn += inTurn;
			this.outOfTurn += outOfTurn + (overtaken > WIDEST ? 1 : 0);
		}
		if (overtaken > 0 && overtaken === this.overtaken.length) this.loose.begin(now);
		if (this.outOfTurn > this.inTurn + 1) this.overtaken.push(...this.line.splice(0));

		const soonest = Math.min(
			this.line.length > 0 ? this.pace.dueAt : Infinity,
			this.loose.nextAt(this.overtaken, now, this.ends),
			this.hasFew || this.done ? now + this.intervalMs : Infinity,
		);
		return Math.max(now + SHORTEST_PAUSE_MS, soonest);
	}

	private get ends(): number {
		return this.outOfTurn + DOUBT;
	}

	/** Whether the first in line was checked in this round and had not ended. */
	private get firstIsPending(): boolean {
		return this.line.length > 0 && this.round.checked.has(this.line[0]);
	}

	private unchecked(): string[] {
		const { checked, isLast } = this.round;
		const all = this.hasFew || isLast;
		const wanted = all ? [...this.line, ...this.overtaken] : this.next();
		return [...new Set(wanted)].filter((id) => !checked.has(id) && !this.ended.has(id));
	}

	private next(): string[] {
		const { line, pace, round } = this;
		const { now, inTurn, outOfTurn, waves, checked } = round;
		if (waves === 0) {
			return [...line.slice(0, pace.dueBy(now)), ...this.loose.due(this.overtaken, now, this.ends)];
		}
		// Some had ended before the wait began, in any order.
		if (now === 0 && round.overtaken > 0) return line;
		// Many end together: the others probably, too.
		if (outOfTurn > 1 && 2 * outOfTurn >= checked.size)
			return this.loose.oldest(this.overtaken, checked.size);
		if (inTurn > 0 && !this.firstIsPending) {
			const mayBeMore = now === 0 || this.streak >= IN_A_ROW || pace.late >= OVERDUE;
			const due = Math.max(pace.dueBy(now, inTurn), mayBeMore ? 2 ** (waves - 1) : 0);
			const some = now === 0 && waves === 1 ? Math.sqrt(line.length) : 0;
			if (due > 0 && line.length > 0)
				return [...line.slice(0, due), ...this.behind.oldest(line.slice(1), some)];
		}
		if (round.lookedAhead || !(inTurn > 0 || this.firstIsPending)) return [];
		round.lookedAhead = true;
		return now === 0 ? line.slice(1, 2) : this.ahead();
	}

	/** The next behind the first, which may be stuck, and a few of all others, in case there are no turns. */
	private ahead(): string[] {
		const { now, inTurn } = this.round;
		const others = this.line.slice(1);
		const known = this.inTurn + inTurn;
		const some = (doubt: number) => this.behind.due(others, now, this.outOfTurn + doubt);
		if (inTurn > 0) return some(DOUBT / (1 + known) ** 2);
		const late = this.pace.late + 1;
		const isTurn = late >= 2 && (late <= WIDEST || late % 2 === 0);
		const near = isTurn ? others.slice(0, Math.min(WIDEST, 2 ** (late - 2))) : [];
		if (late < (known > 0 ? OVERDUE : OVERDUE + 1)) return near;
		return [...near, ...some((2 * DOUBT) / (1 + known))];
	}

	/** Takes off what has ended, as soon as what it overtook was checked, too; returns what to check before. */
	private takeOff(now: number): string[] {
		const { ended, round } = this;
		const last = lastIndex(this.line, (id) => ended.has(id));
		const front = this.line.slice(0, last + 1);
		const passedBy = front.filter((id) => !ended.has(id));
		const unchecked = passedBy.filter((id) => !round.checked.has(id));
		if (unchecked.length === 0 && passedBy.length <= WIDEST)
			unchecked.push(...passedBy.filter((id) => this.isOutdated(id, now)));
		if (unchecked.length > 0) return unchecked;

		// Those behind the last that is pending ended one after another.
		const inTurn = last - lastIndex(front, (id) => !ended.has(id));
		const stillOvertaken = this.overtaken.filter((id) => !ended.has(id));
		const afterAll = this.overtaken.length - stillOvertaken.length;
		round.inTurn += inTurn;
		round.outOfTurn += afterAll + front.length - passedBy.length - inTurn;
		round.overtaken += passedBy.length;
		this.overtaken = [...stillOvertaken, ...passedBy];
		this.line = this.line.slice(last + 1);
		return [];
	}

	/** Whether it may have ended since it was checked in this round. */
	private isOutdated(id: string, now: number): boolean {
		const { checked, checkedAgain } = this.round;
		return !checkedAgain.has(id) && now - (checked.get(id) ?? now) >= OUTDATED_MS;
	}
}

const newRound = (now: number, isLast: boolean) => ({
	now,
	isLast,
	/** When the last checks began. */
	checkedAt: now,
	waves: 0,
	checked: new Map<string, number>(),
	checkedAgain: new Set<string>(),
	inTurn: 0,
	outOfTurn: 0,
	overtaken: 0,
	lookedAhead: false,
});

function lastIndex(ids: readonly string[], holds: (id: string) => boolean): number {
	return ids.reduce((found, id, index) => (holds(id) ? index : found), -1);
}
