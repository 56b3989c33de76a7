import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { toNodeError, type ErrorDetails } from '../shared/api/errors';
import { believeConnections, MOST_PAGES, type NewPeopleLimit } from './believeConnections';
import { collectAgainAt, isDue, isGivenUp, isLate, isReported } from './checkSchedule';
import {
	describeDoubt,
	describeLateTasks,
	describeLostTask,
	describeSample,
} from './describeCheck';
import type { PendingTasks, PollState } from './pollState';
import { collectTasks, createTasks, type Setback } from './readConnections';

const TEST_WAIT_MS = 120_000;
/**
 * Lost checks that were reported. n8n can be set to discard what a failed poll has stored, and then sees the same tasks
 * again.
 */
const reported = new Set<string>();
const MOST_REPORTED = 1000;

export interface PollResult {
	state: PollState;
	items: IDataObject[];
	/** A silent start: it must be stored although there is nothing to return. */
	isBaseline?: boolean;
	/** What n8n shows instead of items. */
	report?: ErrorDetails;
}

export interface ConnectionSettings extends NewPeopleLimit {
	/** The shortest time between two checks of LinkedIn. */
	intervalMs: number;
}

/** One poll: collects what an earlier poll requested, and requests the newest connections again when it is time. */
export async function newConnections(
	context: IPollFunctions,
	state: PollState,
	settings: ConnectionSettings,
): Promise<PollResult> {
	const found = await collectPending(context, state, settings);
	const isTime = isDue(found.state.nextCheckAt, Date.now(), settings.intervalMs);
	if (found.report || found.state.pending || !isTime) return found;
	const ids = await createTasks(context, found.state.pages);
	const now = Date.now();
	const next = { ...found.state, nextCheckAt: now + settings.intervalMs };
	const asked: PollResult = Array.isArray(ids)
		? { state: { ...next, pending: { ids, createdAt: now, collectAt: now } }, items: [] }
		: failed(next, ids);
	// What was found is returned now. If requests still fail, the next check reports it.
	const isFound = found.items.length > 0 || found.isBaseline;
	return isFound ? { ...found, state: asked.state } : asked;
}

function failed(state: PollState, { error, isCertain }: Setback): PollResult {
	const failedChecks = state.failedChecks + 1;
	const report = isReported(failedChecks, isCertain) ? error : undefined;
	return { state: { ...state, failedChecks }, items: [], report };
}

async function collectPending(
	context: IPollFunctions,
	state: PollState,
	settings: ConnectionSettings,
): Promise<PollResult> {
	const { pending, ...rest } = state;
	if (!pending || !isDue(pending.collectAt, Date.now(), settings.intervalMs))
		return { state, items: [] };
	const collected = await collectTasks(context, pending.ids, 0);
	const now = Date.now();
	if (collected.outcome === 'pending') {
		const minutes = Math.round((now - pending.createdAt) / 60_000);
		const late = isLate(pending, now, settings.intervalMs) ? describeLateTasks(minutes) : undefined;
		const setback = collected.setback ?? (late && { error: late, isCertain: false });
		const collectAt = collectAgainAt(pending, now, settings.intervalMs);
		const next = isGivenUp(pending, now) ? rest : { ...rest, pending: { ...pending, collectAt } };
		return setback ? failed(next, setback) : { state: next, items: [] };
	}
	const done =
		collected.outcome === 'lost'
			? failed(rest, { error: describeLostTask(collected.reason), isCertain: true })
			: believed(rest, collected, settings);
	return done.report ? { ...done, report: reportOnce(pending, done.report) } : done;
}

function believed(
	state: PollState,
	{ people, hasMore }: { people: Map<string, IDataObject>; hasMore: boolean },
	settings: ConnectionSettings,
): PollResult {
	const list = { ids: [...people.keys()], hasMore };
	const { memory, fresh, doubt } = believeConnections(state, list, settings);
	const next = { ...state, ...memory };
	// The oldest first, as they connected.
	const items = fresh.flatMap<IDataObject>((id) => people.get(id) ?? []).reverse();
	const kind = doubt?.kind;
	if (kind === 'unfamiliar' && state.pages < MOST_PAGES) return { state: next, items };
	const report = doubt && describeDoubt(doubt, settings);
	if (report && kind !== 'newStart' && kind !== 'skipped') {
		return failed(next, { error: report, isCertain: kind !== 'empty' });
	}
	const isBaseline = next.ready && (!state.ready || kind === 'newStart');
	return { state: { ...next, failedChecks: 0 }, items, isBaseline, report };
}

function reportOnce(pending: PendingTasks, report: ErrorDetails): ErrorDetails | undefined {
	const key = [pending.createdAt, ...pending.ids].join(' ');
	if (reported.has(key)) return undefined;
	if (reported.size >= MOST_REPORTED) reported.clear();
	reported.add(key);
	return report;
}

/** For "fetch test event": waits, and returns the newest connection without remembering anything. */
export async function sampleConnections(context: IPollFunctions): Promise<IDataObject[]> {
	const ids = await createTasks(context, 1, 1);
	if (!Array.isArray(ids)) throw toNodeError(context.getNode(), ids.error);
	const collected = await collectTasks(context, ids, TEST_WAIT_MS);
	if (collected.outcome === 'list') return [...collected.people.values()];
	const { setback, reason } = collected;
	const error = setback?.error ?? describeSample(reason, TEST_WAIT_MS / 1000);
	throw toNodeError(context.getNode(), error);
}
