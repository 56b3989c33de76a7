import type { ErrorDetails } from '../../shared/api/errors';
import { forEachConcurrently } from '../../shared/util/concurrency';
import { failed, isFailed, type Failed, type Outcome } from './outcome';
import type { Run } from './run';

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

/**
 * Requests reads, a few at a time. After a failure no more are started. With Continue, this holds only once OutX would
 * refuse the rest as well.
 */
export async function requestEach<T extends { item: number }>(
	{ context, settings }: Run,
	wanted: readonly T[],
	request: (each: T) => Promise<Outcome>,
): Promise<Map<T, Outcome>> {
	const outcomes = new Map<T, Outcome>();
	const refusals = new Refusals();
	let hasFailed = false;
	await forEachConcurrently(
		settings.concurrency,
		wanted,
		async (each) => {
			const outcome = await request(each);
			outcomes.set(each, outcome);
			refusals.add(outcome);
			hasFailed ||= isFailed(outcome);
		},
		() => (context.continueOnFail() ? refusals.reason !== undefined : hasFailed),
	);
	const { reason } = refusals;
	for (const each of wanted) {
		if (reason && !outcomes.has(each)) outcomes.set(each, notRequested(each.item, reason));
	}
	return outcomes;
}
