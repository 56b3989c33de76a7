import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { cleanText } from '../shared/util/text';
import { isObject } from '../shared/util/guards';
import type { ApiRequest } from '../shared/api/types';
import { personKey } from '../shared/input/identifiers';
import { findList, PAGE_SIZE, describePage } from '../shared/output/connectionPage';
import { apiRequest } from '../shared/api/request';
import { failureReason, resultsIn } from '../shared/output/items';
import { toNodeError, describeFailure, type ErrorDetails } from '../shared/api/errors';
import { waitForTasks, type TaskResult } from '../shared/tasks/waitForTasks';
import { newAmong, type Memory, type PendingPages } from './pollState';

/** Pages overlap a little, so that nobody falls between two of them when somebody leaves the list. */
const STEP = PAGE_SIZE - 10;
/** Nobody known on so many pages means another list, for example of another LinkedIn account. */
const MOST_PAGES = 10;
/** Tasks that were looked at so often in vain are given up and asked for anew. */
const MOST_LOOKS = 30;
const TEST_WAIT_MS = 120_000;
/** Lost tasks that were told about. n8n can be set up to forget what a poll that fails has kept, and to see them again. */
const told = new Set<string>();
const MOST_TOLD = 1000;

export const keyOf = (person: IDataObject) =>
	personKey(String(person.entity_urn ?? person.public_identifier ?? JSON.stringify(person)));

const pageCall = (start: number, count = PAGE_SIZE): ApiRequest => ({
	method: 'POST',
	path: '/linkedin-agent/fetch-connections',
	body: { start, count, sort_type: 'RECENTLY_ADDED' },
});

async function createTask(
	context: IPollFunctions,
	request: ApiRequest,
): Promise<string | ErrorDetails> {
	const answer = await apiRequest(context, request);
	if (!answer.ok) return describeFailure(answer.failure);
	const { api_agent_task_id: id } = answer.body;
	if (typeof id === 'string' && id !== '') return id;
	return { message: 'OutX accepted the request but named no task' };
}

/** Creates the tasks of the next look, one for each page. */
async function ask(context: IPollFunctions, memory: Memory): Promise<ErrorDetails | undefined> {
	const ids: string[] = [];
	for (let page = 0; page < memory.pages; page++) {
		const id = await createTask(context, pageCall(page * STEP));
		if (typeof id !== 'string') return id;
		ids.push(id);
	}
	memory.pending = { ids, looks: 0 };
	return undefined;
}

async function look(
	context: IPollFunctions,
	ids: string[],
	maxWaitMs: number,
): Promise<TaskResult[]> {
	const { results, refused } = await waitForTasks(context, ids, { maxWaitMs, intervalMs: 5000 });
	if (refused) throw toNodeError(context.getNode(), describeFailure(refused));
	return [...results.values()];
}

const RUNNING = 'Chrome with the OutX extension is running and logged in to LinkedIn';

const reasonFor = ({ outcome, task, status }: TaskResult) =>
	outcome === 'unknown' ? 'the task is gone' : cleanText(failureReason(task, status));

function outputOf({ task: { task_output: output } }: TaskResult): IDataObject {
	return isObject(output) ? output : { data: output };
}

/** An output without a list tells nothing, least of all that nobody is known any more. */
function isLost(task: TaskResult): boolean {
	return task.outcome === 'completed' ? !findList(outputOf(task)) : task.outcome !== 'pending';
}

export interface Found {
	items: IDataObject[];
	/** A silent first look: it must be remembered even though there is nothing to tell. */
	baseline?: boolean;
}

/** One poll: collects what the poll before asked for, and asks for the newest connections again. */
export async function newConnections(
	context: IPollFunctions,
	memory: Memory,
	save: () => void,
): Promise<Found> {
	const found: Found = memory.pending
		? await collect(context, memory, memory.pending, save)
		: { items: [] };
	const error = memory.pending ? undefined : await ask(context, memory);
	// Who was found comes out now; the next poll asks again, and tells when that still does not work.
	if (error && found.items.length === 0) throw toNodeError(context.getNode(), error);
	return found;
}

async function collect(
	context: IPollFunctions,
	memory: Memory,
	pending: PendingPages,
	save: () => void,
): Promise<Found> {
	const tasks = await look(context, pending.ids, 0);
	const lost = tasks.find(isLost);
	if (!lost && tasks.some(({ outcome }) => outcome === 'pending')) {
		const looks = pending.looks + 1;
		memory.pending = looks < MOST_LOOKS ? { ...pending, looks } : undefined;
		return { items: [] };
	}
	memory.pending = undefined;
	if (!lost) return take(memory, tasks);
	// The next poll asks anew, whatever becomes of this one.
	save();
	if (told.has(lost.id)) return { items: [] };
	if (told.size >= MOST_TOLD) told.clear();
	told.add(lost.id);
	const message = `OutX could not fetch the newest connections: ${reasonFor(lost)}`;
	const description = `The next poll asks for them again. If it keeps happening, check whether ${RUNNING}`;
	throw toNodeError(context.getNode(), { message, description });
}

/** Takes a list as it stands: nobody on it is new. */
function startFrom(memory: Memory, ids: string[]): Found {
	memory.seen = ids;
	memory.ready = true;
	return { items: [], baseline: true };
}

/** Compares the newest connections with what is known. */
function take(memory: Memory, tasks: TaskResult[]): Found {
	const outputs = tasks.map(outputOf);
	const people = new Map(outputs.flatMap(resultsIn).map((person) => [keyOf(person), person]));
	const ids = [...people.keys()];
	const asked = memory.pages;
	memory.pages = 1;
	if (!memory.ready) return startFrom(memory, ids);
	const { fresh, reachedKnown } = newAmong(ids, memory.seen);
	const hasMore = describePage({ count: PAGE_SIZE }, outputs.at(-1) ?? {}).has_more;
	const isFirst = memory.seen.length === 0 && !hasMore;
	if (!reachedKnown && !isFirst && ids.length > 0) {
		if (!hasMore || asked === MOST_PAGES) return startFrom(memory, ids);
		// Somebody who is known should stand further down. Who is new comes out when that is certain.
		memory.pages = Math.min(MOST_PAGES, asked * 3);
		return { items: [] };
	}
	const isNew = new Set(fresh);
	memory.seen = [...fresh, ...memory.seen];
	return {
		items: [...people]
			.filter(([id]) => isNew.has(id))
			.map(([, person]) => person)
			.reverse(),
	};
}

/** For "fetch test event": waits, and shows the newest connection without remembering anything. */
export async function sampleConnections(context: IPollFunctions): Promise<IDataObject[]> {
	const id = await createTask(context, pageCall(0, 1));
	if (typeof id !== 'string') throw toNodeError(context.getNode(), id);
	const [task] = await look(context, [id], TEST_WAIT_MS);
	if (task.outcome === 'completed') return resultsIn(task.task.task_output);
	const message =
		task.outcome === 'pending'
			? `OutX has not fetched the newest connection after ${TEST_WAIT_MS / 1000} seconds`
			: `OutX could not fetch the newest connection: ${reasonFor(task)}`;
	const description = `Check whether ${RUNNING}, then try again`;
	throw toNodeError(context.getNode(), { message, description });
}
