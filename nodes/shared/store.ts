import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import { isObject } from './call';

export type Scope = 'node' | 'workflow';

/**
 * How much n8n remembers for one node or workflow; the oldest marks go first. At LinkedIn's pace this is years, and
 * it is about half a megabyte when full.
 */
const MAX_ENTRIES = 20_000;
const ROUNDS_TO_SETTLE = 5;
const SETTLE_MS = 40;

/** Executions of one process take turns, because n8n reads and writes the marks of a node as a whole. */
const turns = new Map<string, Promise<unknown>>();

async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
	const turn = (turns.get(name) ?? Promise.resolve()).then(work, work);
	turns.set(name, turn);
	try {
		return await turn;
	} finally {
		if (turns.get(name) === turn) turns.delete(name);
	}
}

function turnName(context: IExecuteFunctions, scope: Scope): string {
	const workflow = context.getWorkflow().id ?? '';
	return scope === 'node' ? `${workflow}/${context.getNode().id}` : `${workflow}`;
}

async function record(
	context: IExecuteFunctions,
	marks: string[],
	scope: Scope,
): Promise<string[]> {
	const seen = await inTurn(turnName(context, scope), async () =>
		context.helpers.checkProcessedAndRecord(marks, scope, {
			mode: 'entries',
			maxEntries: MAX_ENTRIES,
		}),
	);
	return seen.processed.map(String);
}

/** Outside a real n8n server there may be no store. Nothing can run twice by itself there. */
function isMissing(thrown: unknown): boolean {
	return isObject(thrown) && (thrown.name === 'TypeError' || thrown.code === 'ERR_ASSERTION');
}

/** Records marks and tells which of them were there before; undefined when this n8n has no store. */
async function recordIfPossible(
	context: IExecuteFunctions,
	marks: string[],
	scope: Scope,
): Promise<string[] | undefined> {
	try {
		return await record(context, marks, scope);
	} catch (thrown) {
		if (isMissing(thrown)) return undefined;
		// Two workers that create the first mark of a node at once collide; the second try finds it there.
		return await record(context, marks, scope);
	}
}

/**
 * Records marks in n8n's deduplication store and tells which of them were there before; undefined when this n8n has no
 * such store. Another worker that writes at the same moment may overwrite what we wrote, so look again until it stays.
 */
export async function remember(
	context: IExecuteFunctions,
	marks: string[],
	scope: Scope,
): Promise<Set<string> | undefined> {
	const known = await recordIfPossible(context, marks, scope);
	if (known === undefined) return undefined;
	const fresh = marks.filter((mark) => !known.includes(mark));
	for (let round = 0; fresh.length > 0 && round < ROUNDS_TO_SETTLE; round++) {
		await sleep(SETTLE_MS * (1 + Math.random()));
		if ((await record(context, fresh, scope)).length === fresh.length) break;
	}
	return new Set(known);
}

/** Whether a mark is there. The store can only be asked by writing, so what was not there is taken out again. */
export async function isNoted(
	context: IExecuteFunctions,
	mark: string,
	scope: Scope,
): Promise<boolean | undefined> {
	const known = await recordIfPossible(context, [mark], scope);
	if (known?.length === 0) await forget(context, [mark], scope);
	return known && known.length > 0;
}

export async function note(context: IExecuteFunctions, mark: string, scope: Scope): Promise<void> {
	await record(context, [mark], scope);
}

export async function forget(
	context: IExecuteFunctions,
	marks: string[],
	scope: Scope,
): Promise<void> {
	await inTurn(turnName(context, scope), async () => {
		await context.helpers.removeProcessed(marks, scope, { mode: 'entries' });
	});
}
