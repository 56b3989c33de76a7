import { describeFailure, type ErrorDetails } from '../../shared/api/errors';
import { harmless, type Failure } from '../../shared/api/types';
import { profileName } from '../../shared/output/profileName';
import {
	describeMissingTask,
	describeTaskFailure,
	describeUnexpectedOutput,
} from '../../shared/tasks/describeTask';
import { taskIdIn } from '../../shared/tasks/taskId';
import { waitForTasks, type TaskResult } from '../../shared/tasks/waitForTasks';
import { forEachConcurrently } from '../../shared/util/concurrency';
import type { PersonName } from '../operation';
import { getProfile, profileRequest } from '../resources/profile/get';
import { describeLookup, describeNamelessProfile, describePendingLookup } from './describeLookup';
import { failed, returned } from './outcome';
import { notRequested, Refusals } from './refusals';
import { requestOnce } from './requestOnce';
import type { Run } from './run';

/** A person to look up. */
export interface Wanted {
	/** The same however the URL is written. */
	key: string;
	/** The slug or the member ID. */
	address: string;
	/** The first item that needs the person. */
	item: number;
}

/** The identifier that OutX needs, or why there is none. */
export type Found = { name: string } | { error: ErrorDetails };

/** A profile that OutX is fetching. */
interface Lookup extends Wanted {
	attemptKey: string;
	taskId: string;
}

/**
 * Fetches the profiles of these people. A retry of the node uses the lookups of the first attempt. If the node stops
 * early, people are missing from the result.
 */
export async function findPeople(run: Run, wanted: readonly Wanted[]): Promise<Map<string, Found>> {
	const { context, operation, settings, attempts } = run;
	const found = new Map<string, Found>();
	const conclude = ({ key, address }: Wanted, result: Found) => {
		const error = 'error' in result && describeLookup(address, result.error, operation);
		found.set(key, error ? { error } : result);
	};
	const lookups = await requestProfiles(run, wanted, conclude);
	if (found.size > 0 && !context.continueOnFail()) return found;

	const ids = lookups.map(({ taskId }) => taskId);
	const { results, refused } = await waitForTasks(context, ids, settings.waitLimits);
	for (const lookup of lookups) {
		const task = results.get(lookup.taskId);
		const isOver = task !== undefined && task.outcome !== 'pending';
		const result = isOver ? nameIn(task, operation.looksUp ?? 'urn') : stillPending(task, refused);
		if (isOver && 'error' in result) attempts.forget(lookup.attemptKey);
		conclude(lookup, result);
	}
	return found;
}

/** The lookups that OutX accepted. After a failure no more are requested, as with all reads. */
async function requestProfiles(
	run: Run,
	wanted: readonly Wanted[],
	conclude: (person: Wanted, result: Found) => void,
): Promise<Lookup[]> {
	const lookups: Lookup[] = [];
	const refusals = new Refusals();
	const goOn = run.context.continueOnFail();
	const unrequested = new Set(wanted);
	let hasFailed = false;
	await forEachConcurrently(
		run.settings.concurrency,
		wanted,
		async (person) => {
			unrequested.delete(person);
			const result = await requestProfile(run, person);
			hasFailed ||= 'error' in result;
			if ('error' in result) conclude(person, result);
			else lookups.push({ ...person, ...result });
			refusals.add('error' in result ? failed(person.item, result.error) : returned(0, []));
		},
		() => (goOn ? refusals.reason !== undefined : hasFailed),
	);
	const { reason } = refusals;
	if (reason) for (const person of unrequested) conclude(person, notRequested(person.item, reason));
	return lookups;
}

async function requestProfile(
	run: Run,
	{ key, address, item }: Wanted,
): Promise<Pick<Lookup, 'attemptKey' | 'taskId'> | { error: ErrorDetails }> {
	const lookup = { ...run, operation: getProfile };
	const asked = await requestOnce(lookup, item, profileRequest(address), `lookup ${key}`);
	// Nothing was sent, so nothing can have taken effect.
	if ('error' in asked) return { error: describeFailure(asked.failure) };
	const taskId = taskIdIn(asked.body);
	return taskId === undefined
		? { error: describeMissingTask(asked.body, false) }
		: { attemptKey: asked.key, taskId };
}

const stillPending = (task: TaskResult | undefined, refused: Failure | undefined): Found => ({
	error: refused || !task ? describeFailure(refused ?? LOST) : describePendingLookup(task),
});

const LOST = harmless('unexpected', 'The task was lost');

function nameIn(task: TaskResult, wanted: PersonName): Found {
	const failure = describeTaskFailure(task, false);
	if (failure) return { error: failure };
	const { task_output: output } = task.task;
	const answer = getProfile.interpret(output, profileRequest(''));
	if ('unexpected' in answer) {
		return { error: describeUnexpectedOutput(task.id, answer.unexpected, false) };
	}
	const [profile] = answer.results;
	const name = profileName(profile, wanted);
	return name === undefined ? { error: describeNamelessProfile(task.id, wanted) } : { name };
}
