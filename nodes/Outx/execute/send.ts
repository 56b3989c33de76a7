import { isLinkedInLimit } from '../../shared/api/classify';
import { describeFailure, describeThrown, type ErrorDetails } from '../../shared/api/errors';
import { apiRequest } from '../../shared/api/request';
import { SendOnce, type Target, type Verdict } from '../../shared/sendOnce/sendOnce';
import { skippedItem } from '../../shared/sendOnce/skipped';
import { stopIfCancelled } from '../../shared/util/context';
import { pause } from '../../shared/util/pause';
import type { TargetedRequest } from '../operation';
import { acceptAnswer } from './accept';
import type { CheckedItem } from './check';
import { failed, isFailed, returned, type Outcome } from './outcome';
import type { Run } from './run';

const UNSURE: ErrorDetails = {
	message: 'This was begun in an earlier try and may have been done, so it was not sent again',
	description:
		'Check in OutX or on LinkedIn whether it was done. If it was not, run the workflow again by hand',
};

/** Sends what reaches LinkedIn: one item after the other, in order, each at most once. */
export async function sendItems(
	run: Run,
	items: ReadonlyArray<CheckedItem<TargetedRequest>>,
): Promise<Outcome[]> {
	const goOn = run.context.continueOnFail();
	const sender = new Sender(run);
	const outcomes: Outcome[] = [];
	for (const checked of items) {
		const outcome = await sender.send(checked);
		outcomes.push(outcome);
		if (sender.limitReached || (isFailed(outcome) && !goOn)) break;
	}
	await sender.once.settle();
	return sender.limitReached ? withTheRest(outcomes, items, sender.limitReached, goOn) : outcomes;
}

/**
 * LinkedIn's limit ends the sending. What was sent goes on through the workflow, and the rest is returned as not
 * attempted. When nothing at all was sent, the node stops with the message instead.
 */
function withTheRest(
	outcomes: Outcome[],
	items: readonly CheckedItem[],
	limit: ErrorDetails,
	goOn: boolean,
): Outcome[] {
	const notAttempted = ({ item, request }: CheckedItem): Outcome =>
		goOn
			? failed(item, { message: `Not attempted. ${limit.message}` })
			: returned(item, [skippedItem(request, 'not_attempted', limit.message)]);
	if (goOn) return [...outcomes, ...items.slice(outcomes.length).map(notAttempted)];
	if (!outcomes.some(isSent)) return outcomes;
	const refused = outcomes.length - 1;
	return [...outcomes.slice(0, refused), ...items.slice(refused).map(notAttempted)];
}

const isSent = (outcome: Outcome) =>
	outcome.state === 'accepted' ||
	(outcome.state === 'returned' && outcome.json.some(({ skipped }) => skipped !== true));

class Sender {
	limitReached: ErrorDetails | undefined;
	private sent = 0;
	readonly once: SendOnce;

	constructor(private readonly run: Run) {
		const { context, operation, attempts, settings } = run;
		const scope = operation.acts?.toSomebody && settings.oncePerRecipient;
		this.once = new SendOnce(context, attempts, scope);
	}

	async send(checked: CheckedItem<TargetedRequest>): Promise<Outcome> {
		try {
			return await this.attempt(checked);
		} catch (thrown) {
			stopIfCancelled(this.run.context);
			return failed(checked.item, describeThrown(thrown));
		}
	}

	private async attempt(checked: CheckedItem<TargetedRequest>): Promise<Outcome> {
		const { once } = this;
		const { context, operation, attempts, settings } = this.run;
		const { item, request } = checked;
		const key = attempts.keyOf(item, request);
		// The path, because a mark outlives the words of the editor.
		const target: Target = { kind: request.path, key: request.target };

		const [from, to] = settings.delayMs;
		const delayed = this.sent > 0 && to > 0;
		const may = await once.mayReach(key, request, target, delayed);
		if (!may.go) return this.settled(checked, key, may);
		if (delayed) await pause(context, from + Math.random() * (to - from));
		const begun = await once.begin(key, request, target);
		if (!begun.go) return this.settled(checked, key, begun);

		this.sent++;
		const answer = await apiRequest(context, request);
		if (answer.ok) {
			const outcome = acceptAnswer(operation, checked, key, answer.body);
			if (!isFailed(outcome)) await once.created(key, target, answer.body);
			return outcome;
		}
		const { failure } = answer;
		const error = describeFailure(failure, request);
		if (!failure.mayHaveTakenEffect) await once.undo(key, target);
		if (isLinkedInLimit(failure)) this.limitReached = error;
		return failed(item, error);
	}

	private settled(checked: CheckedItem, key: string, verdict: Refusal): Outcome {
		const { item } = checked;
		if ('skip' in verdict) return returned(item, [verdict.skip]);
		if ('unsure' in verdict) return failed(item, UNSURE);
		return acceptAnswer(this.run.operation, checked, key, verdict.answered);
	}
}

type Refusal = Exclude<Verdict, { go: true }>;
