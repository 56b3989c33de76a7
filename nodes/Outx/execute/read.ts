import { describeFailure } from '../../shared/api/errors';
import { acceptAnswer } from './accept';
import type { CheckedItem } from './check';
import { failed, type Outcome } from './outcome';
import { readPages } from './readPages';
import { requestEach } from './refusals';
import { requestOnce } from './requestOnce';
import type { Run } from './run';

/** Performs reads, a few items at a time. */
export async function readItems(run: Run, items: readonly CheckedItem[]): Promise<Outcome[]> {
	const { pages } = run.operation;
	const outcomes = await requestEach(run, items, async (checked) =>
		pages && checked.limit !== undefined
			? await readPages(run, checked, pages, checked.limit)
			: await readOne(run, checked),
	);
	return items.flatMap((checked) => outcomes.get(checked) ?? []);
}

async function readOne(run: Run, { item, request }: CheckedItem): Promise<Outcome> {
	const asked = await requestOnce(run, item, request);
	if ('failure' in asked) return failed(item, describeFailure(asked.failure, request));
	return acceptAnswer(run.operation, { item, request }, asked.key, asked.body);
}
