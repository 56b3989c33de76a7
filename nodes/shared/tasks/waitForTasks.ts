import type { IDataObject } from 'n8n-workflow';

import { harmless, type ApiRequest, type Failure } from '../api/types';
import { pause } from '../util/pause';
import type { Context } from '../util/context';
import { forEachConcurrently } from '../util/concurrency';
import { steadyNow } from '../util/steadyNow';
import type { Parameters } from '../input/parameters';
import { tryApiRequest } from '../api/request';
import type { Plan } from './plan';
import { PollPlan } from './pollPlan';
import { isAbout, progressOf, taskIn } from './taskStatus';

export interface WaitLimits {
	maxWaitMs: number;
	intervalMs: number;
	/** Whether the maximum starts again with each result: the wait continues as long as results keep coming. */
	renews?: boolean;
}

export function waitLimitsFrom<Name extends string>(
	parameters: Parameters<Name | 'options.pollingInterval'>,
	maximumWait: Name,
): WaitLimits {
	return {
		maxWaitMs: 1000 * parameters.number(maximumWait, 180),
		intervalMs: 1000 * parameters.number('options.pollingInterval', 5),
	};
}

/** What is known of a task when the wait is over. */
export interface TaskResult {
	id: string;
	/** `unknown`: OutX does not know the task. */
	outcome: 'completed' | 'failed' | 'unknown' | 'pending';
	status: string;
	/** The task as OutX describes it: task_input, task_output and whatever else. */
	task: IDataObject;
	waitedMs: number;
	/** Why the last check failed. */
	failure?: Failure;
}

export interface WaitResult {
	resultOf(id: string): TaskResult;
	/** Set when OutX refused the key or the team: further checks are useless. */
	refused?: Failure;
}

const AT_ONCE = 10;
const LOOK_TIMEOUT_MS = 20_000;
/** A check that takes longer continues by itself and holds up nothing. */
const PATIENCE_MS = 2000;
const SLICE_MS = 250;

const isRefusal = ({ status, kind }: Failure) =>
	status === 401 || status === 403 || kind === 'credential';

/** OutX will answer the same for this task next time. */
const isFinalRefusal = ({ kind, status = 0, transient }: Failure) =>
	kind === 'tooLarge' ||
	kind === 'tooDeep' ||
	(kind === 'status' && !transient && status >= 400 && status < 500 && status !== 408);

/**
 * Waits for all tasks together: the whole wait lasts as long as the slowest task. No task ID is ever lost: tasks that have
 * not ended when time is up are pending, and a check that failed is repeated in the next round.
 */
export async function waitForTasks(
	context: Context,
	ids: readonly string[],
	{ maxWaitMs, intervalMs, renews }: WaitLimits,
	plan: Plan = new PollPlan(ids, intervalMs),
): Promise<WaitResult> {
	const start = steadyNow();
	let deadline = start + maxWaitMs;
	const results = new Map<string, TaskResult>();
	const resultOf = (id: string): TaskResult =>
		results.get(id) ?? { id, outcome: 'pending', status: 'pending', task: {}, waitedMs: 0 };
	for (const id of ids) results.set(id, resultOf(id));
	const waited: WaitResult = { resultOf };
	/** A single check waits for its answer. */
	const patienceMs = maxWaitMs === 0 ? LOOK_TIMEOUT_MS : PATIENCE_MS;
	/** OutX asked for no requests until then. */
	let quietUntil = 0;
	/** Why the last check failed, whichever task it was about; undefined once one succeeds. */
	let trouble: Failure | undefined;
	const enough = () => waited.refused !== undefined || quietUntil > steadyNow();

	const checkNow = async (id: string) => {
		const seen = await checkTask(context, id);
		results.set(id, { ...resultOf(id), ...seen, waitedMs: steadyNow() - start });
		if (seen.outcome !== 'pending') {
			plan.sawEnd(id);
			if (renews && maxWaitMs > 0) deadline = steadyNow() + maxWaitMs;
		}
		const { failure } = seen;
		if (failure && isRefusal(failure)) waited.refused = failure;
		if (!failure) trouble = undefined;
		else if (seen.outcome === 'pending' && failure.kind !== 'unexpected') trouble = failure;
		if (failure?.status === 429) {
			quietUntil = Math.max(quietUntil, steadyNow() + (failure.retryAfterMs ?? intervalMs));
		}
	};

	const checks = new Map<string, { over: Promise<void>; patientUntil: number }>();
	const patience = async (id: string) => {
		const until = checks.get(id)?.patientUntil ?? 0;
		while (checks.has(id) && steadyNow() < until) await pause(context, SLICE_MS);
	};
	const check = async (id: string) => {
		while (checks.size >= AT_ONCE && !checks.has(id)) {
			if (steadyNow() > deadline + patienceMs) return;
			await Promise.race(
				[...checks.values()].map(({ over }) => over).concat(pause(context, SLICE_MS)),
			);
		}
		// A check that took longer than its round may have found the end meanwhile.
		if (resultOf(id).outcome !== 'pending') return;
		const begun = checks.get(id) ?? {
			over: checkNow(id).finally(() => checks.delete(id)),
			patientUntil: steadyNow() + patienceMs,
		};
		checks.set(id, begun);
		await Promise.race([begun.over, patience(id)]);
	};

	for (;;) {
		const roundStart = steadyNow();
		const isLast = roundStart >= deadline;
		plan.startRound(roundStart - start, isLast);
		const nextWave = () => plan.take(steadyNow() - start);
		for (let wave = nextWave(); wave.length > 0 && !enough(); wave = nextWave()) {
			await forEachConcurrently(AT_ONCE, wave, check, enough);
		}
		const nextAt = start + plan.endRound();
		const isOver = isLast && steadyNow() >= deadline;
		if (waited.refused || plan.done || isOver || quietUntil > deadline) break;
		const next = Math.min(deadline, Math.max(nextAt, quietUntil));
		await pause(context, next - steadyNow());
	}
	// Checks without an answer count as waiting time as well.
	for (const result of results.values()) {
		if (result.outcome !== 'pending') continue;
		result.waitedMs = steadyNow() - start;
		if (checks.has(result.id)) result.failure = NO_ANSWER;
		else result.failure ??= checks.size >= AT_ONCE ? NO_ANSWER : trouble;
	}
	return waited;
}

const NO_ANSWER = harmless('network', 'ETIMEDOUT');
const OTHER_TASK = harmless('unexpected', 'OutX answered with the status of another task');
const NO_STATUS = harmless('unexpected', 'OutX answered without the status of the task');

type Check = Pick<TaskResult, 'outcome' | 'failure'> & Partial<TaskResult>;

async function checkTask(context: Context, id: string): Promise<Check> {
	const request: ApiRequest = {
		method: 'GET',
		path: '/linkedin-agent/get-task-status',
		query: { api_agent_task_id: id },
	};
	const answer = await tryApiRequest(context, request, LOOK_TIMEOUT_MS);
	if (!answer.ok) {
		const { failure } = answer;
		const lost = isFinalRefusal(failure) && !isRefusal(failure);
		return { outcome: lost ? 'unknown' : 'pending', failure };
	}
	const task = taskIn(answer.body);
	if (!isAbout(task, id)) return { outcome: 'pending', failure: OTHER_TASK };
	if (typeof task.status !== 'string') return { outcome: 'pending', failure: NO_STATUS };
	const progress = progressOf(task.status);
	return {
		outcome: progress === 'running' ? 'pending' : progress,
		status: task.status,
		task,
		failure: undefined,
	};
}
