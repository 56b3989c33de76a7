import type { IExecuteFunctions } from 'n8n-workflow';

import { isObject } from '../util/guards';
import { Turns } from './turns';

export const SCOPES = ['node', 'workflow'] as const;
export type Scope = (typeof SCOPES)[number];

const REPEAT_FOR_MS = 60_000;
const MAX_REPEATED = 1000;

/** What all executions in this process share about one row of n8n's store. */
export class Row extends Turns {
	/** Marks that somebody is about to take or to release. */
	readonly claimed = new Map<string, unknown>();
	/** Marks that stayed, and since when. */
	readonly kept = new Map<string, number>();
	nextWrite?: { marks: Set<string>; there: Promise<ReadonlySet<string> | undefined> };

	/** No other execution of this process takes these marks meanwhile. */
	async holding<T>(marks: readonly string[], holder: unknown, work: () => Promise<T>): Promise<T> {
		const free = marks.filter((mark) => !this.claimed.has(mark));
		for (const mark of free) this.claimed.set(mark, holder);
		try {
			return await work();
		} finally {
			for (const mark of free) this.claimed.delete(mark);
		}
	}

	/** Whether another execution of this process has it. */
	isOthers(mark: string, holder: unknown): boolean {
		return this.kept.has(mark) || (this.claimed.get(mark) ?? holder) !== holder;
	}

	/** The marks of the last minute. */
	repeated(): string[] {
		const { kept } = this;
		for (const [mark, since] of kept) {
			if (kept.size <= MAX_REPEATED && Date.now() - since < REPEAT_FOR_MS) break;
			kept.delete(mark);
		}
		return [...kept.keys()];
	}
}

const rows = new Map<string, Row>();

export function rowOf(context: IExecuteFunctions, scope: Scope): Row {
	const name = `${context.getWorkflow().id}/${scope === 'node' ? context.getNode().id : ''}`;
	const row = rows.get(name) ?? new Row();
	rows.set(name, row);
	return row;
}

/** Outside a real n8n server there may be no store, but nothing runs twice by itself either. */
export function isMissing(thrown: unknown): boolean {
	return isObject(thrown) && (thrown.name === 'TypeError' || thrown.code === 'ERR_ASSERTION');
}
