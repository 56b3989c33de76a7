import type { IDataObject } from 'n8n-workflow';

import { describeFailure, type ErrorDetails } from '../../shared/api/errors';
import type { ApiRequest } from '../../shared/api/types';
import { labelOf } from '../../shared/input/settings';
import { shapeResults, taskItem } from '../../shared/output/items';
import { PageCollector } from '../../shared/output/pageCollector';
import { describeUnexpectedAnswer } from '../../shared/tasks/describeTask';
import { EAGER, Pace } from '../../shared/tasks/pace';
import { PagePlan } from '../../shared/tasks/pagePlan';
import type { Plan } from '../../shared/tasks/plan';
import { taskIdIn } from '../../shared/tasks/taskId';
import { waitForTasks } from '../../shared/tasks/waitForTasks';
import { steadyNow } from '../../shared/util/steadyNow';
import { operationProperties } from '../description/properties';
import type { PageAnswer, Pages } from '../operation';
import { acceptTask } from './accept';
import { resultsOf } from './awaitTasks';
import type { CheckedItem } from './check';
import { failed, returned, type Outcome } from './outcome';
import { requestOnce, type Asked } from './requestOnce';
import type { Run } from './run';

interface Page extends PageAnswer {
	/** The task as an item, if the page was a task. */
	task?: IDataObject;
}

/**
 * Page after page. The next page is requested while the extension reads this one, so the browser never idles. When a page
 * fails, the results before it are kept, and the message says where to continue.
 */
export async function readPages(
	run: Run,
	{ item, request: first, output }: CheckedItem,
	pages: Pages,
	limit: number,
): Promise<Outcome> {
	const json: IDataObject[] = [];
	const taskIds: string[] = [];
	const ask = (request: ApiRequest, before?: AskedPage) =>
		askForPage(run, item, request, taskIds, before);
	const startedAt = steadyNow();
	const pace = new Pace(run.settings.waitLimits.intervalMs, EAGER);
	const planFor = (taskId: string) => new PagePlan(taskId, pace, steadyNow() - startedAt);
	const collector = new PageCollector((result) => pages.keyOf(result), limit);
	for (let asked = ask(first); ; ) {
		const { request } = asked;
		const ahead = pages.ahead?.(request, collector.missing);
		const next = ahead && ask(ahead, asked);
		const page = await readPage(run, item, request, await asked.answer, planFor);
		if ('error' in page) {
			// A task for the next page may already exist, so it is named too.
			await next?.answer;
			const position = pages.position(request);
			const label = (name: string) => labelOf(operationProperties(run.operation), name);
			const error = stoppedAt(page.error, position, collector.collected, label);
			return failed(item, error, { json, taskIds });
		}
		const fresh = collector.add(page.results);
		if (output.perTask && page.task) json.push(page.task);
		else json.push(...(await shapeResults(fresh ?? [], output)));
		const following = fresh && !collector.full && pages.after(request, page, collector.missing);
		if (!following) return returned(item, json, taskIds);
		const isNext = next && isSame(next.request, following);
		asked = isNext ? next : ask(following);
	}
}

interface AskedPage {
	request: ApiRequest;
	answer: Promise<Asked>;
}

const textOf = ({ body, query }: ApiRequest) => JSON.stringify(body ?? query);
const isSame = (a: ApiRequest, b: ApiRequest) => textOf(a) === textOf(b);

/** Requests a page, but only after the previous page was requested: the extension works in the order of the requests. */
function askForPage(
	run: Run,
	item: number,
	request: ApiRequest,
	taskIds: string[],
	before?: AskedPage,
): AskedPage {
	const ask = async (): Promise<Asked> => {
		const earlier = await before?.answer;
		if (earlier && 'failure' in earlier) return earlier;
		const asked = await requestOnce(run, item, request, textOf(request));
		const taskId = 'body' in asked ? taskIdIn(asked.body) : undefined;
		if (taskId !== undefined) taskIds.push(taskId);
		return asked;
	};
	const answer = ask();
	// A failure is reported only if the page is needed.
	answer.catch(() => undefined);
	return { request, answer };
}

async function readPage(
	run: Run,
	item: number,
	request: ApiRequest,
	asked: Asked,
	planFor: (taskId: string) => Plan,
): Promise<Page | { error: ErrorDetails }> {
	const { context, operation, settings } = run;
	if ('failure' in asked) return { error: describeFailure(asked.failure, request) };
	const { key, body } = asked;
	if (!operation.createsTask) {
		const answer = operation.interpret(body, request);
		if ('results' in answer) return { output: body, results: answer.results };
		return { error: describeUnexpectedAnswer(answer.unexpected, false) };
	}
	const accepted = acceptTask(operation, item, key, body);
	if (accepted.state === 'failed') return accepted;
	const { taskId } = accepted;
	const waited = await waitForTasks(context, [taskId], settings.waitLimits, planFor(taskId));
	const task = waited.resultOf(taskId);
	const found = resultsOf(run, request, key, task, waited.refused);
	if ('error' in found) return found;
	const { task_output: output } = task.task;
	return { output, results: found.results, task: taskItem(taskId, task.status, task.task) };
}

/** Where to continue. Without results, the same parameters start again. */
function stoppedAt(
	error: ErrorDetails,
	position: ReturnType<Pages['position']>,
	fetched: number,
	label: (name: string) => string,
): ErrorDetails {
	if (position === undefined || fetched === 0) return error;
	const { field, value } = position;
	return {
		...error,
		message: `${error.message} (next_${field.replace('options.', '')}: ${String(value)})`,
		description:
			`${fetched} results were fetched before. To continue after them, set '${label(field)}' to ${String(value)}. ${error.description ?? ''}`.trim(),
	};
}
