const FIRST_PAUSE_MS = 1000;
const GROWTH = 1.5;
/** The first task ended about here between the start and the check that found it. */
const FIRST_END = 0.7;
/** Checks come a little early, because only a check that is too early shows when a task had not ended yet. */
const EARLY = 0.8;

/**
 * When the next task in line is expected to end. One browser mostly performs one task after another, so the time from one
 * end to the next is the best estimate for the one after it.
 */
export class Pace {
	/** Milliseconds from one end to the next; 0 until an end was seen. */
	private perTask = 0;
	private lastEndAt = 0;
	private dueAt = 0;
	/** Positive: checks in a row that found an ended task at once. Negative: checks in a row that found none. */
	streak = 0;

	constructor(private readonly intervalMs: number) {}

	/** How many of the line should have ended by now, `found` of which were found in this round. */
	dueBy(now: number, found = 0): number {
		if (this.perTask === 0) return found === 0 && now >= this.dueAt ? 1 : 0;
		const late = now - this.dueAt - found * EARLY * this.perTask;
		return late < 0 ? 0 : 1 + Math.floor(late / this.perTask);
	}

	foundEnds(count: number, now: number, nextIsPending: boolean): void {
		const measured = (now - this.lastEndAt) / count;
		const isKnown = this.perTask > 0;
		// A pause of the browser says little about later tasks.
		if (isKnown) this.perTask += 0.3 * (Math.min(measured, 2 * this.perTask) - this.perTask);
		else this.perTask = FIRST_END * measured;
		const atOnce = isKnown && this.streak >= 0 && !nextIsPending;
		this.streak = atOnce ? this.streak + 1 : 0;
		this.lastEndAt = now;
		const next = this.perTask || FIRST_PAUSE_MS;
		if (atOnce) this.dueAt += count * EARLY * next;
		else this.dueAt = now + (isKnown ? next : FIRST_END * next);
		this.dueAt = Math.min(this.dueAt, now + this.intervalMs);
	}

	foundNothing(now: number): void {
		this.streak = Math.min(0, this.streak) - 1;
		const pause = Math.max(FIRST_PAUSE_MS, this.perTask / 4) * GROWTH ** (-this.streak - 1);
		this.dueAt = now + Math.min(this.intervalMs, pause);
	}

	nextCheckAt(now: number): number {
		return Math.max(this.dueAt, now + Math.min(FIRST_PAUSE_MS, this.intervalMs));
	}
}
