/** A request is worth so many milliseconds of delay. */
const WORTH_MS = 240;

/**
 * Checks tasks that end at any time in rotation. Checks cost requests and pauses cost delay: both together are least when
 * the time until one comes round again grows with the root of their number and of the time per end.
 */
export class Rotation {
	private lastAt = 0;

	constructor(
		/** When each task was checked last. */
		private readonly checkedAt: ReadonlyMap<string, number>,
		/** From which part of a check on it is made: 1 only when it is wholly due. */
		private readonly dueFrom: number,
		/** The longest that a cycle of so many may take. */
		private readonly longestMs: (count: number, now: number) => number = () => Infinity,
	) {}

	begin(now: number): void {
		this.lastAt = now;
	}

	/** Those whose turn it is, when so many have ended up to now. */
	due(ids: readonly string[], now: number, ends: number): string[] {
		const due = ((now - this.lastAt) * ids.length) / this.cycleMs(ids.length, now, ends);
		const count = Math.floor(due + 1 - this.dueFrom);
		if (count > 0) this.lastAt = now;
		return this.oldest(ids, count);
	}

	/** When it is the turn of the next. */
	nextAt({ length }: readonly string[], now: number, ends: number): number {
		return length === 0 ? Infinity : this.lastAt + this.cycleMs(length, now, ends) / length;
	}

	/** Those that were checked longest ago. The first ones, however many are taken, are evenly spread. */
	oldest(ids: readonly string[], count: number): string[] {
		const spread = ids.map((id, index) => ({
			id,
			at: this.checkedAt.get(id) ?? -1,
			place: (0.618034 * (index + 1)) % 1,
		}));
		spread.sort((a, b) => a.at - b.at || a.place - b.place);
		return spread.slice(0, count).map(({ id }) => id);
	}

	private cycleMs(count: number, now: number, ends: number): number {
		const best = Math.sqrt((WORTH_MS * count * Math.max(1000, now)) / ends);
		return Math.min(best, this.longestMs(count, now));
	}
}
