import type { ErrorDetails } from '../../shared/api/errors';
import type { ApiRequest, Failure } from '../../shared/api/types';
import type { Results } from '../../shared/output/answers';
import { renameErrorKey, shapeTask } from '../../shared/output/items';
import {
	describeRefusedWait,
	describeTaskFailure,
	describeUnexpectedOutput,
	tellAgent,
} from '../../shared/tasks/describeTask';
import { waitForTasks, type TaskResult, type WaitResult } from '../../shared/tasks/waitForTasks';
import { isTool } from '../../shared/util/context';
import type { CheckedItem } from './check';
import { failed, returned, type Accepted, type Outcome } from './outcome';
import type { Run } from './run';

/** Waits for all tasks together and turns them into results. */
export async function awaitTasks(
	run: Run,
	items: readonly CheckedItem[],
	outcomes: readonly Outcome[],
): Promise<Outcome[]> {
	const ids = outcomes.flatMap((outcome) => (outcome.state === 'accepted' ? [outcome.taskId] : []));
	if (ids.length === 0) return [...outcomes];
	const waited = await waitForTasks(run.context, ids, run.settings.waitLimits);
	const checkedAt = new Map(items.map((checked) => [checked.item, checked]));
	const finished: Outcome[] = [];
	for (const outcome of outcomes) {
		const checked = checkedAt.get(outcome.item);
		finished.push(
			outcome.state === 'accepted' && checked
				? await finish(run, checked, outcome, waited)
				: outcome,
		);
	}
	return finished;
}

async function finish(
	run: Run,
	{ request, output }: CheckedItem,
	{ item, attemptKey, taskId }: Accepted,
	{ resultOf, refused }: WaitResult,
): Promise<Outcome> {
	const task = resultOf(taskId);
	const taskIds = [taskId];
	if (task.outcome === 'pending' && !refused && isTool(run.context))
		return returned(item, [renameErrorKey(tellAgent(task))], taskIds);
	const found = resultsOf(run, request, attemptKey, task, refused);
	if ('error' in found) return failed(item, found.error, { taskIds });
	return returned(item, await shapeTask(task, output, found), taskIds);
}

/** The results of a task, or why it has none. Then a read may be requested again; an action may have taken effect. */
export function resultsOf(
	{ operation, attempts }: Run,
	request: ApiRequest,
	attemptKey: string,
	task: TaskResult,
	refused?: Failure,
): Results | { error: ErrorDetails } {
	const acts = operation.acts !== undefined;
	const isPending = task.outcome === 'pending';
	const error =
		isPending && refused ? describeRefusedWait(task.id, refused) : describeTaskFailure(task, acts);
	const found = error ? { error } : operation.interpret(task.task.task_output, request);
	if ('results' in found) return found;
	if (!isPending && !acts) attempts.forget(attemptKey);
	if ('error' in found) return found;
	return { error: describeUnexpectedOutput(task.id, found.unexpected, acts) };
}
