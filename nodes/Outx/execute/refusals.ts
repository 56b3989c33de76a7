import type { ErrorDetails } from '../../shared/api/errors';
import { failed, isFailed, type Failed, type Outcome } from './outcome';

/** A refused key or team, or too many requests: this concerns all items. */
const REFUSED = new Set(['401', '403', '429']);
/** A single refusal may concern one item only, such as another team's watchlist. */
const ENOUGH = 2;

export const isRefused = ({ httpCode = '' }: ErrorDetails): boolean => REFUSED.has(httpCode);

/** With Continue, says when OutX would refuse the remaining items as well. */
export class Refusals {
	reason: ErrorDetails | undefined;
	private inARow = 0;

	add(outcome: Outcome): void {
		const refused = isFailed(outcome) && isRefused(outcome.error);
		this.inARow = refused ? this.inARow + 1 : 0;
		if (refused && this.inARow >= ENOUGH) this.reason = outcome.error;
	}
}

/** An item whose request was never sent. */
export function notRequested(item: number, reason: ErrorDetails): Failed {
	return failed(item, { ...reason, message: `Not requested. ${reason.message}` });
}
