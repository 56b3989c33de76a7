import { ApiError } from './apiError';
import { EPOCH } from './world/epoch';

export type Clock = ReturnType<typeof createClock>;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The simulated day that a moment falls on, in UTC. */
export const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** Simulated time: it runs as fast as real time, from wherever it was moved to. */
export function createClock() {
	let ahead = 0;
	const now = () => Date.now() + ahead;

	return {
		now,
		/** From now on it is `time`. Without it, simulated time is real time. */
		start(time?: number) {
			if (time !== undefined && time < EPOCH) {
				const first = new Date(EPOCH).toISOString();
				throw new ApiError(400, `The made-up LinkedIn begins at ${first}: start then or later`);
			}
			ahead = time === undefined ? 0 : time - Date.now();
		},
		moveTo(time: number) {
			if (time < now()) {
				throw new ApiError(400, 'Time moves forward only. Reset the sandbox to start earlier.');
			}
			ahead = time - Date.now();
		},
	};
}
