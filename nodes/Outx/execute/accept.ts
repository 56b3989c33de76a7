import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../../shared/api/types';
import { renameErrorKey } from '../../shared/output/items';
import type { Operation } from '../operation';
import { taskIdIn } from '../../shared/tasks/taskId';
import { describeMissingTask, describeUnexpectedAnswer } from '../../shared/tasks/describeTask';
import { failed, returned, type Accepted, type Failed, type Outcome } from './outcome';

interface Requested {
	item: number;
	request: ApiRequest;
}

/** What OutX's answer to a request means for the item. */
export function acceptAnswer(
	operation: Operation,
	{ item, request }: Requested,
	attemptKey: string,
	body: IDataObject,
): Outcome {
	if (operation.createsTask) return acceptTask(operation, item, attemptKey, body);
	const answer = operation.interpret(body, request);
	if ('results' in answer) return returned(item, answer.results.map(renameErrorKey));
	return failed(item, describeUnexpectedAnswer(answer.unexpected, operation.acts !== undefined));
}

/** The task that OutX created for a request. Without its ID, the result can never be fetched. */
export function acceptTask(
	operation: Operation,
	item: number,
	attemptKey: string,
	body: IDataObject,
): Accepted | Failed {
	const taskId = taskIdIn(body);
	if (taskId !== undefined) {
		return { state: 'accepted', item, taskId, attemptKey, receipt: renameErrorKey(body) };
	}
	return failed(item, describeMissingTask(body, operation.acts !== undefined));
}
