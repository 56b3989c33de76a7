/** Which tasks to check, and when: no clock and no network. All times count from the start of the wait. */
export interface Plan {
	/** Whether nothing is left to check. */
	readonly done: boolean;
	startRound(now: number, isLast: boolean): void;
	/** The next tasks to check in this round; an empty list when it is over. */
	take(now: number): string[];
	sawEnd(id: string): void;
	/** Ends the round and returns when the next one starts. */
	endRound(): number;
}
