import type { IExecuteFunctions } from 'n8n-workflow';

import { isObject } from '../util/guards';

export const SCOPES = ['node', 'workflow'] as const;
export type Scope = (typeof SCOPES)[number];

/** What all executions in this process share about one row of n8n's store. */
export class Row {
	/** Marks that an execution is about to take or to release, and whose they are. */
	readonly claimed = new Map<string, unknown>();
	/** Marks that stayed, and since when. */
	readonly kept = new Map<string, number>();
	lastTurn: Promise<unknown> = Promise.resolve();
	nextWrite?: { marks: Set<string>; there: Promise<ReadonlySet<string> | undefined> };
	/** The duration of a slow read and write. */
	slowTurnMs = 0;
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
