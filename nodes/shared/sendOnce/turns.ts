import { sleep } from 'n8n-workflow';

const SHORTEST_PAUSE_MS = 40;
const LONGEST_PAUSE_MS = 1000;

/** Reads and writes one after another, in this process. */
export class Turns {
	private lastTurn: Promise<unknown> = Promise.resolve();
	/** The duration of a slow turn. */
	private slowTurnMs = 0;

	async inTurn<T>(work: () => Promise<T>): Promise<T> {
		const timed = async () => {
			const start = Date.now();
			return await work().finally(() => {
				this.slowTurnMs = Math.max(Date.now() - start, 0.9 * this.slowTurnMs);
			});
		};
		const turn = this.lastTurn.then(timed, timed);
		this.lastTurn = turn;
		return await turn;
	}

	/** Longer than another worker takes between reading and writing: it is as busy as this one. */
	async pause(): Promise<void> {
		const ms = Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, 2 * this.slowTurnMs));
		await sleep(ms * (1 + Math.random()));
	}
}
