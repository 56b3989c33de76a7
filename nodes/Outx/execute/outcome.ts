import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toErrorItem, toNodeError, type ErrorDetails } from '../../shared/api/errors';
import { mapInSlices } from '../../shared/util/slices';

/** The outcome of one input item so far. Each stage maps it to the next. */
export type Outcome = Returned | Accepted | Failed;

/** The item has its results, or was intentionally skipped. */
export interface Returned {
	state: 'returned';
	item: number;
	json: IDataObject[];
	/** Tasks that OutX created for the item. */
	taskIds: string[];
}

/** OutX created a task for the item. */
export interface Accepted {
	state: 'accepted';
	item: number;
	taskId: string;
	/** The attempt that created the task. */
	attemptKey: string;
	/** OutX's answer. */
	receipt: IDataObject;
}

export interface Failed {
	state: 'failed';
	item: number;
	error: ErrorDetails;
	/** Results that were fetched before. */
	json: IDataObject[];
	/** Tasks that OutX created for the item. */
	taskIds: string[];
}

export const returned = (item: number, json: IDataObject[], taskIds: string[] = []): Returned => ({
	state: 'returned',
	item,
	json,
	taskIds,
});

export const failed = (
	item: number,
	error: ErrorDetails,
	{ json = [], taskIds = [] }: Partial<Pick<Failed, 'json' | 'taskIds'>> = {},
): Failed => ({ state: 'failed', item, error, json, taskIds });

export const isFailed = (outcome: Outcome): outcome is Failed => outcome.state === 'failed';

const inOrder = <T extends { item: number }>(outcomes: readonly T[]): T[] =>
	[...outcomes].sort((a, b) => a.item - b.item);

const tasksOf = (outcome: Outcome) =>
	outcome.state === 'accepted' ? [outcome.taskId] : outcome.taskIds;

/** As many as fit into a sentence. All of them are in the error data. */
const FEW = 10;

const listed = (names: readonly string[]) => {
	const more = names.length - FEW;
	const rest = more > 0 ? ` and ${more} more. The error data lists all of them` : '';
	return names.slice(0, FEW).join(', ') + rest;
};

const withAdvice = (error: ErrorDetails, advice: string, data: IDataObject): ErrorDetails => ({
	...error,
	description: [error.description, advice].filter(Boolean).join('. '),
	data,
});

/** Names the tasks that already exist, so that they are not lost or created again. */
function namingTasks(
	error: ErrorDetails,
	outcomes: readonly Outcome[],
	acts: boolean,
): ErrorDetails {
	const tasks = outcomes.flatMap((outcome) =>
		tasksOf(outcome).map((id) => ({ item: outcome.item, api_agent_task_id: id })),
	);
	const done = outcomes.filter((each) => acts && isDone(each) && tasksOf(each).length === 0);
	if (done.length > 0) return namingItems(error, done);
	if (tasks.length === 0) return error;
	const named = listed(tasks.map(({ item, api_agent_task_id: id }) => `${id} (item ${item})`));
	const advice = `OutX accepted these tasks: ${named}. Get their results with OutX Wait for Task${acts ? ', and do not send their items again' : ''}`;
	return withAdvice(error, advice, { tasks });
}

/** Whether OutX has accepted the item: it was neither skipped nor refused. */
export const isDone = (outcome: Outcome) =>
	outcome.state === 'accepted' ||
	(outcome.state === 'returned' && outcome.json.some(({ skipped }) => skipped !== true));

/** An action that OutX performs at once has no task by which it could be found. */
function namingItems(error: ErrorDetails, outcomes: readonly Outcome[]): ErrorDetails {
	const done = outcomes.map(({ item }) => item);
	const advice = `OutX has done this for these items: ${listed(done.map(String))}. Do not run them again`;
	return withAdvice(error, advice, { done });
}

/** Stops the node at the first failed item, unless it is set to continue. */
export function stopAtFailure(
	context: IExecuteFunctions,
	outcomes: readonly Outcome[],
	acts = false,
): void {
	if (context.continueOnFail()) return;
	const first = inOrder(outcomes).find(isFailed);
	if (!first) return;
	throw toNodeError(context.getNode(), namingTasks(first.error, outcomes, acts), first.item);
}

/**
 * In the order of the input. Results fetched before a failure are returned with the error. Fields of the input go
 * with the results where they were asked for; what the results say themselves counts.
 */
export async function toItems(
	outcomes: readonly Outcome[],
	carried: ReadonlyMap<number, IDataObject | undefined> = new Map(),
): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[][] = [];
	for (const outcome of inOrder(outcomes)) {
		const { item } = outcome;
		const input = carried.get(item);
		const json = outcome.state === 'accepted' ? [outcome.receipt] : outcome.json;
		items.push(
			await mapInSlices(json, (each) => ({
				json: { ...input, ...each },
				pairedItem: { item },
			})),
		);
		if (isFailed(outcome)) items.push([toErrorItem(outcome.error, item)]);
	}
	return items.flat();
}
