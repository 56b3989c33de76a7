import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { cleanText } from '../../shared/util/text';
import { isTool } from '../../shared/util/context';
import type { Attempts } from '../../shared/sendOnce/attempts';
import type { Parameters } from '../../shared/input/parameters';
import { itemsFromTask, failureReason, renameErrorKey } from '../../shared/output/items';
import { describeFailure, type ErrorDetails } from '../../shared/api/errors';
import { waitForTasks, type TaskResult } from '../../shared/tasks/waitForTasks';
import type { Operation } from '../operation';
import type { RunSettings } from './check';
import type { Result } from './outcome';

export function isSimplified(operation: Operation, parameters: Parameters): boolean {
	return operation.large === true && parameters.flag('simplify');
}

/** Why a task brought no result; undefined when it did. */
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

/** An AI agent is told what to do next instead of being given an error. */
function wordsForAgent({ id, status, waitedMs }: TaskResult): IDataObject {
	return {
		api_agent_task_id: id,
		status,
		message: `Not finished after ${Math.round(waitedMs / 1000)} seconds. It was accepted and goes on by itself: do not start it again. Ask later for the status of task ${id}.`,
	};
}

/** Waits for all tasks together and puts what they brought into the results. */
export async function waitForAll(
	context: IExecuteFunctions,
	operation: Operation,
	results: readonly Result[],
	readers: ReadonlyMap<number, Parameters>,
	memory: Attempts,
	settings: RunSettings,
): Promise<void> {
	const ids = results.flatMap(({ task }) => (task ? [task.id] : []));
	if (ids.length === 0) return;
	const waited = await waitForTasks(context, ids, settings.waiting);
	for (const result of results) {
		const parameters = readers.get(result.item);
		const task = result.task && waited.results.get(result.task.id);
		if (!result.task || !task || !parameters) continue;
		const pending = task.outcome === 'pending';
		if (pending && waited.refused) {
			result.json = [];
			result.error = describeFailure(waited.refused);
		} else if (pending && isTool(context)) {
			result.json = [renameErrorKey(wordsForAgent(task))];
		} else {
			result.error = describeTaskFailure(task);
			const shape = {
				perTask: parameters.text('options.output') === 'task',
				simplify: isSimplified(operation, parameters),
			};
			result.json = result.error ? [] : itemsFromTask(task.id, task.status, task.task, shape);
			// What only reads may be asked for anew; what acts may have acted.
			if (result.error && !pending && !operation.acts) memory.forget(result.task.place);
		}
	}
}
