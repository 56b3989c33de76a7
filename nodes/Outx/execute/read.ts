import { forEachConcurrently } from '../../shared/util/concurrency';
import { acceptAnswer } from './accept';
import type { CheckedItem } from './check';
import { failed, isFailed, type Outcome } from './outcome';
import { readPages } from './readPages';
import { notRequested, Refusals } from './refusals';
import { requestOnce } from './requestOnce';
import type { Run } from './run';

/**
 * Requests reads, a few items at a time. After a failure no more are started. With Continue, this holds only once OutX
 * would refuse the rest as well.
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
