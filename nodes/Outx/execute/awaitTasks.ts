import { itemsFromTask, renameErrorKey } from '../../shared/output/items';
import { waitForTasks, type TaskResult, type WaitResult } from '../../shared/tasks/waitForTasks';
import { isTool } from '../../shared/util/context';
import type { CheckedItem } from './check';
import {
	describeRefusedWait,
	describeTaskFailure,
	describeUnexpectedOutput,
	tellAgent,
} from '../../shared/tasks/describeTask';
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
		const task = outcome.state === 'accepted' && waited.results.get(outcome.taskId);
		finished.push(
			outcome.state === 'accepted' && checked && task
				? await finish(run, checked, outcome, task, waited)
				: outcome,
		);
	}
	return finished;
}

async function finish(
	{ context, operation, attempts }: Run,
	{ request, output }: CheckedItem,
	{ item, attemptKey }: Accepted,
	task: TaskResult,
	{ refused }: WaitResult,
): Promise<Outcome> {
	const acts = operation.acts !== undefined;
	const taskIds = [task.id];
	const resultOf = async () => {
		const read = (said: unknown) => operation.interpret(said, request);
		const result = await itemsFromTask(task, output, read);
		return 'items' in result ? result : describeUnexpectedOutput(task.id, result.unexpected, acts);
	};
	const isPending = task.outcome === 'pending';
	if (isPending && refused) return failed(item, describeRefusedWait(task.id, refused), { taskIds });
	if (isPending && isTool(context))
		return returned(item, [renameErrorKey(tellAgent(task))], taskIds);
	const ended = describeTaskFailure(task, acts) ?? (await resultOf());
	if ('items' in ended) return returned(item, ended.items, taskIds);
	// A read may be requested again; an action may have taken effect.
	if (!isPending && !acts) attempts.forget(attemptKey);
	return failed(item, ended, { taskIds });
}
