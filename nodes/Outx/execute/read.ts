import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isObject, type Call } from '../../shared/api/classify';
import type { NodeMemory } from '../../shared/sendOnce/attempts';
import { Collection } from '../../shared/output/connectionPage';
import { eachAtMost } from '../../shared/util/concurrency';
import { request } from '../../shared/api/request';
import { resultsOf, shaped, taskItem } from '../../shared/output/items';
import { troubleOf, type Trouble } from '../../shared/api/errors';
import { waitForTasks } from '../../shared/tasks/waitForTasks';
import { accepted } from './accepted';
import { troubleOfTask, wantsSimple } from './awaitTasks';
import type { Operation, Pages } from '../operation';
import type { Ready, Settings } from './check';
import type { Result } from './outcome';

/** Asks for what only reads. A few at once; no more after a failure, unless the workflow is to continue. */
export async function fetchAll(
	context: IExecuteFunctions,
	operation: Operation,
	items: readonly Ready[],
	memory: NodeMemory,
	settings: Settings,
): Promise<Result[]> {
	const reader = new Reader(context, operation, memory, settings);
	const results: Result[] = [];
	const failed = () => !context.continueOnFail() && results.some(({ trouble }) => trouble);
	await eachAtMost(
		settings.concurrency,
		items,
		async (ready) => {
			const { pages } = operation;
			const whole = pages?.wanted(ready.read) ? pages : undefined;
			results.push(
				whole ? await reader.all(ready, whole) : await reader.one(ready.item, ready.call),
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
		private readonly memory: NodeMemory,
		private readonly settings: Settings,
	) {}

	/** One call. A task that an earlier try created is taken up again. */
	async one(item: number, call: Call, part = ''): Promise<Result> {
		const { operation, memory } = this;
		const place = memory.place(item, call, part);
		const known = operation.createsTask && memory.at(place)?.body;
		if (known) return accepted(operation, item, call, place, known);
		const answer = await request(this.context, call);
		if (!answer.ok) {
			return { item, json: [], trouble: troubleOf(answer.failure, call) };
		}
		const result = accepted(operation, item, call, place, answer.body);
		if (result.task) memory.created(place, answer.body);
		return result;
	}

	/** Page after page. When one does not come, what came before it is kept, and the way on is named. */
	async all({ item, call: first, read }: Ready, pages: Pages): Promise<Result> {
		const { operation } = this;
		const pageTasks: string[] = [];
		const result: Result = { item, json: [], pageTasks };
		const perTask = read.text('options.output') === 'task';
		const collection = new Collection((each) => pages.keyOf(each), pages.limit(read));
		for (let call: Call | undefined = first; call && !collection.full; ) {
			const page = await this.page(item, call, pages);
			if (page.taskId) pageTasks.push(page.taskId);
			if ('trouble' in page) {
				result.trouble = stoppedAt(
					page.trouble,
					pages.position(call),
					collection.results.length,
					read.label,
				);
				return result;
			}
			const fresh = collection.add(page.items);
			if (perTask && page.task) result.json.push(page.task);
			else result.json.push(...shaped(fresh ?? [], wantsSimple(operation, read)));
			call = fresh && pages.after(call, page.output, collection.missing);
		}
		return result;
	}

	private async page(
		item: number,
		call: Call,
		pages: Pages,
	): Promise<PageAnswer | { trouble: Trouble; taskId?: string }> {
		const part = String(pages.position(call)?.value);
		const asked = await this.one(item, call, part);
		if (asked.trouble) return { trouble: asked.trouble };
		if (!asked.task) return { output: asked.json[0] ?? {}, items: resultsOf(asked.json[0]) };
		const { id, place } = asked.task;
		const waited = await waitForTasks(this.context, [id], this.settings.waiting);
		const task = waited.results.get(id);
		const trouble = waited.refused ? troubleOf(waited.refused) : task && troubleOfTask(task);
		if (!task || trouble) {
			if (task && task.outcome !== 'pending') this.memory.forget(place);
			return { trouble: trouble ?? { message: `Task ${id} was lost` }, taskId: id };
		}
		const { task_output: said } = task.task;
		const items = resultsOf(said);
		const output = isObject(said) ? said : { data: items };
		return { output, items, task: taskItem(id, task.status, task.task), taskId: id };
	}
}

function stoppedAt(
	trouble: Trouble,
	position: ReturnType<Pages['position']>,
	fetched: number,
	label: (name: string) => string,
): Trouble {
	if (position === undefined) return trouble;
	const { field, value } = position;
	return {
		...trouble,
		message: `${trouble.message} (next_${field.replace('options.', '')}: ${String(value)})`,
		description:
			`${fetched} results were fetched before. Set '${label(field)}' to ${String(value)} to go on from there. ${trouble.description ?? ''}`.trim(),
	};
}
