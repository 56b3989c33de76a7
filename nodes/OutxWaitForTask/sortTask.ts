import type { IDataObject } from 'n8n-workflow';

import { describeFailure } from '../shared/api/errors';
import { isActionTask } from '../shared/output/answers';
import {
	failureReason,
	itemsFromTask,
	renameErrorKey,
	taskItem,
	type OutputForm,
} from '../shared/output/items';
import {
	describeTaskFailure,
	describeUnexpectedOutput,
	isGone,
} from '../shared/tasks/describeTask';
import type { TaskResult } from '../shared/tasks/waitForTasks';
import { cleanText } from '../shared/util/text';

export const BRANCHES = ['completed', 'failed', 'stillPending', 'skipped'] as const;
export type Branch = (typeof BRANCHES)[number];

interface Sorted {
	branch: Branch;
	json: IDataObject[];
}

/** What a task becomes when the wait is over, and the output that returns it. */
export async function sortTask(
	task: TaskResult,
	input: IDataObject,
	form: OutputForm,
): Promise<Sorted> {
	if (task.outcome === 'pending') return { branch: 'stillPending', json: [pending(task, input)] };
	if (task.outcome !== 'completed') return { branch: 'failed', json: [failure(task)] };
	const result = await itemsFromTask(task, form);
	if ('items' in result) return { branch: 'completed', json: result.items };
	const acts = isActionTask(task.task);
	const { message, description } = describeUnexpectedOutput(task.id, result.unexpected, acts);
	const item = taskItem(task.id, task.status, task.task);
	return { branch: 'failed', json: [{ ...item, reason: message, advice: description }] };
}

/** The input item, so that it can go into this node again, with its total waiting time. */
function pending({ id, status, waitedMs, failure: last }: TaskResult, input: IDataObject) {
	const before = Object.fromEntries(Object.entries(input).filter(([key]) => key !== 'last_error'));
	const waitedBefore = typeof before.waited_seconds === 'number' ? before.waited_seconds : 0;
	return renameErrorKey({
		...before,
		api_agent_task_id: id,
		status,
		waited_seconds: waitedBefore + Math.round(waitedMs / 1000),
		...(last && { last_error: describeFailure(last).message }),
	});
}

function failure(result: TaskResult): IDataObject {
	const { id, outcome, status, task, failure: last } = result;
	const isUnknown = outcome === 'unknown' && last !== undefined;
	return {
		...taskItem(id, isUnknown ? (isGone(last) ? 'not_found' : 'not_checked') : status, task),
		reason: isUnknown ? describeFailure(last).message : cleanText(failureReason(task, status)),
		advice: describeTaskFailure(result, isActionTask(task))?.description,
	};
}
