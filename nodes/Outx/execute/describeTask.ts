import type { IDataObject } from 'n8n-workflow';

import { describeFailure, type ErrorDetails } from '../../shared/api/errors';
import { failureReason } from '../../shared/output/items';
import type { TaskResult } from '../../shared/tasks/waitForTasks';
import { cleanText } from '../../shared/util/text';

/** Why a task has no result; undefined when it has one. */
export function describeTaskFailure(task: TaskResult): ErrorDetails | undefined {
	const { id, outcome, waitedMs, failure } = task;
	if (outcome === 'completed') return undefined;
	const status = cleanText(task.status, 40);
	if (outcome === 'failed') {
		return {
			message: `OutX could not do it: ${cleanText(failureReason(task.task, status))}`,
			description: `Task ${id} ended with the status ${status}`,
		};
	}
	if (failure && outcome === 'unknown') {
		const error = describeFailure(failure);
		return { ...error, message: `${error.message} (task ${id})` };
	}
	const seconds = Math.round(waitedMs / 1000);
	const seen = failure
		? `. The last look brought nothing: ${describeFailure(failure).message}`
		: '';
	return {
		message: `Task ${id} is still ${status} after ${seconds} seconds${seen}`,
		description:
			"It goes on in OutX, so do not create it again. Raise 'Maximum Wait', or turn 'Wait for Completion' off and wait with OutX Wait for Task. If nothing moves at all, check that Chrome with the OutX extension is running",
	};
}

const CHECK_FIRST =
	'Check in OutX or on LinkedIn whether it was done before you run this item again, so that it does not happen twice';
const NOT_THE_RESULT =
	'OutX or its browser extension returned something else than this operation returns. Check that Chrome with the extension is logged in to LinkedIn, then run this item again';

/** OutX answered with success, but not with what the operation returns. */
export function describeUnexpectedAnswer(said: string, acts: boolean): ErrorDetails {
	return {
		message: `OutX returned something unexpected: ${said}`,
		description: acts ? CHECK_FIRST : NOT_THE_RESULT,
	};
}

/** A task that OutX calls completed, without the result that it should have. */
export function describeUnexpectedOutput(id: string, said: string, acts: boolean): ErrorDetails {
	return {
		message: `OutX completed task ${id} with something unexpected: ${said}`,
		description: acts ? CHECK_FIRST : NOT_THE_RESULT,
	};
}

/** An AI agent is told what to do next instead of being given an error. */
export function tellAgent({ id, status, waitedMs }: TaskResult): IDataObject {
	return {
		api_agent_task_id: id,
		status,
		message: `Not finished after ${Math.round(waitedMs / 1000)} seconds. It was accepted and goes on by itself: do not start it again. Ask later for the status of task ${id}.`,
	};
}
