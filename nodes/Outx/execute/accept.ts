import type { IDataObject } from 'n8n-workflow';

import { describeFailure } from '../../shared/api/errors';
import { renameErrorKey } from '../../shared/output/items';
import type { Operation } from '../operation';
import type { CheckedItem } from './check';
import { failed, returned, type Outcome } from './outcome';

/** What OutX's answer to a request means for the item. */
export function acceptAnswer(
	operation: Operation,
	{ item, request }: Pick<CheckedItem, 'item' | 'request'>,
	attemptKey: string,
	body: IDataObject,
): Outcome {
	if (!operation.createsTask) {
		return returned(item, (operation.results?.(body, request) ?? [body]).map(renameErrorKey));
	}
	const { api_agent_task_id: taskId } = body;
	if (typeof taskId === 'string' && taskId !== '') {
		return { state: 'accepted', item, taskId, attemptKey, receipt: renameErrorKey(body) };
	}
	const nameless = {
		kind: 'status',
		text: '',
		mayHaveTakenEffect: true,
		transient: false,
	} as const;
	const { description } = describeFailure(nameless, request);
	return failed(item, {
		message: 'OutX accepted the request but named no task, so its result cannot be fetched',
		description: operation.acts ? description : undefined,
	});
}
