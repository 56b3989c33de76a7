import { isLinkedInLimit } from '../../shared/api/classify';
import { describeFailure, describeThrown, type ErrorDetails } from '../../shared/api/errors';
import { apiRequest } from '../../shared/api/request';
import type { Action, TargetedRequest } from '../../shared/sendOnce/action';
import { Places } from '../../shared/sendOnce/places';
import { reserveAhead } from '../../shared/sendOnce/reserveAhead';
import { SendOnce } from '../../shared/sendOnce/sendOnce';
import { skippedItem } from '../../shared/sendOnce/skipped';
import type { Verdict } from '../../shared/sendOnce/verdict';
import { cancelSignal, stopIfCancelled } from '../../shared/util/context';
import { pause } from '../../shared/util/pause';
import { acceptAnswer } from './accept';
import type { CheckedItem } from './check';
import { failed, isDone, isFailed, returned, type Outcome } from './outcome';
import { Refusals } from './refusals';
import type { Run } from './run';

type CheckedAction = CheckedItem<TargetedRequest> & Action;

const UNSURE: ErrorDetails = {
	message: 'An earlier attempt may have completed this, so it was not sent again',
	description:
		"Check in OutX or on LinkedIn whether it was done. If it was not, run the workflow for this item alone, because all items together would send to the others again. With 'Send Once Per Recipient', forget the recipient first with Contact History → Forget",
};

/** Performs actions on LinkedIn one item after another, in order, each at most once. */
export async function sendItems(
	run: Run,
	items: ReadonlyArray<CheckedItem<TargetedRequest>>,
): Promise<Outcome[]> {
	const { context, operation, attempts, settings } = run;
	const goOn = context.continueOnFail();
	const { toSomebody, countsAs } = operation.acts ?? {};
	const { oncePerRecipient, limits } = settings;
	const once = new SendOnce(
		context,
		attempts,
		toSomebody && oncePerRecipient,
		countsAs && limits.length > 0 ? new Places(context, countsAs, limits) : undefined,
	);
	const actions = items.map((checked) => ({
		...checked,
		key: attempts.keyOf(checked.item, checked.request),
	}));
	const reserved =
		settings.delayMs[1] > 0 ? reserveInTurn(run, once, actions) : reserveAhead(once, actions);
	const outcomes: Outcome[] = [];
	const refusals = new Refusals();
	let limit: ErrorDetails | undefined;
	try {
		for await (const { action, verdict } of reserved) {
			const sent = await send(run, once, action, verdict);
			outcomes.push(sent.outcome);
			refusals.add(sent.outcome);
			limit = sent.limit ?? refusals.reason;
			if (limit || (isFailed(sent.outcome) && !goOn)) break;
		}
	} finally {
		await once.flush();
	}
	return limit ? withTheRest(outcomes, items, limit, goOn) : outcomes;
}

/** With a delay, nothing is reserved before its turn: the execution may be stopped during the delay. */
async function* reserveInTurn(
	{ context, attempts, settings: { delayMs } }: Run,
	once: SendOnce,
	actions: readonly CheckedAction[],
): AsyncGenerator<{ action: CheckedAction; verdict: Verdict }, void> {
	for (const action of actions) {
		if (attempts.delayLeft(delayMs) > 0 && !(await once.isSettled(action))) {
			await once.flush();
			await pause(context, attempts.delayLeft(delayMs));
		}
		const [verdict] = await once.reserve([action]);
		yield { action, verdict };
	}
}

interface Sent {
	outcome: Outcome;
	/** LinkedIn's limit, when it is reached. */
	limit?: ErrorDetails;
}

async function send(
	{ context, operation, attempts }: Run,
	once: SendOnce,
	action: CheckedAction,
	verdict: Verdict,
): Promise<Sent> {
	const { item, key, request } = action;
	if (verdict.state === 'skipped') return { outcome: returned(item, [verdict.json]) };
	if (verdict.state === 'unsure') return { outcome: failed(item, UNSURE) };
	if (verdict.state === 'failed') return { outcome: failed(item, verdict.error) };
	if (verdict.state === 'answered') {
		return { outcome: acceptAnswer(operation, action, key, verdict.body) };
	}
	if (cancelSignal(context)?.aborted) await once.release([action]);
	stopIfCancelled(context);
	try {
		const answer = await apiRequest(context, request);
		attempts.acted();
		if (answer.ok) {
			const outcome = acceptAnswer(operation, action, key, answer.body);
			if (!isFailed(outcome)) once.accept(action, answer.body);
			return { outcome };
		}
		const { failure } = answer;
		const error = describeFailure(failure, request);
		if (!failure.mayHaveTakenEffect) await once.release([action]);
		return { outcome: failed(item, error), limit: isLinkedInLimit(failure) ? error : undefined };
	} catch (thrown) {
		stopIfCancelled(context);
		return { outcome: failed(item, describeThrown(thrown)) };
	}
}

/**
 * LinkedIn's limit ends the sending; with Continue, so do refusals that concern all items. Sent items continue through
 * the workflow, and the rest are returned as not attempted. If nothing was sent, the node stops with the message instead.
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
	if (!outcomes.some(isDone)) return outcomes;
	const refused = outcomes.length - 1;
	return [...outcomes.slice(0, refused), ...items.slice(refused).map(notAttempted)];
}
