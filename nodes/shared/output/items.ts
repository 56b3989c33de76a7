import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../util/guards';
import { mapInSlices } from '../util/slices';
import { decoded } from '../input/addresses';
import { profileUrl } from '../input/people';
import { describePage } from './connectionPage';
import { interpretTask, type Results } from './answers';
import { forModel } from './forModel';
import { textIn } from './refusal';
import { simplified } from './simplify';

/** Adds the URL of a person whose slug is known. */
export function withProfileUrl(result: IDataObject): IDataObject {
	const slug = result.public_identifier ?? result.profile_slug;
	if (typeof slug !== 'string' || slug === '' || result.profile_url) return result;
	// LinkedIn itself returns some slugs percent-encoded.
	return { ...result, profile_url: profileUrl(decoded(slug)) };
}

/** n8n takes a success with a key named `error` for a failed item, so it gets another name. */
export function renameErrorKey(json: IDataObject): IDataObject {
	if (!('error' in json)) return json;
	const { error, ...rest } = json;
	return { ...rest, error_text: error };
}

export function taskItem(id: string, status: string, task: IDataObject): IDataObject {
	const input = isObject(task.task_input) ? task.task_input : {};
	const output = task.task_output ?? null;
	const item: IDataObject = {
		api_agent_task_id: id,
		status,
		task_type: input.task_type ?? null,
		task_input: input,
		task_output: output,
	};
	if (isObject(output) && Array.isArray(output.connections)) {
		item.page = { ...describePage(input, output) };
	}
	return item;
}

export interface OutputForm {
	perTask: boolean;
	simplify: boolean;
	/** A language model reads the results. */
	isBrief?: boolean;
}

export async function shapeResults(
	results: readonly IDataObject[],
	{ simplify, isBrief = false }: Pick<OutputForm, 'simplify' | 'isBrief'>,
): Promise<IDataObject[]> {
	return await mapInSlices(results, (result) => {
		const json = withProfileUrl(result);
		const simple = simplify ? simplified(json) : json;
		return renameErrorKey(isBrief ? forModel(simple) : simple);
	});
}

/** The person or post that a task was for. */
function targetOf({ task_input: input }: IDataObject): IDataObject {
	if (!isObject(input)) return {};
	return Object.fromEntries(Object.entries(input).filter(([name]) => name.endsWith('_urn')));
}

export interface CompletedTask {
	id: string;
	status: string;
	/** The task as OutX describes it. */
	task: IDataObject;
}

/** The items of a completed task, or what its output says instead of a result. */
export async function itemsFromTask(
	completed: CompletedTask,
	form: OutputForm,
): Promise<{ items: IDataObject[] } | { unexpected: string }> {
	const found = interpretTask(completed.task)(completed.task.task_output);
	return 'unexpected' in found ? found : { items: await shapeTask(completed, form, found) };
}

/** The items of a completed task with these results. */
export async function shapeTask(
	{ id, status, task }: CompletedTask,
	form: OutputForm,
	{ results, isReceipt }: Results,
): Promise<IDataObject[]> {
	if (form.perTask) return [taskItem(id, status, task)];
	if (!isReceipt) return await shapeResults(results, form);
	const about = { api_agent_task_id: id, status, ...targetOf(task) };
	// What the task itself says counts: a receipt may have a status of its own.
	return results.map((result) => renameErrorKey({ ...about, ...result, ...about }));
}

/** Why a task failed, as far as OutX says. */
export function failureReason(task: IDataObject, status: string): string {
	const { task_output: output } = task;
	if (typeof output === 'string' && output.trim() !== '') return output;
	const said = (isObject(output) ? textIn(output) : undefined) ?? textIn(task);
	return said ?? `OutX gave no reason, only the status ${status}`;
}
