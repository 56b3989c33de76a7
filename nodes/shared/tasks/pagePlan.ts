import type { Plan } from './plan';

const FIRST_PAUSE_MS = 1000;
const SHORTEST_PAUSE_MS = 250;
const GROWTH = 1.25;
/** As a part of a page's duration: how early checks start before its expected end, and the time between them. */
const EARLY = 0.1;
const STEP = 0.15;

/**
 * When the next page is expected. The extension reads one page after another, so each takes about as long as the previous
 * ones. All times count from the first request of the list.
 */
export class PagePace {
	private perPage = 0;
	/** How much one page differs from the next. */
	private spread = 0;
	/** When the last page ended, as far as the checks around it tell. */
	private lastEndAt = 0;
	private lastCheckAt = 0;
	/** How many checks in a row found the page pending. */
	private pendingChecks = 0;

	constructor(private readonly intervalMs: number) {}

	/** When to check the page that the extension works on. */
	get dueAt(): number {
		const { lastCheckAt, pendingChecks, intervalMs } = this;
		if (this.perPage === 0) {
			const pause = pendingChecks === 0 ? 0 : FIRST_PAUSE_MS * GROWTH ** (pendingChecks - 1);
			return lastCheckAt + Math.min(pause, intervalMs);
		}
		const expectedAt = this.lastEndAt + this.perPage;
		const step = Math.max(SHORTEST_PAUSE_MS, STEP * this.perPage, (lastCheckAt - expectedAt) / 2);
		const earliest = pendingChecks > 0 ? lastCheckAt + step : 0;
		const next = Math.max(earliest, expectedAt - this.early);
		return Math.min(next, lastCheckAt + intervalMs);
	}

	foundPending(now: number): void {
		this.lastCheckAt = now;
		this.pendingChecks++;
	}

	foundEnd(now: number): void {
		const { perPage, pendingChecks, lastCheckAt, lastEndAt } = this;
		const endedAt = pendingChecks > 0 ? (lastCheckAt + now) / 2 : now - this.early;
		const measured = endedAt - lastEndAt;
		if (perPage === 0) this.perPage = measured;
		else {
			// A pause of the browser says little about later pages.
			const counted = Math.min(measured, 2 * perPage);
			this.spread = (this.spread + Math.abs(counted - perPage)) / 2;
			this.perPage = (perPage + counted) / 2;
		}
		this.lastEndAt = endedAt;
		this.lastCheckAt = now;
		this.pendingChecks = 0;
	}

	private get early(): number {
		return Math.max(EARLY * this.perPage, this.spread);
	}
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
		private readonly pace: PagePace,
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
		if (this.done) this.pace.foundEnd(this.now);
		else if (this.isChecked) this.pace.foundPending(this.now);
		return this.pace.dueAt - this.startedAt;
	}
}
