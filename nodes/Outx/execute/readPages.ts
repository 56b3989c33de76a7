import type { IDataObject } from 'n8n-workflow';

import { describeFailure, type ErrorDetails } from '../../shared/api/errors';
import type { ApiRequest } from '../../shared/api/types';
import { shapeResults, taskItem } from '../../shared/output/items';
import { PageCollector } from '../../shared/output/pageCollector';
import { waitForTasks } from '../../shared/tasks/waitForTasks';
import { labelsFor } from '../description/labels';
import type { PageAnswer, Pages } from '../operation';
import { acceptTask } from './accept';
import type { CheckedItem } from './check';
import {
	describeTaskFailure,
	describeUnexpectedAnswer,
	describeUnexpectedOutput,
} from './describeTask';
import { failed, returned, type Outcome } from './outcome';
import { requestOnce } from './read';
import type { Run } from './run';

interface Page extends PageAnswer {
	/** The task as an item, where the page was one. */
	task?: IDataObject;
}

/** Where a page did not come. */
interface Stopped {
	error: ErrorDetails;
}

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
		const page = await readPage(run, item, request, pages, taskIds);
		if ('error' in page) {
			const label = labelsFor(run.operation);
			const position = pages.position(request);
			const error = stoppedAt(page.error, position, collector.results.length, label);
			return failed(item, error, { json, taskIds });
		}
		const fresh = collector.add(page.results);
		if (output.perTask && page.task) json.push(page.task);
		else json.push(...shapeResults(fresh ?? [], output.simplify));
		request = fresh && pages.after(request, page, collector.missing);
	}
	return returned(item, json);
}

async function readPage(
	run: Run,
	item: number,
	request: ApiRequest,
	pages: Pages,
	taskIds: string[],
): Promise<Page | Stopped> {
	const { operation, attempts } = run;
	const asked = await requestOnce(run, item, request, String(pages.position(request)?.value));
	if ('error' in asked) return asked;
	if (!operation.createsTask) {
		const { body: output } = asked;
		const answer = operation.interpret(output, request);
		if ('results' in answer) return { output, results: answer.results };
		return { error: describeUnexpectedAnswer(answer.unexpected, false) };
	}
	const accepted = acceptTask(operation, { item, request }, asked.key, asked.body);
	if (accepted.state === 'failed') return accepted;
	taskIds.push(accepted.taskId);
	const page = await awaitPage(run, accepted.taskId, request);
	if ('error' in page && page.isOver) attempts.forget(asked.key);
	return page;
}

async function awaitPage(
	{ context, operation, settings }: Run,
	taskId: string,
	request: ApiRequest,
): Promise<Page | (Stopped & { isOver: boolean })> {
	const { results, refused } = await waitForTasks(context, [taskId], settings.waitLimits);
	const task = results.get(taskId);
	if (refused || !task) {
		const error = refused ? describeFailure(refused) : { message: `Task ${taskId} was lost` };
		return { error, isOver: false };
	}
	const error = describeTaskFailure(task);
	if (error) return { error, isOver: task.outcome !== 'pending' };
	const { task_output: output } = task.task;
	const answer = operation.interpret(output, request);
	if ('unexpected' in answer) {
		return { error: describeUnexpectedOutput(taskId, answer.unexpected, false), isOver: true };
	}
	return { output, results: answer.results, task: taskItem(taskId, task.status, task.task) };
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
