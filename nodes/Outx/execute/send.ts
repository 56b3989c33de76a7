import type { IExecuteFunctions } from 'n8n-workflow';

import { isLinkedInLimit } from '../../shared/api/classify';
import type { Attempts } from '../../shared/sendOnce/attempts';
import { SendOnce, type Target, type Verdict } from '../../shared/sendOnce/sendOnce';
import { pause } from '../../shared/util/pause';
import { stopIfCancelled } from '../../shared/util/context';
import { apiRequest } from '../../shared/api/request';
import { skippedItem } from '../../shared/sendOnce/skipped';
import { describeFailure, describeThrown, type ErrorDetails } from '../../shared/api/errors';
import { accepted } from './accepted';
import type { Operation } from '../operation';
import type { CheckedItem, RunSettings } from './check';
import type { Result } from './outcome';

const UNSURE: ErrorDetails = {
	message: 'This was begun in an earlier try and may have been done, so it was not sent again',
	description:
		'Look in OutX or on LinkedIn whether it was done. If it was not, run the workflow again by hand',
};

/** Does what reaches LinkedIn: one item after the other, in order, each at most once. */
export async function act(
	context: IExecuteFunctions,
	operation: Operation,
	items: readonly CheckedItem[],
	memory: Attempts,
	settings: RunSettings,
): Promise<Result[]> {
	const goOn = context.continueOnFail();
	const sender = new Sender(context, operation, memory, settings);
	const results: Result[] = [];
	for (const ready of items) {
		const result = await sender.send(ready);
		results.push(result);
		if (sender.quota || (result.error && !goOn)) break;
	}
	await sender.once.settle();
	return sender.quota ? withTheRest(results, items, sender.quota, goOn) : results;
}

/**
 * LinkedIn's quota ends the sending. What was sent goes on through the workflow, and the rest comes out as not
 * attempted. When nothing at all was sent, the node stops with the message instead.
 */
function withTheRest(
	results: Result[],
	items: readonly CheckedItem[],
	quota: ErrorDetails,
	goOn: boolean,
): Result[] {
	const notAttempted = ({ item, request }: CheckedItem): Result =>
		goOn
			? { item, json: [], error: { message: `Not attempted. ${quota.message}` } }
			: { item, json: [skippedItem(request, 'not_attempted', quota.message)] };
	if (goOn) return [...results, ...items.slice(results.length).map(notAttempted)];
	if (!results.some(({ json }) => json.some(({ skipped }) => skipped !== true))) return results;
	const refused = results.length - 1;
	return [...results.slice(0, refused), ...items.slice(refused).map(notAttempted)];
}

class Sender {
	quota: ErrorDetails | undefined;
	private sent = 0;
	readonly once: SendOnce;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
		private readonly memory: Attempts,
		private readonly settings: RunSettings,
	) {
		const { acts } = operation;
		this.once = new SendOnce(context, memory, acts?.toSomebody && settings.oncePerRecipient);
	}

	async send(ready: CheckedItem): Promise<Result> {
		try {
			return await this.attempt(ready);
		} catch (problem) {
			stopIfCancelled(this.context);
			return { item: ready.item, json: [], error: describeThrown(problem) };
		}
	}

	private async attempt({ item, request }: CheckedItem): Promise<Result> {
		const { context, operation, once } = this;
		const place = this.memory.place(item, request);
		// The path, because a mark outlives the words of the editor.
		const target: Target = { kind: request.path, key: operation.acts?.reaches(request) ?? '' };

		const [from, to] = this.settings.delayMs;
		const delayed = this.sent > 0 && to > 0;
		const may = await once.mayReach(place, request, target, delayed);
		if (!may.go) return this.settled(item, request, place, may);
		if (delayed) await pause(context, from + Math.random() * (to - from));
		const begun = await once.begin(place, request, target);
		if (!begun.go) return this.settled(item, request, place, begun);

		this.sent++;
		const answer = await apiRequest(context, request);
		if (answer.ok) {
			const result = accepted(operation, item, request, place, answer.body);
			if (!result.error) await once.created(place, target, answer.body);
			return result;
		}
		const { failure } = answer;
		const error = describeFailure(failure, request);
		if (!failure.mayHaveTakenEffect) await once.undo(place, target);
		if (isLinkedInLimit(failure)) this.quota = error;
		return { item, json: [], error };
	}

	private settled(
		item: number,
		request: CheckedItem['request'],
		place: string,
		verdict: Refusal,
	): Result {
		if ('skip' in verdict) return { item, json: [verdict.skip] };
		if ('unsure' in verdict) return { item, json: [], error: UNSURE };
		return accepted(this.operation, item, request, place, verdict.answered);
	}
}

type Refusal = Exclude<Verdict, { go: true }>;
