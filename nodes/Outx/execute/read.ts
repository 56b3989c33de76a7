import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isObject } from '../../shared/util/guards';
import type { ApiRequest } from '../../shared/api/types';
import type { Attempts } from '../../shared/sendOnce/attempts';
import { PageCollector } from '../../shared/output/pageCollector';
import { forEachConcurrently } from '../../shared/util/concurrency';
import { apiRequest } from '../../shared/api/request';
import { resultsIn, shapeResults, taskItem } from '../../shared/output/items';
import { describeFailure, type ErrorDetails } from '../../shared/api/errors';
import { waitForTasks } from '../../shared/tasks/waitForTasks';
import { accepted } from './accepted';
import { describeTaskFailure, isSimplified } from './awaitTasks';
import type { Operation, Pages } from '../operation';
import type { CheckedItem, RunSettings } from './check';
import type { Result } from './outcome';

/** Asks for what only reads. A few at once; no more after a failure, unless the workflow is to continue. */
export async function fetchAll(
	context: IExecuteFunctions,
	operation: Operation,
	items: readonly CheckedItem[],
	memory: Attempts,
	settings: RunSettings,
): Promise<Result[]> {
	const reader = new Reader(context, operation, memory, settings);
	const results: Result[] = [];
	const failed = () => !context.continueOnFail() && results.some(({ error }) => error);
	await forEachConcurrently(
		settings.concurrency,
		items,
		async (ready) => {
			const { pages } = operation;
			const whole = pages?.wanted(ready.parameters) ? pages : undefined;
			results.push(
				whole ? await reader.all(ready, whole) : await reader.one(ready.item, ready.request),
			);
		},
		failed,
	);
	return results;
}

interface PageAnswer {
	output: IDataObject;
	items: IDataObject[];
	task?: IDataObject;
	taskId?: string;
}

class Reader {
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
		private readonly memory: Attempts,
		private readonly settings: RunSettings,
	) {}

	/** One call. A task that an earlier try created is taken up again. */
	async one(item: number, request: ApiRequest, part = ''): Promise<Result> {
		const { operation, memory } = this;
		const place = memory.place(item, request, part);
		const known = operation.createsTask && memory.at(place)?.body;
		if (known) return accepted(operation, item, request, place, known);
		const answer = await apiRequest(this.context, request);
		if (!answer.ok) {
			return { item, json: [], error: describeFailure(answer.failure, request) };
		}
		const result = accepted(operation, item, request, place, answer.body);
		if (result.task) memory.created(place, answer.body);
		return result;
	}

	/** Page after page. When one does not come, what came before it is kept, and the way on is named. */
	async all({ item, request: first, parameters }: CheckedItem, pages: Pages): Promise<Result> {
		const { operation } = this;
		const pageTasks: string[] = [];
		const result: Result = { item, json: [], pageTasks };
		const perTask = parameters.text('options.output') === 'task';
		const collection = new PageCollector((each) => pages.keyOf(each), pages.limit(parameters));
		for (let request: ApiRequest | undefined = first; request && !collection.full; ) {
			const page = await this.page(item, request, pages);
			if (page.taskId) pageTasks.push(page.taskId);
			if ('error' in page) {
				result.error = stoppedAt(
					page.error,
					pages.position(request),
					collection.results.length,
					parameters.label,
				);
				return result;
			}
			const fresh = collection.add(page.items);
			if (perTask && page.task) result.json.push(page.task);
			else result.json.push(...shapeResults(fresh ?? [], isSimplified(operation, parameters)));
			request = fresh && pages.after(request, page.output, collection.missing);
		}
		return result;
	}

	private async page(
		item: number,
		request: ApiRequest,
		pages: Pages,
	): Promise<PageAnswer | { error: ErrorDetails; taskId?: string }> {
		const part = String(pages.position(request)?.value);
		const asked = await this.one(item, request, part);
		if (asked.error) return { error: asked.error };
		if (!asked.task) return { output: asked.json[0] ?? {}, items: resultsIn(asked.json[0]) };
		const { id, place } = asked.task;
		const waited = await waitForTasks(this.context, [id], this.settings.waiting);
		const task = waited.results.get(id);
		const error = waited.refused
			? describeFailure(waited.refused)
			: task && describeTaskFailure(task);
		if (!task || error) {
			if (task && task.outcome !== 'pending') this.memory.forget(place);
			return { error: error ?? { message: `Task ${id} was lost` }, taskId: id };
		}
		const { task_output: said } = task.task;
		const items = resultsIn(said);
		const output = isObject(said) ? said : { data: items };
		return { output, items, task: taskItem(id, task.status, task.task), taskId: id };
	}
}

function stoppedAt(
	error: ErrorDetails,
	position: ReturnType<Pages['position']>,
	fetched: number,
	label: (name: string) => string,
): ErrorDetails {
	if (position === undefined) return error;
	const { field, value } = position;
	return {
		...error,
		message: `${error.message} (next_${field.replace('options.', '')}: ${String(value)})`,
		description:
			`${fetched} results were fetched before. Set '${label(field)}' to ${String(value)} to go on from there. ${error.description ?? ''}`.trim(),
	};
}
