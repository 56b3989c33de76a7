import type { Pace } from './pace';
import type { Plan } from './plan';

/** Checks one page at the pace of the previous ones. */
export class PagePlan implements Plan {
	done = false;
	private now = 0;
	private isDue = false;
	private isChecked = false;

	/** `startedAt`: when the wait for this page began, counted as the pace counts. */
	constructor(
		private readonly id: string,
		private readonly pace: Pace,
		private readonly startedAt: number,
	) {}

	startRound(now: number, isLast: boolean): void {
		this.now = this.startedAt + now;
		this.isDue = isLast || this.now >= this.pace.dueAt;
		this.isChecked = false;
	}

	take(): string[] {
		if (!this.isDue || this.isChecked) return [];
		this.isChecked = true;
		return [this.id];
	}

	sawEnd(): void {
		this.done = true;
	}

	endRound(): number {
		if (this.done) this.pace.foundEnds(this.now);
		else if (this.isChecked) this.pace.foundPending(this.now);
		return this.pace.dueAt - this.startedAt;
	}
}
