import { describeFailure, type ErrorDetails } from '../../shared/api/errors';
import type { Failure } from '../../shared/api/types';
import { profileName } from '../../shared/output/profileName';
import { waitForTasks, type TaskResult } from '../../shared/tasks/waitForTasks';
import { getProfile, profileRequest } from '../resources/profile/get';
import { acceptTask } from './accept';
import { resultsOf } from './awaitTasks';
import { describeLookup, describeNamelessProfile, describePendingLookup } from './describeLookup';
import { failed, isFailed, type Outcome } from './outcome';
import { requestEach } from './refusals';
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

/**
 * Fetches the profiles of these people. A retry of the node uses the lookups of the first attempt. If the node stops
 * early, people are missing from the result.
 */
export async function findPeople(run: Run, wanted: readonly Wanted[]): Promise<Map<string, Found>> {
	const { context, operation, settings } = run;
	const found = new Map<string, Found>();
	const conclude = ({ key, address }: Wanted, result: Found) => {
		const error = 'error' in result && describeLookup(address, result.error, operation);
		found.set(key, error ? { error } : result);
	};
	const requested = await requestEach(run, wanted, (person) => requestProfile(run, person));
	for (const [person, outcome] of requested) if (isFailed(outcome)) conclude(person, outcome);
	if (found.size > 0 && !context.continueOnFail()) return found;

	const lookups = [...requested].flatMap(([person, outcome]) =>
		outcome.state === 'accepted' ? [{ ...outcome, person }] : [],
	);
	const ids = lookups.map(({ taskId }) => taskId);
	const { resultOf, refused } = await waitForTasks(context, ids, settings.waitLimits);
	for (const { person, taskId, attemptKey } of lookups) {
		conclude(person, nameIn(run, attemptKey, resultOf(taskId), refused));
	}
	return found;
}

async function requestProfile(run: Run, { key, address, item }: Wanted): Promise<Outcome> {
	const lookup = { ...run, operation: getProfile };
	const asked = await requestOnce(lookup, item, profileRequest(address), `lookup ${key}`);
	// Nothing was sent, so nothing can have taken effect.
	if ('failure' in asked) return failed(item, describeFailure(asked.failure));
	return acceptTask(getProfile, item, asked.key, asked.body);
}

function nameIn(run: Run, attemptKey: string, task: TaskResult, refused?: Failure): Found {
	if (task.outcome === 'pending') {
		return { error: refused ? describeFailure(refused) : describePendingLookup(task) };
	}
	const lookup = { ...run, operation: getProfile };
	const found = resultsOf(lookup, profileRequest(''), attemptKey, task);
	if ('error' in found) return found;
	const { looksUp: wanted = 'urn' } = run.operation;
	const name = profileName(found.results[0], wanted);
	if (name !== undefined) return { name };
	run.attempts.forget(attemptKey);
	return { error: describeNamelessProfile(task.id, wanted) };
}
