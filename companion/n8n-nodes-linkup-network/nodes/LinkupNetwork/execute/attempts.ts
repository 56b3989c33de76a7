import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isTool } from '../../shared/util/context';
import { isObject } from '../../shared/util/guards';

/**
 * The actions that this node has performed in this execution, and those whose outcome is unknown. n8n keeps it while it
 * retries a failed node, so a second attempt performs nothing twice.
 */
export class Attempts {
	private readonly results: IDataObject;

	private readonly run: number;

	constructor(context: IExecuteFunctions) {
		const kept = context.getContext('node');
		// Each call of an AI tool counts on its own, even with the same item number.
		const known: unknown = isTool(context) ? undefined : kept.linkup;
		this.results = isObject(known) ? known : {};
		kept.linkup = this.results;
		this.run = Number(context.getWorkflowDataProxy(0).$runIndex);
	}

	/** The item that an earlier attempt returned, or 'unknown' where its outcome is. */
	at(item: number): IDataObject | 'unknown' | undefined {
		const known = this.results[this.keyOf(item)];
		return known === 'unknown' || isObject(known) ? known : undefined;
	}

	begin(item: number): void {
		this.results[this.keyOf(item)] = 'unknown';
	}

	performed(item: number, json: IDataObject): void {
		this.results[this.keyOf(item)] = json;
	}

	undo(item: number): void {
		delete this.results[this.keyOf(item)];
	}

	private keyOf(item: number): string {
		return `${this.run}:${item}`;
	}
}
