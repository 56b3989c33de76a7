import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isTool } from '../util/context';
import { isObject } from '../util/guards';
import type { ApiRequest } from '../api/types';

interface Attempt {
	state: 'trying' | 'created' | 'skipped';
	/** How many attempts to contact the same target came before it in this execution. */
	nth: number;
	/** OutX's answer, or the item that was returned instead. */
	body?: IDataObject;
}

interface Memory {
	attempts: Record<string, Attempt>;
	counts: Record<string, number>;
	/** When the last action was sent, and the delay after it: 0 for the shortest, 1 for the longest. */
	last?: { at: number; share: number };
}

const isMemory = (value: unknown): value is Memory =>
	isObject(value) && isObject(value.attempts) && isObject(value.counts);

/**
 * What this node has done so far in this execution. n8n keeps it while it retries a failed node, so a second attempt
 * finds the tasks of the first.
 */
export class Attempts {
	private readonly memory: Memory;
	private readonly run: string;
	private readonly tool: boolean;

	constructor(context: IExecuteFunctions) {
		const kept = context.getContext('node');
		const known: unknown = kept.outx;
		this.memory = isMemory(known) ? known : { attempts: {}, counts: {} };
		kept.outx = this.memory;
		this.run = String(context.getWorkflowDataProxy(0).$runIndex);
		this.tool = isTool(context);
	}

	/**
	 * The key of an attempt. Each call of an AI tool counts as its own run, and an agent that repeats a request should get
	 * the same task. So for a tool, the request itself is the key.
	 */
	keyOf(item: number, request: ApiRequest, part = ''): string {
		return this.tool
			? `${request.path} ${JSON.stringify(request.body)}`
			: `${this.run}:${item}:${part}`;
	}

	at(key: string): Attempt | undefined {
		return this.memory.attempts[key];
	}

	/** Records that the request is about to be sent. */
	begin(key: string, target: string): void {
		const { attempts, counts } = this.memory;
		const nth = attempts[key]?.nth ?? counts[target] ?? 0;
		counts[target] = Math.max(nth + 1, counts[target] ?? 0);
		attempts[key] = { state: 'trying', nth };
	}

	end(key: string, state: 'created' | 'skipped', body: IDataObject): void {
		this.memory.attempts[key] = { nth: this.at(key)?.nth ?? 0, state, body };
	}

	/** Undoes `begin`, and its count: after a crash n8n counts from the start and must get the same numbers. */
	undo(key: string, target: string): void {
		const { counts } = this.memory;
		const attempt = this.at(key);
		if (attempt && counts[target] === attempt.nth + 1) counts[target] = attempt.nth;
		this.forget(key);
	}

	acted(): void {
		this.memory.last = { at: Date.now(), share: Math.random() };
	}

	/** How long the next action has to wait, also in a retry or in the next round of a loop. */
	delayLeft([from, to]: readonly [from: number, to: number]): number {
		const { last } = this.memory;
		if (!last) return 0;
		const delay = from + last.share * (to - from);
		// Somebody may have set the clock back.
		return Math.min(delay, Math.max(0, last.at + delay - Date.now()));
	}

	forget(key: string): void {
		delete this.memory.attempts[key];
	}
}
