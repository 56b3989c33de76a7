import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Call } from '../../shared/api/classify';
import { errorFor, errorItem, type Trouble } from '../../shared/api/errors';

/** What became of one input item. */
export interface Result {
	item: number;
	json: IDataObject[];
	trouble?: Trouble;
	/** The task that was created for the item, and the call that created it. */
	task?: { id: string; call: Call; place: string };
	/** The tasks that brought its pages. */
	pageTasks?: string[];
}

const MANY_TASKS = 50;

/** Names the tasks that exist already, so that nobody loses them or creates them again. */
function namingTasks(trouble: Trouble, failed: number, results: readonly Result[]): Trouble {
	const created = results.flatMap(({ item, task, pageTasks = [] }) =>
		(task && item !== failed ? [task.id] : pageTasks).map((id) => `${id} (item ${item})`),
	);
	if (created.length === 0) return trouble;
	const more = created.length > MANY_TASKS ? ` and ${created.length - MANY_TASKS} more` : '';
	const list = `Tasks already created: ${created.slice(0, MANY_TASKS).join(', ')}${more}. Their results can be fetched with OutX Wait for Task`;
	return { ...trouble, description: [trouble.description, list].filter(Boolean).join('. ') };
}

/** Ends the node at the first trouble, unless the user wants it to continue. */
export function throwFirst(context: IExecuteFunctions, results: readonly Result[]): void {
	if (context.continueOnFail()) return;
	for (const { item, trouble } of results) {
		if (trouble) throw errorFor(context.getNode(), namingTasks(trouble, item, results), item);
	}
}

/** In the order of the input. What was fetched before a failure comes out beside the failure. */
export function itemsFrom(results: readonly Result[]): INodeExecutionData[] {
	return [...results]
		.sort((a, b) => a.item - b.item)
		.flatMap(({ item, json, trouble }) => [
			...json.map((each) => ({ json: each, pairedItem: { item } })),
			...(trouble ? [errorItem(trouble, item)] : []),
		]);
}
