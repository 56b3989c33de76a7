import type { IDataObject } from 'n8n-workflow';

import { describeFailure, type ErrorDetails } from '../../shared/api/errors';
import { apiRequest } from '../../shared/api/request';
import type { ApiRequest } from '../../shared/api/types';
import { forEachConcurrently } from '../../shared/util/concurrency';
import { acceptAnswer, taskIdIn } from './accept';
import type { CheckedItem } from './check';
import { failed, isFailed, type Outcome } from './outcome';
import { readPages } from './readPages';
import { notRequested, Refusals } from './refusals';
import type { Run } from './run';

/**
 * Requests what only reads, a few items at a time. After a failure no more start, unless the workflow is to continue:
 * then only once OutX would refuse the rest as well.
 */
export async function readItems(run: Run, items: readonly CheckedItem[]): Promise<Outcome[]> {
	const { context, operation, settings } = run;
	const outcomes = new Map<number, Outcome>();
	const refusals = new Refusals();
	let hasFailed = false;
	await forEachConcurrently(
		settings.concurrency,
		items,
		async (checked) => {
			const { pages } = operation;
			const outcome =
				pages && checked.limit !== undefined
					? await readPages(run, checked, pages, checked.limit)
					: await readOne(run, checked);
			outcomes.set(checked.item, outcome);
			refusals.add(outcome);
			hasFailed ||= isFailed(outcome);
		},
		() => (context.continueOnFail() ? refusals.reason !== undefined : hasFailed),
	);
	const { reason } = refusals;
	return items.flatMap(({ item }) => {
		const outcome = outcomes.get(item) ?? (reason && notRequested(item, reason));
		return outcome ? [outcome] : [];
	});
}

async function readOne(run: Run, { item, request }: CheckedItem): Promise<Outcome> {
	const asked = await requestOnce(run, item, request);
	if ('error' in asked) return failed(item, asked.error);
	return acceptAnswer(run.operation, { item, request }, asked.key, asked.body);
}

export type Asked = { key: string; body: IDataObject } | { error: ErrorDetails };

/** One request. A task that an earlier attempt created is taken up again. */
export async function requestOnce(
	{ context, operation, attempts }: Run,
	item: number,
	request: ApiRequest,
	part = '',
): Promise<Asked> {
	const key = attempts.keyOf(item, request, part);
	const known = operation.createsTask && attempts.at(key)?.body;
	if (known) return { key, body: known };
	const answer = await apiRequest(context, request);
	if (!answer.ok) return { error: describeFailure(answer.failure, request) };
	const { body } = answer;
	if (operation.createsTask && taskIdIn(body) !== undefined) attempts.created(key, body);
	return { key, body };
}
