import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { clean } from '../shared/api/classify';
import {
	maximumWait,
	output,
	pollingInterval,
	simplify,
	taskId,
} from '../shared/input/commonFields';
import { outxId } from '../shared/input/identifiers';
import { isTool } from '../shared/sendOnce/attempts';
import { Read } from '../shared/input/parameters';
import { itemsOfTask, reasonOf, tame, taskItem } from '../shared/output/items';
import { errorFor, errorItem, troubleOf, troubleWith, type Trouble } from '../shared/api/errors';
import {
	waitForTasks,
	waitingOf,
	type TaskResult,
	type Waited,
	type Waiting,
} from '../shared/tasks/waitForTasks';

const LABELS = new Map(
	[taskId, maximumWait, output, pollingInterval, simplify].map(({ name, displayName }) => [
		name,
		displayName,
	]),
);

function readerFor(context: IExecuteFunctions, item: number): Read {
	return new Read(
		(name) => context.getNodeParameter(name, item, null),
		(name) => LABELS.get(name.split('.').pop() ?? name) ?? name,
	);
}

type Input = { read: Read; id: string } | { skipped: IDataObject } | { trouble: Trouble };

function inputOf(context: IExecuteFunctions, item: number, json: IDataObject): Input {
	try {
		const read = readerFor(context, item);
		// Who was not contacted has no task; the flow behind should still hear of it.
		if (json.skipped === true && !json.api_agent_task_id) return { skipped: json };
		return { read, id: outxId(read.text('taskId'), read.label('taskId')) };
	} catch (problem) {
		return { trouble: troubleWith(problem) };
	}
}

const [COMPLETED, FAILED, STILL_PENDING] = [0, 1, 2];

interface Outcome {
	json: IDataObject;
	branch: number;
}

/** What comes out for one task, and where. */
function outcomeOf(read: Read, input: IDataObject, task: TaskResult): Outcome[] {
	const { id, outcome, status, waitedMs, failure } = task;
	if (outcome === 'completed') {
		const perTask = read.text('options.output') === 'task';
		return itemsOfTask(id, status, task.task, { perTask, simplify: read.flag('simplify') }).map(
			(json) => ({ json, branch: COMPLETED }),
		);
	}
	if (outcome === 'pending') {
		const before = typeof input.waited_seconds === 'number' ? input.waited_seconds : 0;
		const waited = before + Math.round(waitedMs / 1000);
		const json = tame({ ...input, api_agent_task_id: id, status, waited_seconds: waited });
		return [{ json, branch: STILL_PENDING }];
	}
	const lost = outcome === 'unknown' && failure;
	const item = taskItem(id, lost ? 'not_found' : status, task.task);
	const reason = lost ? troubleOf(failure).message : clean(reasonOf(task.task, status));
	return [{ json: tame({ ...item, reason }), branch: FAILED }];
}

/** A key or team that OutX refuses stops everything that has not ended yet. */
function refusalOf(input: Input, { results, refused }: Waited): Trouble | undefined {
	const open = 'id' in input && results.get(input.id)?.outcome === 'pending';
	return open && refused ? troubleOf(refused) : undefined;
}

function waitingFor(context: IExecuteFunctions): Waiting {
	try {
		return waitingOf(readerFor(context, 0), 'maximumWait');
	} catch (problem) {
		throw errorFor(context.getNode(), troubleWith(problem), 0);
	}
}

export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const node = context.getNode();
	const items = context.getInputData();
	const outputs: INodeExecutionData[][] = [[], [], []];
	if (items.length === 0) return outputs;

	const inputs = items.map(({ json }, item) => inputOf(context, item, json));
	const unfit = inputs.findIndex((input) => 'trouble' in input);
	const first = inputs[unfit];
	if (first && 'trouble' in first && !context.continueOnFail())
		throw errorFor(node, first.trouble, unfit);

	const ids = inputs.flatMap((input) => ('id' in input ? [input.id] : []));
	const waited = await waitForTasks(context, ids, waitingFor(context));
	for (const [item, input] of inputs.entries()) {
		const { json: fields, binary } = items[item];
		const push = (json: IDataObject, branch: number) => {
			// What still waits or was skipped is the item that came in, with its files.
			const files = branch === STILL_PENDING || 'skipped' in input ? binary : undefined;
			outputs[branch].push({ json, ...(files && { binary: files }), pairedItem: { item } });
		};
		const trouble = 'trouble' in input ? input.trouble : refusalOf(input, waited);
		if (trouble) {
			if (!context.continueOnFail()) throw errorFor(node, trouble, item);
			outputs[COMPLETED].push(errorItem(trouble, item));
		} else if ('skipped' in input) {
			push(tame(input.skipped), FAILED);
		} else if ('id' in input) {
			const task = waited.results.get(input.id);
			if (task)
				for (const { json, branch } of outcomeOf(input.read, fields, task)) push(json, branch);
		}
	}
	// An AI agent sees the first output only.
	return isTool(context) ? [outputs.flat()] : outputs;
}
