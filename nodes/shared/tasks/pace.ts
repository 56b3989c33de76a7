/** How closely the ends of tasks are watched. */
interface Watch {
	shortestPauseMs: number;
	/** How much longer each pause becomes until the first end was seen. */
	growth: number;
	/** As a part of a task's duration: the pause between two checks of one that is overdue. */
	step: number;
	/** As a part of its duration: how long before the check that found it at once a task had ended. */
	early: number;
	/** As a part of the time that a task is overdue: how much longer the pauses become. */
	patience: number;
	/** Whether checks begin before the expected end. */
	isAhead: boolean;
}

/** Few requests for many tasks. */
export const PATIENT: Watch = {
	shortestPauseMs: 1000,
	growth: 1.5,
	step: 0.25,
	early: 0.13,
	patience: 0.6,
	isAhead: false,
};
/** Little delay for a few tasks that wait for one another. */
export const EAGER: Watch = {
	shortestPauseMs: 250,
	growth: 1.25,
	step: 0.15,
	early: 0.1,
	patience: 0.3,
	isAhead: true,
};

const FIRST_PAUSE_MS = 1000;

/**
 * When the next task is expected to end. One browser works on one task after another, so each takes about as long as
 * the previous ones. All times count from the beginning.
 */
export class Pace {
	/** Checks in a row that found the next task pending although it was expected. */
	late = 0;
	/** Milliseconds; 0 until an end was seen. */
	private perTask = 0;
	/** How much one task differs from the next. */
	private spread = 0;
	/** When the last task ended, as far as the checks around it tell. */
	private lastEndAt = 0;
	private lastCheckAt = 0;
	private pendingChecks = 0;

	constructor(
		private readonly intervalMs: number,
		private readonly watch: Watch,
	) {}

	/** When to check the next task. */
	get dueAt(): number {
		const { lastCheckAt, pendingChecks, perTask, expectedAt, intervalMs } = this;
		const { growth, isAhead, patience, shortestPauseMs, step } = this.watch;
		if (perTask === 0) {
			const pause = pendingChecks === 0 ? 0 : FIRST_PAUSE_MS * growth ** (pendingChecks - 1);
			return lastCheckAt + Math.min(pause, intervalMs);
		}
		const overdueMs = Math.max(0, lastCheckAt - expectedAt);
		const again = Math.max(shortestPauseMs, step * perTask) + patience * overdueMs;
		// A task that waits for the one before it may be ready as soon as that is.
		const pause = pendingChecks > 0 ? again : isAhead ? 0 : shortestPauseMs;
		const wantedAt = isAhead ? expectedAt - this.early : expectedAt;
		return Math.min(Math.max(lastCheckAt + pause, wantedAt), lastCheckAt + intervalMs);
	}

	/** How many tasks should have ended, beside those that were just found. */
	dueBy(now: number, found = 0): number {
		const next = found === 0 && now >= this.dueAt ? 1 : 0;
		if (this.perTask === 0 || this.late > 0) return next;
		return Math.max(next, 1 + Math.floor((now - this.expectedAt) / this.perTask) - found);
	}

	foundPending(now: number): void {
		this.lastCheckAt = now;
		this.pendingChecks++;
		if (now >= this.expectedAt) this.late++;
	}

	/** So many ended, one after another. */
	foundEnds(now: number, count = 1, nextIsPending = false): void {
		const { perTask, lastCheckAt } = this;
		const isBetweenChecks = this.pendingChecks > 0 && count === 1;
		const early = nextIsPending ? perTask / 2 : this.early;
		const endedAt = isBetweenChecks ? (lastCheckAt + now) / 2 : now - early;
		const measured = Math.max(1, (endedAt - this.lastEndAt) / count);
		if (perTask === 0) this.perTask = measured;
		else {
			// What was found at once may have ended long before. And a pause of the browser says little about later tasks.
			const isBounded = isBetweenChecks || nextIsPending;
			const counted = Math.min(measured, isBounded || this.watch.isAhead ? 2 * perTask : perTask);
			this.spread = (this.spread + Math.abs(counted - perTask)) / 2;
			this.perTask = (perTask + counted) / 2;
		}
		this.lastEndAt = endedAt;
		this.lastCheckAt = now;
		this.pendingChecks = 0;
		this.late = 0;
	}

	private get expectedAt(): number {
		return this.lastEndAt + this.perTask;
	}

	private get early(): number {
		const { early, isAhead } = this.watch;
		return Math.max(early * this.perTask, isAhead ? this.spread : 0);
	}
}
