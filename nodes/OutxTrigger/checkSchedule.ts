import type { PendingTasks } from './pollState';

/** n8n's polls come a little early or late. */
const TOLERANCE_MS = 30_000;
/** A task that takes longer is late. */
const LATE_MS = 10 * 60_000;
/** A task that takes longer is given up, and a new one is created. */
const GIVE_UP_MS = 3 * 3_600_000;

/** Nothing is planned further ahead than the interval, unless somebody has set the clock back since, or the interval. */
export const isDue = (at: number, now: number, intervalMs = Infinity) =>
	now >= at - TOLERANCE_MS || at > now + intervalMs + TOLERANCE_MS;

export const isLate = ({ createdAt }: PendingTasks, now: number, intervalMs: number) =>
	isDue(createdAt + Math.max(intervalMs, LATE_MS), now);

export const isGivenUp = ({ createdAt }: PendingTasks, now: number) =>
	now >= createdAt + GIVE_UP_MS;

/** The longer tasks take, the less often their status is read, but at least as often as LinkedIn is checked. */
export const collectAgainAt = ({ createdAt }: PendingTasks, now: number, intervalMs: number) =>
	now + Math.min(now - createdAt, intervalMs);

/**
 * Whether a failed check is reported: the second in a row, and then less and less often, so that a weekend with a closed
 * browser does not fill the list of executions. The first only if it is certain that the next one will fail too.
 */
export function isReported(failedChecks: number, isCertain: boolean): boolean {
	const isPowerOfTwo = Number.isInteger(Math.log2(failedChecks));
	return isPowerOfTwo && (failedChecks > 1 || isCertain);
}
