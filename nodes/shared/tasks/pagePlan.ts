import type { Pace } from './pace';

/** Which tasks to check, and when: no clock and no network. All times count from the start of the wait. */
export interface Plan {
	/** Whether nothing is left to check. */
	readonly done: boolean;
	startRound(now: number, isLast: boolean): void;
	/** The next tasks to check, none twice in a round; an empty list when the round is over. */
	take(): string[];
	sawEnd(id: string): void;
	/** Ends the round and returns when the next one starts. */
	endRound(): number;
}

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
