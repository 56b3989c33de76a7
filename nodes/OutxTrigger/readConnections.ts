import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { describeFailure, type ErrorDetails } from '../shared/api/errors';
import { apiRequest } from '../shared/api/request';
import type { ApiRequest, Failure } from '../shared/api/types';
import { personKey } from '../shared/input/people';
import { listOf } from '../shared/output/answers';
import { describePage, PAGE_SIZE } from '../shared/output/connectionPage';
import { failureReason } from '../shared/output/items';
import { taskIdIn } from '../shared/tasks/taskId';
import { waitForTasks, type TaskResult } from '../shared/tasks/waitForTasks';
import { isObject } from '../shared/util/guards';
import { cleanText, identifierIn } from '../shared/util/text';
import { NO_TASK_ID } from './describeCheck';

/** Pages overlap a little, so that nobody is missed between two of them when someone leaves the list. */
const STEP = PAGE_SIZE - 10;

const keyOf = (person: IDataObject) =>
	personKey(identifierIn(person.entity_urn, person.public_identifier) ?? JSON.stringify(person));

/** What went wrong, and whether the next attempt would fail as well. */
export interface Setback {
	error: ErrorDetails;
	isCertain: boolean;
}

const setback = (failure: Failure): Setback => ({
	error: describeFailure(failure),
	isCertain: failure.kind === 'credential' || (failure.kind === 'status' && !failure.transient),
});

/** Creates the tasks of a check, one for each page. */
export async function createTasks(
	context: IPollFunctions,
	pages: number,
	count = PAGE_SIZE,
): Promise<string[] | Setback> {
	const ids: string[] = [];
	for (let page = 0; page < pages; page++) {
		const request: ApiRequest = {
			method: 'POST',
			path: '/linkedin-agent/fetch-connections',
			body: { start: page * STEP, count, sort_type: 'RECENTLY_ADDED' },
		};
		const answer = await apiRequest(context, request);
		if (!answer.ok) return setback(answer.failure);
		const id = taskIdIn(answer.body);
		if (id === undefined) return { error: NO_TASK_ID, isCertain: true };
		ids.push(id);
	}
	return ids;
}

type Collected =
	| { outcome: 'pending'; setback?: Setback; reason?: undefined }
	| { outcome: 'lost'; setback?: undefined; reason: string }
	| { outcome: 'list'; people: Map<string, IDataObject>; hasMore: boolean };

/** The results of all tasks together: one that is lost makes all of them useless. */
export async function collectTasks(
	context: IPollFunctions,
	ids: string[],
	maxWaitMs: number,
): Promise<Collected> {
	const { resultOf, refused } = await waitForTasks(context, ids, { maxWaitMs, intervalMs: 5000 });
	if (refused) return { outcome: 'pending', setback: setback(refused) };
	const tasks = ids.map(resultOf);
	const people = new Map<string, IDataObject>();
	for (const task of tasks) {
		const page = task.outcome === 'pending' ? [] : peopleIn(task);
		if (typeof page === 'string') return { outcome: 'lost', reason: page };
		for (const person of page) people.set(keyOf(person), person);
	}
	if (tasks.some(({ outcome }) => outcome === 'pending')) {
		const failure = tasks.find((task) => task.outcome === 'pending' && task.failure)?.failure;
		return { outcome: 'pending', setback: failure && setback(failure) };
	}
	const lastOutput = tasks.at(-1)?.task.task_output;
	const lastPage = isObject(lastOutput) ? lastOutput : { data: lastOutput };
	return {
		outcome: 'list',
		people,
		hasMore: describePage({ count: PAGE_SIZE }, lastPage).has_more,
	};
}

/** The people that a task returned, or why it returned none. */
function peopleIn({ outcome, task, status }: TaskResult): IDataObject[] | string {
	if (outcome === 'unknown') return 'OutX no longer has the task';
	if (outcome === 'failed') return cleanText(failureReason(task, status));
	const interpreted = listOf('connections')(task.task_output);
	return 'results' in interpreted ? interpreted.results : `it returned ${interpreted.unexpected}`;
}
