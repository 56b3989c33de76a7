import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import { isObject } from '../util/guards';

export type Scope = 'node' | 'workflow';

/**
 * How much n8n remembers for one node or workflow; the oldest marks go first. Each action takes two
 * of a node's marks, three with Send Once Per Recipient. It is about half a megabyte when full.
 */
const OPTIONS = { mode: 'entries', maxEntries: 20_000 } as const;
/** As long as a request may take: the answer to it brings another write. */
const REPEAT_FOR_MS = 60_000;
const MOST_LOOKS = 8;
const SHORTEST_PAUSE_MS = 40;
const LONGEST_PAUSE_MS = 1000;

/**
 * n8n keeps the marks of a node, or of a workflow, in one row, and reads, changes and writes it as a whole. So another
 * worker that does this at the same moment can overwrite what we wrote. Against that, all executions of this process
 * write together, and each write repeats what this process wrote lately.
 */
class Row {
	private readonly recent = new Map<string, number>();
	private readonly confirmed = new Set<string>();
	private unwritten: string[] = [];
	private turn: Promise<unknown> = Promise.resolve();
	private next: Promise<Set<string> | undefined> | undefined;
	private lastTookMs = 0;

	/** Puts marks down for the next write and tells which of them this process wrote lately. */
	add(marks: readonly string[]): string[] {
		const known = marks.filter((mark) => this.recent.has(mark));
		this.unwritten.push(...marks.filter((mark) => !this.recent.has(mark)));
		for (const mark of marks) this.recent.set(mark, Date.now());
		return known;
	}

	has(mark: string): boolean {
		return this.recent.has(mark);
	}

	drop(marks: readonly string[]): void {
		for (const mark of marks) {
			this.recent.delete(mark);
			this.confirmed.delete(mark);
		}
	}

	confirm(marks: readonly string[]): void {
		for (const mark of marks) if (this.recent.has(mark)) this.confirmed.add(mark);
	}

	/** Tells what was there before. Who asks during a write shares the next one with all others who do. */
	async write(context: IExecuteFunctions, scope: Scope): Promise<Set<string> | undefined> {
		this.next ??= this.inTurn(async () => {
			this.next = undefined;
			const fresh = this.unwritten;
			this.unwritten = [];
			let seen: Set<string> | undefined;
			try {
				seen = await record(context, [...this.recent.keys()], scope);
			} finally {
				if (!seen) this.drop(fresh);
			}
			if (seen) await this.forgetIfCleared(context, scope, seen);
			this.forgetOld();
			return seen;
		});
		return await this.next;
	}

	/** Longer than another worker takes between reading and writing: it is as busy as we are. */
	async settle(): Promise<void> {
		const ms = Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, 2 * this.lastTookMs));
		await sleep(ms * (1 + Math.random()));
	}

	async inTurn<T>(work: () => Promise<T>): Promise<T> {
		const timed = async () => {
			const start = Date.now();
			try {
				return await work();
			} finally {
				this.lastTookMs = Date.now() - start;
			}
		};
		const turn = this.turn.then(timed, timed);
		this.turn = turn;
		return await turn;
	}

	/** A cleared store must not be filled again with what we wrote before. */
	private async forgetIfCleared(
		context: IExecuteFunctions,
		scope: Scope,
		seen: ReadonlySet<string>,
	): Promise<void> {
		const gone = [...this.confirmed];
		if (gone.length === 0 || gone.some((mark) => seen.has(mark))) return;
		this.drop(gone);
		await context.helpers.removeProcessed(gone, scope, OPTIONS);
	}

	private forgetOld(): void {
		const now = Date.now();
		for (const [mark, since] of this.recent) {
			if (now - since > REPEAT_FOR_MS) this.drop([mark]);
		}
	}
}

const rows = new Map<string, Row>();

function rowOf(context: IExecuteFunctions, scope: Scope): Row {
	const name = `${context.getWorkflow().id}/${scope === 'node' ? context.getNode().id : ''}`;
	const row = rows.get(name) ?? new Row();
	rows.set(name, row);
	return row;
}

/** Outside a real n8n server there may be no store. Nothing can run twice by itself there. */
function isMissing(thrown: unknown): boolean {
	return isObject(thrown) && (thrown.name === 'TypeError' || thrown.code === 'ERR_ASSERTION');
}

/** Records marks and tells which of them were there before; undefined when this n8n has no store. */
async function record(
	context: IExecuteFunctions,
	marks: string[],
	scope: Scope,
): Promise<Set<string> | undefined> {
	const write = async () => {
		const { processed } = await context.helpers.checkProcessedAndRecord(marks, scope, OPTIONS);
		return new Set(processed.map(String));
	};
	try {
		return await write();
	} catch (thrown) {
		// Two workers that create the first mark of a node at once collide; the second try finds it there.
		return isMissing(thrown) ? undefined : await write();
	}
}

/**
 * Records marks in n8n's deduplication store and tells which of them were there before; undefined when this n8n has no
 * such store. Until `keep` returns, another worker may still overwrite them.
 */
export async function note(
	context: IExecuteFunctions,
	marks: string[],
	scope: Scope,
): Promise<Set<string> | undefined> {
	const row = rowOf(context, scope);
	const ours = row.add(marks);
	const before = await row.write(context, scope);
	if (!before) return undefined;
	// The store was cleared since we wrote them, so they are noted anew.
	const gone = ours.filter((mark) => !row.has(mark));
	if (gone.length > 0) await note(context, gone, scope);
	return new Set(
		marks.filter((mark) => !gone.includes(mark) && (ours.includes(mark) || before.has(mark))),
	);
}

/** Looks at marks that were just noted until they stay. */
export async function keep(
	context: IExecuteFunctions,
	marks: string[],
	scope: Scope,
): Promise<void> {
	const row = rowOf(context, scope);
	for (let look = 0; look < MOST_LOOKS; look++) {
		await row.settle();
		const there = await row.write(context, scope);
		if (!there) return;
		if (marks.every((mark) => there.has(mark))) return row.confirm(marks);
	}
}

/** Whether a mark is there. The store can only be asked by writing, so what was not there is taken out again. */
export async function isNoted(
	context: IExecuteFunctions,
	mark: string,
	scope: Scope,
): Promise<boolean | undefined> {
	const row = rowOf(context, scope);
	const known = await row.inTurn(async () => {
		if (row.has(mark)) return true;
		const seen = await record(context, [mark], scope);
		if (seen?.size === 0) await context.helpers.removeProcessed([mark], scope, OPTIONS);
		return seen && seen.size > 0;
	});
	if (known === false) await takeOutAgain(row, context, [mark], scope);
	return known;
}

export async function forget(
	context: IExecuteFunctions,
	marks: string[],
	scope: Scope,
): Promise<void> {
	const row = rowOf(context, scope);
	await row.inTurn(async () => {
		row.drop(marks);
		await context.helpers.removeProcessed(marks, scope, OPTIONS);
	});
}

export async function forgetSurely(
	context: IExecuteFunctions,
	marks: string[],
	scope: Scope,
): Promise<void> {
	await forget(context, marks, scope);
	await takeOutAgain(rowOf(context, scope), context, marks, scope);
}

/** Another worker, writing at the same moment, may have put them back. */
async function takeOutAgain(
	row: Row,
	context: IExecuteFunctions,
	marks: string[],
	scope: Scope,
): Promise<void> {
	await row.settle();
	await row.inTurn(async () => {
		const gone = marks.filter((mark) => !row.has(mark));
		if (gone.length > 0) await context.helpers.removeProcessed(gone, scope, OPTIONS);
	});
}
