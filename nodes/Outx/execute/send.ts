import type { IExecuteFunctions } from 'n8n-workflow';

import { isQuota } from '../../shared/api/classify';
import type { NodeMemory } from '../../shared/sendOnce/attempts';
import { Once, type Target, type Verdict } from '../../shared/sendOnce/sendOnce';
import { pause, stopIfCancelled } from '../../shared/util/pause';
import { request } from '../../shared/api/request';
import { skippedItem } from '../../shared/sendOnce/skipped';
import { troubleOf, troubleWith, type Trouble } from '../../shared/api/errors';
import { accepted } from './accepted';
import type { Operation } from '../operation';
import type { Ready, Settings } from './check';
import type { Result } from './outcome';

const UNSURE: Trouble = {
	message: 'This was begun in an earlier try and may have been done, so it was not sent again',
	description:
		'Look in OutX or on LinkedIn whether it was done. If it was not, run the workflow again by hand',
};

/** Does what reaches LinkedIn: one item after the other, in order, each at most once. */
export async function act(
	context: IExecuteFunctions,
	operation: Operation,
	items: readonly Ready[],
	memory: NodeMemory,
	settings: Settings,
): Promise<Result[]> {
	const goOn = context.continueOnFail();
	const sender = new Sender(context, operation, memory, settings);
	const results: Result[] = [];
	for (const ready of items) {
		const result = await sender.send(ready);
		results.push(result);
		if (sender.quota || (result.trouble && !goOn)) break;
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
	items: readonly Ready[],
	quota: Trouble,
	goOn: boolean,
): Result[] {
	const notAttempted = ({ item, call }: Ready): Result =>
		goOn
			? { item, json: [], trouble: { message: `Not attempted. ${quota.message}` } }
			: { item, json: [skippedItem(call, 'not_attempted', quota.message)] };
	if (goOn) return [...results, ...items.slice(results.length).map(notAttempted)];
	if (!results.some(({ json }) => json.some(({ skipped }) => skipped !== true))) return results;
	const refused = results.length - 1;
	return [...results.slice(0, refused), ...items.slice(refused).map(notAttempted)];
}

class Sender {
	quota: Trouble | undefined;
	private sent = 0;
	readonly once: Once;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
		private readonly memory: NodeMemory,
		private readonly settings: Settings,
	) {
		const { acts } = operation;
		this.once = new Once(context, memory, acts?.toSomebody && settings.oncePerRecipient);
	}

	async send(ready: Ready): Promise<Result> {
		try {
			return await this.attempt(ready);
		} catch (problem) {
			stopIfCancelled(this.context);
			return { item: ready.item, json: [], trouble: troubleWith(problem) };
		}
	}

	private async attempt({ item, call }: Ready): Promise<Result> {
		const { context, operation, once } = this;
		const place = this.memory.place(item, call);
		// The path, because a mark outlives the words of the editor.
		const target: Target = { kind: call.path, key: operation.acts?.reaches(call) ?? '' };

		const [from, to] = this.settings.delayMs;
		const delayed = this.sent > 0 && to > 0;
		const may = await once.mayReach(place, call, target, delayed);
		if (!may.go) return this.settled(item, call, place, may);
		if (delayed) await pause(context, from + Math.random() * (to - from));
		const begun = await once.begin(place, call, target);
		if (!begun.go) return this.settled(item, call, place, begun);

		this.sent++;
		const answer = await request(context, call);
		if (answer.ok) {
			const result = accepted(operation, item, call, place, answer.body);
			if (!result.trouble) await once.created(place, target, answer.body);
			return result;
		}
		const { failure } = answer;
		const trouble = troubleOf(failure, call);
		if (!failure.maybeDone) await once.undo(place, target);
		if (isQuota(failure)) this.quota = trouble;
		return { item, json: [], trouble };
	}

	private settled(item: number, call: Ready['call'], place: string, verdict: Refusal): Result {
		if ('skip' in verdict) return { item, json: [verdict.skip] };
		if ('unsure' in verdict) return { item, json: [], trouble: UNSURE };
		return accepted(this.operation, item, call, place, verdict.answered);
	}
}

type Refusal = Exclude<Verdict, { go: true }>;
