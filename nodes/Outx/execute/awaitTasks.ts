import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { clean } from '../../shared/api/classify';
import { isTool, type NodeMemory } from '../../shared/sendOnce/attempts';
import type { Read } from '../../shared/input/parameters';
import { itemsOfTask, reasonOf, tame } from '../../shared/output/items';
import { troubleOf, type Trouble } from '../../shared/api/errors';
import { waitForTasks, type TaskResult } from '../../shared/tasks/waitForTasks';
import type { Operation } from '../operation';
import type { Settings } from './check';
import type { Result } from './outcome';

export function wantsSimple(operation: Operation, read: Read): boolean {
	return operation.large === true && read.flag('simplify');
}

/** Why a task brought no result; undefined when it did. */
export function troubleOfTask(task: TaskResult): Trouble | undefined {
	const { id, outcome, waitedMs, failure } = task;
	if (outcome === 'completed') return undefined;
	const status = clean(task.status, 40);
	if (outcome === 'failed') {
		return {
			message: `OutX could not do it: ${clean(reasonOf(task.task, status))}`,
			description: `Task ${id} ended with the status ${status}`,
		};
	}
	if (failure && outcome === 'unknown') {
		const trouble = troubleOf(failure);
		return { ...trouble, message: `${trouble.message} (task ${id})` };
	}
	const seconds = Math.round(waitedMs / 1000);
	const seen = failure ? `. The last look brought nothing: ${troubleOf(failure).message}` : '';
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
	readers: ReadonlyMap<number, Read>,
	memory: NodeMemory,
	settings: Settings,
): Promise<void> {
	const ids = results.flatMap(({ task }) => (task ? [task.id] : []));
	if (ids.length === 0) return;
	const waited = await waitForTasks(context, ids, settings.waiting);
	for (const result of results) {
		const read = readers.get(result.item);
		const task = result.task && waited.results.get(result.task.id);
		if (!result.task || !task || !read) continue;
		const pending = task.outcome === 'pending';
		if (pending && waited.refused) {
			result.json = [];
			result.trouble = troubleOf(waited.refused);
		} else if (pending && isTool(context)) {
			result.json = [tame(wordsForAgent(task))];
		} else {
			result.trouble = troubleOfTask(task);
			const shape = {
				perTask: read.text('options.output') === 'task',
				simplify: wantsSimple(operation, read),
			};
			result.json = result.trouble ? [] : itemsOfTask(task.id, task.status, task.task, shape);
			// What only reads may be asked for anew; what acts may have acted.
			if (result.trouble && !pending && !operation.acts) memory.forget(result.task.place);
		}
	}
}
