/** Up to so many pending tasks are all asked about in every round. */
const FEW = 10;
const FIRST_GAP_MS = 1000;
const GROWTH = 1.5;
/** In this round everybody is asked once, to find out whether tasks end in order or side by side. */
const LOOK_AROUND_ROUND = 2;
/** Asking everybody is worth it every round while at least this share has ended. */
const WORTH_IT = 0.05;
const LONGEST_REST = 4;

/**
 * Decides which tasks are asked about, and when: a pure plan without clock or network.
 *
 * The OutX extension is one browser and mostly does one task after another, so asking about every task all the time is
 * wasted. A round asks about the oldest pending task, the one behind the last that ended, and one other in turn. A
 * task that ended uncovers its successor. When tasks turn out to end out of order, rounds ask about all of them, the
 * more often the fewer are left.
 */
export class PollPlan {
	private pending: string[];
	private readonly total: number;
	private asked = new Set<string>();
	private ended = new Set<string>();
	/** What ended in the wave that is being asked. */
	private fresh: string[] = [];
	private wave = 0;
	private reach = 1;
	private everybody = false;
	/** Rounds to rest before everybody is asked again; undefined while tasks end in order. */
	private rest: number | undefined;
	private frontier = 0;
	private turn = 0;
	private round = -1;
	private gap: number;
	private lastYield = 0;

	constructor(
		ids: readonly string[],
		private readonly intervalMs: number,
	) {
		this.pending = [...new Set(ids)];
		this.total = this.pending.length;
		this.gap = Math.min(FIRST_GAP_MS, intervalMs);
	}

	get done(): boolean {
		return this.pending.length === 0;
	}

	startRound(isLast: boolean): void {
		// The answer to a slow look may have come between two rounds.
		this.dropEnded();
		this.round++;
		this.asked = new Set();
		this.ended = new Set();
		this.wave = 0;
		this.reach = 1;
		this.everybody =
			isLast || this.rest === 0 || this.round === LOOK_AROUND_ROUND || this.pending.length <= FEW;
	}

	/** The next tasks to ask about, none twice in a round; an empty list when the round is over. */
	take(): string[] {
		const next = this.wave === 0 ? this.firstWave() : this.behindTheEnded();
		const now = [...new Set(next)].filter((id) => !this.asked.has(id));
		for (const id of now) this.asked.add(id);
		this.wave++;
		this.fresh = [];
		return now;
	}

	sawEnd(id: string): void {
		this.ended.add(id);
		this.fresh.push(id);
	}

	/** Ends the round and tells how long to pause before the next. */
	endRound(): number {
		const outOfOrder = this.endedOutOfOrder();
		const share = this.ended.size / Math.max(1, this.asked.size);
		this.lastYield = this.ended.size;
		this.dropEnded();

		if (outOfOrder) {
			const poor = this.everybody && share < WORTH_IT;
			this.rest = poor ? Math.min(LONGEST_REST, Math.floor(WORTH_IT / share)) : 0;
		} else if (this.everybody) this.rest = undefined;
		else if (this.rest) this.rest--;

		this.gap = this.nextGap();
		return this.gap;
	}

	private nextGap(): number {
		const { total, pending, intervalMs } = this;
		const longer = this.round === 0 ? this.gap : Math.min(intervalMs, this.gap * GROWTH);
		const few = total > FEW && pending.length <= FEW && this.lastYield > 0;
		if (few || this.rest === 0) {
			const scaled = intervalMs * Math.sqrt(pending.length / total);
			// The first look around must not come late.
			const longest = this.round < LOOK_AROUND_ROUND ? longer : intervalMs;
			return Math.min(longest, Math.max(FIRST_GAP_MS, scaled));
		}
		if (total <= FEW || this.lastYield === 0) return longer;
		// At the pace of the last pause, all will have ended by then.
		const untilTheEnd = (this.gap * pending.length) / this.lastYield;
		return Math.min(longer, Math.max(FIRST_GAP_MS, untilTheEnd));
	}

	private firstWave(): string[] {
		if (this.everybody) return this.pending;
		const others = this.othersInTurn(this.round === 0 ? FEW : 1);
		return [this.pending[0], this.pending[this.frontier] ?? this.pending[0], ...others];
	}

	/** As many as ended last time, then one to see whether that was all, then more and more. */
	private behindTheEnded(): string[] {
		if (this.everybody || this.fresh.length === 0) return [];
		const count = this.wave === 1 ? Math.max(1, this.lastYield - 1) : this.reach;
		if (this.wave > 1) this.reach = Math.min(this.reach * 2, FEW);
		return this.fresh.flatMap((id) => {
			const at = this.pending.indexOf(id) + 1;
			return this.asked.has(this.pending[at]) ? [] : this.pending.slice(at, at + count);
		});
	}

	/** Whether something ended that going from one ended task to the next would not have found. */
	private endedOutOfOrder(): boolean {
		if (this.total <= FEW || this.round === 0) return false;
		const reached = new Set<string>();
		for (const start of [0, this.frontier]) {
			for (let i = start; this.ended.has(this.pending[i]); i++) reached.add(this.pending[i]);
		}
		return this.ended.size > reached.size;
	}

	/** The frontier is the first pending task behind the one that ended furthest back. */
	private dropEnded(): void {
		const last = this.pending.reduce((found, id, i) => (this.ended.has(id) ? i : found), -1);
		const frontier = last < 0 ? this.frontier : last + 1;
		this.frontier = this.pending.slice(0, frontier).filter((id) => !this.ended.has(id)).length;
		this.pending = this.pending.filter((id) => !this.ended.has(id));
	}

	/** Counted from the youngest: the oldest are asked about anyway. */
	private othersInTurn(count: number): string[] {
		const step = count > 1 ? Math.max(1, Math.floor(this.pending.length / count)) : 1;
		return Array.from({ length: count }, () => {
			this.turn = (this.turn + step) % this.pending.length;
			return this.pending[this.pending.length - 1 - this.turn];
		});
	}
}
