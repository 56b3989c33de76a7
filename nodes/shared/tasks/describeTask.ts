import type { IDataObject } from 'n8n-workflow';

import { CHECK_FIRST, describeFailure, type ErrorDetails } from '../api/errors';
import type { Failure } from '../api/types';
import { failureReason } from '../output/items';
import { describeAnswer, refuses } from '../output/refusal';
import type { TaskResult } from './waitForTasks';
import { cleanText } from '../util/text';

/*
 * Messages about an item that OutX has accepted. Each names the task, because with Continue and for an AI agent there is
 * only the message, and no advice leads to a second send.
 */

const RUN_AGAIN =
	'Check that Chrome with the OutX extension is logged in to LinkedIn, then run this item again';
const WAIT_ON =
	"It continues in OutX: get its result with OutX Wait for Task and this task ID. Next time, raise 'Maximum Wait', or turn off 'Wait for Completion' and add OutX Wait for Task. If no task makes progress, check that Chrome is running with the OutX extension";
const FETCH_LATER =
	'Then get the result with OutX Wait for Task and this task ID. Do not create it again';

/** Why a task has no result; undefined when it has one. */
export function describeTaskFailure(task: TaskResult, acts: boolean): ErrorDetails | undefined {
	if (task.outcome === 'completed') return undefined;
	const id = cleanText(task.id, 80);
	const status = cleanText(task.status, 40);
	const lastError = task.failure && describeFailure(task.failure).message;
	if (task.outcome === 'failed') {
		const reason = cleanText(failureReason(task.task, status));
		const message = `OutX could not complete task ${id}: ${reason}`;
		return { message, description: adviceFor(reason, acts) };
	}
	if (task.outcome === 'unknown') {
		if (task.failure && !isGone(task.failure)) return describeRefusedWait(task.id, task.failure);
		const message = `OutX accepted this as task ${id}, but no longer has it: ${lastError ?? status}`;
		return describeLoss(message, acts);
	}
	const seconds = Math.round(task.waitedMs / 1000);
	const lastCheck = lastError ? `. The last check failed: ${lastError}` : '';
	return {
		message: `OutX accepted this as task ${id}, which is still ${status} after ${seconds} seconds${lastCheck}`,
		description: acts ? `Do not send it again. ${WAIT_ON}` : WAIT_ON,
	};
}

const ADVICE: ReadonlyArray<[reason: RegExp, advice: string]> = [
	[
		/not found|no such|does ?n.t exist|unavailable/i,
		'Check the URL, and whether the LinkedIn account that OutX uses can view this page',
	],
	[
		/not (?:a |your |yet )*(?:1st|first|connect)/i,
		'LinkedIn delivers messages to first-degree connections only. Send a connection request first',
	],
	[
		/limit|too many/i,
		'LinkedIn limits the activity of each account. Wait until tomorrow or longer',
	],
	[
		/log(?:ged)? ?(?:in|out)|session|sign(?:ed)? ?(?:in|out)|captcha|checkpoint/i,
		'Log in to LinkedIn again in the Chrome with the OutX extension',
	],
];

function adviceFor(reason: string, acts: boolean): string {
	const advice = ADVICE.find(([pattern]) => pattern.test(reason))?.[1];
	if (!acts) return advice ?? RUN_AGAIN;
	return advice ? `${advice}. ${CHECK_FIRST}` : CHECK_FIRST;
}

/** OutX says that there is no such task; any other refusal says nothing about the task. */
export const isGone = ({ status }: Failure): boolean => status === 404 || status === 410;

/** OutX refused to say how far the task is. */
export function describeRefusedWait(taskId: string, failure: Failure): ErrorDetails {
	const { message, description, httpCode } = describeFailure(failure);
	const isUnusable = failure.kind === 'tooLarge' || failure.kind === 'tooDeep';
	return {
		message: `OutX accepted this as task ${cleanText(taskId, 80)}, but its result could not be checked: ${message}`,
		description: isUnusable ? description : [description, FETCH_LATER].filter(Boolean).join('. '),
		httpCode,
	};
}

const describeLoss = (message: string, acts: boolean): ErrorDetails => ({
	message,
	description: acts ? CHECK_FIRST : RUN_AGAIN,
});

export const describeUnexpectedOutput = (id: string, said: string, acts: boolean): ErrorDetails =>
	describeLoss(`OutX completed task ${cleanText(id, 80)} with an unexpected result: ${said}`, acts);

/** OutX answered with success, but not with what the operation returns. */
export function describeUnexpectedAnswer(said: string, acts: boolean): ErrorDetails {
	const mayBeDone = acts ? '. The action may have taken effect' : '';
	return describeLoss(`OutX returned something unexpected: ${said}${mayBeDone}`, acts);
}

/** An answer without a task: either OutX refused in its own words, or the task cannot be found again. */
export function describeMissingTask(answer: IDataObject, acts: boolean): ErrorDetails {
	if (refuses(answer)) return describeUnexpectedAnswer(describeAnswer(answer), acts);
	const message =
		'OutX accepted the request but returned no task ID, so its result cannot be fetched';
	return describeLoss(message, acts);
}

/** An AI agent is told what to do next instead of being given an error. */
export function tellAgent({ id, status, waitedMs, failure }: TaskResult): IDataObject {
	const seconds = Math.round(waitedMs / 1000);
	const lastCheck = failure ? ` The last check failed: ${describeFailure(failure).message}.` : '';
	return {
		api_agent_task_id: id,
		status,
		message: `Not finished after ${seconds} seconds. OutX accepted it and continues by itself, so do not start it again.${lastCheck} Get the status of task ${id} later.`,
	};
}
