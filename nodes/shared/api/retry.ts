import { isLinkedInLimit } from './classify';
import type { Failure } from './types';

const MAX_TRIES = 5;
const MAX_RETRY_AFTER_MS = 60_000;

/**
 * How long to wait before the same request may be sent again; undefined if it must not be.
 * A write is repeated only when it is certain that nothing was done.
 */
export function delayBeforeRetry(
	failure: Failure,
	tried: number,
	random: number,
): number | undefined {
	const { kind, transient, mayHaveTakenEffect } = failure;
	const isRepeatable = transient && !mayHaveTakenEffect && kind !== 'unreadable';
	if (tried >= MAX_TRIES || !isRepeatable || isLinkedInLimit(failure)) return undefined;
	// A date in the past says more about the clocks than about OutX.
	if (failure.retryAfterMs) {
		return failure.retryAfterMs <= MAX_RETRY_AFTER_MS ? failure.retryAfterMs : undefined;
	}
	return 1000 * 2 ** (tried - 1) * (0.5 + random / 2);
}
