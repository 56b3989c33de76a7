import type { IDataObject } from 'n8n-workflow';

import { describeFailure, type ErrorDetails } from '../../shared/api/errors';
import type { ApiRequest } from '../../shared/api/types';
import { resultsIn, shapeResults, taskItem } from '../../shared/output/items';
import { PageCollector } from '../../shared/output/pageCollector';
import { waitForTasks } from '../../shared/tasks/waitForTasks';
import { isObject } from '../../shared/util/guards';
import { labelsFor } from '../description/labels';
import type { Pages } from '../operation';
import type { CheckedItem } from './check';
import { describeTaskFailure } from './describeTask';
import { failed, returned, type Outcome } from './outcome';
import { readOne } from './read';
import type { Run } from './run';

type Page =
	| { output: IDataObject; results: IDataObject[]; task?: IDataObject; taskId?: string }
	| { error: ErrorDetails; taskId?: string };

/** Page after page. When one does not come, what came before it is kept, and the way on is named. */
export async function readPages(
	run: Run,
	{ item, request: first, output }: CheckedItem,
	pages: Pages,
	limit: number,
): Promise<Outcome> {
	const json: IDataObject[] = [];
	const taskIds: string[] = [];
	const collector = new PageCollector((result) => pages.keyOf(result), limit);
	for (let request: ApiRequest | undefined = first; request && !collector.full; ) {
		const page = await readPage(run, item, request, pages);
		if (page.taskId) taskIds.push(page.taskId);
		if ('error' in page) {
			const label = labelsFor(run.operation);
			const position = pages.position(request);
			const error = stoppedAt(page.error, position, collector.results.length, label);
			return failed(item, error, { json, taskIds });
		}
		const fresh = collector.add(page.results);
		if (output.perTask && page.task) json.push(page.task);
		else json.push(...shapeResults(fresh ?? [], output.simplify));
		request = fresh && pages.after(request, page.output, collector.missing);
	}
	return returned(item, json);
}

async function readPage(run: Run, item: number, request: ApiRequest, pages: Pages): Promise<Page> {
	const part = String(pages.position(request)?.value);
	const asked = await readOne(run, { item, request }, part);
	if (asked.state === 'failed') return { error: asked.error };
	if (asked.state === 'returned') {
		return { output: asked.json[0] ?? {}, results: resultsIn(asked.json[0]) };
	}
	const { taskId, attemptKey } = asked;
	const waited = await waitForTasks(run.context, [taskId], run.settings.waitLimits);
	const task = waited.results.get(taskId);
	const error = waited.refused
		? describeFailure(waited.refused)
		: task && describeTaskFailure(task);
	if (!task || error) {
		if (task && task.outcome !== 'pending') run.attempts.forget(attemptKey);
		return { error: error ?? { message: `Task ${taskId} was lost` }, taskId };
	}
	const { task_output: said } = task.task;
	const results = resultsIn(said);
	return {
		output: isObject(said) ? said : { data: results },
		results,
		task: taskItem(taskId, task.status, task.task),
		taskId,
	};
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
