import { describeFailure } from '../../shared/api/errors';
import { apiRequest } from '../../shared/api/request';
import { forEachConcurrently } from '../../shared/util/concurrency';
import { acceptAnswer } from './accept';
import type { CheckedItem } from './check';
import { failed, isFailed, type Outcome } from './outcome';
import { readPages } from './readPages';
import type { Run } from './run';

/** Requests what only reads, a few items at a time. After a failure no more start, unless the workflow is to continue. */
export async function readItems(run: Run, items: readonly CheckedItem[]): Promise<Outcome[]> {
	const { context, operation, settings } = run;
	const outcomes: Outcome[] = [];
	await forEachConcurrently(
		settings.concurrency,
		items,
		async (checked) => {
			const { pages } = operation;
			outcomes.push(
				pages && checked.limit !== undefined
					? await readPages(run, checked, pages, checked.limit)
					: await readOne(run, checked),
			);
		},
		() => !context.continueOnFail() && outcomes.some(isFailed),
	);
	return outcomes;
}

/** One request. A task that an earlier attempt created is taken up again. */
export async function readOne(
	{ context, operation, attempts }: Run,
	checked: Pick<CheckedItem, 'item' | 'request'>,
	part = '',
): Promise<Outcome> {
	const { item, request } = checked;
	const key = attempts.keyOf(item, request, part);
	const known = operation.createsTask && attempts.at(key)?.body;
	if (known) return acceptAnswer(operation, checked, key, known);
	const answer = await apiRequest(context, request);
	if (!answer.ok) return failed(item, describeFailure(answer.failure, request));
	const outcome = acceptAnswer(operation, checked, key, answer.body);
	if (outcome.state === 'accepted') attempts.created(key, answer.body);
	return outcome;
}
