import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ApiRequest } from '../../shared/api/types';
import { toNodeError, toErrorItem, type ErrorDetails } from '../../shared/api/errors';

/** What became of one input item. */
export interface Result {
	item: number;
	json: IDataObject[];
	error?: ErrorDetails;
	/** The task that was created for the item, and the call that created it. */
	task?: { id: string; request: ApiRequest; place: string };
	/** The tasks that brought its pages. */
	pageTasks?: string[];
}

const MANY_TASKS = 50;

/** Names the tasks that exist already, so that nobody loses them or creates them again. */
function namingTasks(
	error: ErrorDetails,
	failed: number,
	results: readonly Result[],
): ErrorDetails {
	const created = results.flatMap(({ item, task, pageTasks = [] }) =>
		(task && item !== failed ? [task.id] : pageTasks).map((id) => `${id} (item ${item})`),
	);
	if (created.length === 0) return error;
	const more = created.length > MANY_TASKS ? ` and ${created.length - MANY_TASKS} more` : '';
	const list = `Tasks already created: ${created.slice(0, MANY_TASKS).join(', ')}${more}. Their results can be fetched with OutX Wait for Task`;
	return { ...error, description: [error.description, list].filter(Boolean).join('. ') };
}

/** Ends the node at the first trouble, unless the user wants it to continue. */
export function throwFirst(context: IExecuteFunctions, results: readonly Result[]): void {
	if (context.continueOnFail()) return;
	for (const { item, error } of results) {
		if (error) throw toNodeError(context.getNode(), namingTasks(error, item, results), item);
	}
}

/** In the order of the input. What was fetched before a failure comes out beside the failure. */
export function itemsFrom(results: readonly Result[]): INodeExecutionData[] {
	return [...results]
		.sort((a, b) => a.item - b.item)
		.flatMap(({ item, json, error }) => [
			...json.map((each) => ({ json: each, pairedItem: { item } })),
			...(error ? [toErrorItem(error, item)] : []),
		]);
}
