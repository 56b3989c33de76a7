import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { cleanText } from '../shared/util/text';
import {
	maximumWait,
	output,
	pollingInterval,
	simplify,
	taskId,
} from '../shared/input/commonFields';
import { outxId } from '../shared/input/identifiers';
import { isTool } from '../shared/util/context';
import { Parameters } from '../shared/input/parameters';
import { itemsFromTask, failureReason, renameErrorKey, taskItem } from '../shared/output/items';
import {
	toNodeError,
	toErrorItem,
	describeFailure,
	describeThrown,
	type ErrorDetails,
} from '../shared/api/errors';
import {
	waitForTasks,
	waitLimitsFrom,
	type TaskResult,
	type WaitResult,
	type WaitLimits,
} from '../shared/tasks/waitForTasks';

const LABELS = new Map(
	[taskId, maximumWait, output, pollingInterval, simplify].map(
		({ name, displayName }): [string, string] => [name, displayName],
	),
);

function readerFor(context: IExecuteFunctions, item: number): Parameters {
	return new Parameters(
		(name) => context.getNodeParameter(name, item, null),
		(name) => LABELS.get(name.split('.').pop() ?? name) ?? name,
	);
}

type Input =
	| { parameters: Parameters; id: string }
	| { skipped: IDataObject }
	| { error: ErrorDetails };

function inputOf(context: IExecuteFunctions, item: number, json: IDataObject): Input {
	try {
		const parameters = readerFor(context, item);
		// Who was not contacted has no task; the flow behind should still hear of it.
		if (json.skipped === true && !json.api_agent_task_id) return { skipped: json };
		return { parameters, id: outxId(parameters.text('taskId'), parameters.label('taskId')) };
	} catch (problem) {
		return { error: describeThrown(problem) };
	}
}

const [COMPLETED, FAILED, STILL_PENDING] = [0, 1, 2];

interface Outcome {
	json: IDataObject;
	branch: number;
}

/** What comes out for one task, and where. */
function outcomeOf(parameters: Parameters, input: IDataObject, task: TaskResult): Outcome[] {
	const { id, outcome, status, waitedMs, failure } = task;
	if (outcome === 'completed') {
		const perTask = parameters.text('options.output') === 'task';
		const result = itemsFromTask(task, { perTask, simplify: parameters.flag('simplify') });
		if ('items' in result) return result.items.map((json) => ({ json, branch: COMPLETED }));
		const reason = `OutX completed the task with something unexpected: ${result.unexpected}`;
		return [{ json: { ...taskItem(id, status, task.task), reason }, branch: FAILED }];
	}
	if (outcome === 'pending') {
		const before = typeof input.waited_seconds === 'number' ? input.waited_seconds : 0;
		const waited = before + Math.round(waitedMs / 1000);
		const json = renameErrorKey({
			...input,
			api_agent_task_id: id,
			status,
			waited_seconds: waited,
		});
		return [{ json, branch: STILL_PENDING }];
	}
	const lost = outcome === 'unknown' && failure;
	const item = taskItem(id, lost ? 'not_found' : status, task.task);
	const reason = lost
		? describeFailure(failure).message
		: cleanText(failureReason(task.task, status));
	return [{ json: renameErrorKey({ ...item, reason }), branch: FAILED }];
}

/** A key or team that OutX refuses stops everything that has not ended yet. */
function refusalOf(input: Input, { results, refused }: WaitResult): ErrorDetails | undefined {
	const open = 'id' in input && results.get(input.id)?.outcome === 'pending';
	return open && refused ? describeFailure(refused) : undefined;
}

function waitingFor(context: IExecuteFunctions): WaitLimits {
	try {
		return waitLimitsFrom(readerFor(context, 0), 'maximumWait');
	} catch (problem) {
		throw toNodeError(context.getNode(), describeThrown(problem), 0);
	}
}

export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const node = context.getNode();
	const items = context.getInputData();
	const outputs: INodeExecutionData[][] = [[], [], []];
	if (items.length === 0) return outputs;

	const inputs = items.map(({ json }, item) => inputOf(context, item, json));
	const unfit = inputs.findIndex((input) => 'error' in input);
	const first = inputs[unfit];
	if (first && 'error' in first && !context.continueOnFail())
		throw toNodeError(node, first.error, unfit);

	const ids = inputs.flatMap((input) => ('id' in input ? [input.id] : []));
	const waited = await waitForTasks(context, ids, waitingFor(context));
	for (const [item, input] of inputs.entries()) {
		const { json: fields, binary } = items[item];
		const push = (json: IDataObject, branch: number) => {
			// What still waits or was skipped is the item that came in, with its files.
			const files = branch === STILL_PENDING || 'skipped' in input ? binary : undefined;
			outputs[branch].push({ json, ...(files && { binary: files }), pairedItem: { item } });
		};
		const error = 'error' in input ? input.error : refusalOf(input, waited);
		if (error) {
			if (!context.continueOnFail()) throw toNodeError(node, error, item);
			outputs[COMPLETED].push(toErrorItem(error, item));
		} else if ('skipped' in input) {
			push(renameErrorKey(input.skipped), FAILED);
		} else if ('id' in input) {
			const task = waited.results.get(input.id);
			if (task)
				for (const { json, branch } of outcomeOf(input.parameters, fields, task))
					push(json, branch);
		}
	}
	// An AI agent sees the first output only.
	return isTool(context) ? [outputs.flat()] : outputs;
}
