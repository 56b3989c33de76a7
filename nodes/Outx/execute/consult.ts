import { describeThrown } from '../../shared/api/errors';
import { Marks } from '../../shared/sendOnce/marks';
import type { HistoryOperation, HistoryRequest } from '../operation';
import type { CheckedItem } from './check';
import { failed, isFailed, returned, type Outcome } from './outcome';
import type { Run } from './run';

export const isAboutHistory = (checked: CheckedItem): checked is CheckedItem<HistoryRequest> =>
	'scope' in checked.request;

/** Reads or changes what n8n remembers, one item after another. */
export async function consultHistory(
	{ context }: Run,
	operation: HistoryOperation,
	items: ReadonlyArray<CheckedItem<HistoryRequest>>,
): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	for (const { item, request } of items) {
		try {
			const answer = await operation.consult(new Marks(context, request.scope), request);
			outcomes.push(returned(item, [answer]));
		} catch (thrown) {
			outcomes.push(failed(item, describeThrown(thrown)));
		}
		if (outcomes.some(isFailed) && !context.continueOnFail()) break;
	}
	return outcomes;
}
