import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toErrorItem, toNodeError, type ErrorDetails } from '../shared/api/errors';
import { renameErrorKey } from '../shared/output/items';
import { describeRefusedWait } from '../shared/tasks/describeTask';
import { waitForTasks } from '../shared/tasks/waitForTasks';
import { isTool } from '../shared/util/context';
import { checkInputs } from './checkInputs';
import { BRANCHES, sortTask, type Branch } from './sortTask';

/** Waits for the tasks of all items together, and returns each in the output for its result. */
export async function waitAndSort(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const outputs: Record<Branch, INodeExecutionData[]> = {
		completed: [],
		failed: [],
		stillPending: [],
		skipped: [],
	};
	const fail = (error: ErrorDetails, item: number) => {
		if (!context.continueOnFail()) throw toNodeError(context.getNode(), error, item);
		outputs.failed.push(toErrorItem(error, item));
	};

	const { inputs, limits } = checkInputs(context);
	for (const [item, input] of inputs.entries()) {
		if (input.kind === 'invalid') fail(input.error, item);
	}
	const ids = inputs.flatMap((input) => (input.kind === 'task' ? [input.id] : []));
	const { resultOf, refused } = await waitForTasks(context, ids, limits);
	for (const [item, input] of inputs.entries()) {
		const { json: fields = {}, binary } = items[item];
		// A skipped or pending item is the input item, with its files.
		const untouched = { ...(binary && { binary }), pairedItem: { item } };
		if (input.kind === 'skipped') {
			outputs.skipped.push({ json: renameErrorKey(fields), ...untouched });
		}
		if (input.kind !== 'task') continue;
		const task = resultOf(input.id);
		// A key or team that OutX refuses stops everything that has not ended yet.
		if (task.outcome === 'pending' && refused) {
			fail(describeRefusedWait(input.id, refused), item);
			continue;
		}
		const { branch, json } = await sortTask(task, fields, input.output);
		const rest = branch === 'stillPending' ? untouched : { pairedItem: { item } };
		const before = input.includeInputFields ? renameErrorKey(fields) : {};
		for (const each of json) outputs[branch].push({ json: { ...before, ...each }, ...rest });
	}
	// An AI agent sees the first output only.
	const all = BRANCHES.map((branch) => outputs[branch]);
	return isTool(context) ? [all.flat()] : all;
}
