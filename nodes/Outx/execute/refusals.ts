import type { ErrorDetails } from '../../shared/api/errors';
import { failed, isFailed, type Failed, type Outcome } from './outcome';

/** A refused key or team, or too many requests: that concerns everybody, not one item. */
const REFUSED = new Set(['401', '403', '429']);
/** A single refusal may still be about one item, such as another team's watchlist. */
const ENOUGH = 2;

/** With Continue, tells when OutX would only refuse the rest as well. */
export class Refusals {
	reason: ErrorDetails | undefined;
	private inARow = 0;

	add(outcome: Outcome): void {
		const isRefused = isFailed(outcome) && REFUSED.has(outcome.error.httpCode ?? '');
		this.inARow = isRefused ? this.inARow + 1 : 0;
		if (isRefused && this.inARow >= ENOUGH) this.reason = outcome.error;
	}
}

/** An item whose request never left. */
export function notRequested(item: number, reason: ErrorDetails): Failed {
	return failed(item, { ...reason, message: `Not requested. ${reason.message}` });
}
