import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isTool } from '../util/context';
import { isObject } from '../util/guards';
import type { ApiRequest } from '../api/types';

interface Slot {
	state: 'trying' | 'created' | 'skipped';
	nth: number;
	/** OutX's answer to the call, or what came out in its place. */
	body?: IDataObject;
}

interface Memory {
	slots: Record<string, Slot>;
	counts: Record<string, number>;
}

const isMemory = (value: unknown): value is Memory =>
	isObject(value) && isObject(value.slots) && isObject(value.counts);

/**
 * What this node did so far in this execution. n8n keeps it while it tries a failed node again, so a second try finds
 * the tasks of the first.
 */
export class Attempts {
	private readonly memory: Memory;
	private readonly run: string;
	private readonly tool: boolean;

	constructor(context: IExecuteFunctions) {
		const kept = context.getContext('node');
		const known: unknown = kept.outx;
		this.memory = isMemory(known) ? known : { slots: {}, counts: {} };
		kept.outx = this.memory;
		this.run = String(context.getWorkflowDataProxy(0).$runIndex);
		this.tool = isTool(context);
	}

	/**
	 * The key of an attempt. Each attempt of an AI tool counts as a run of its own, and an agent that asks for the very
	 * same thing again should get the same task: so a tool goes by the request itself.
	 */
	keyOf(item: number, request: ApiRequest, part = ''): string {
		return this.tool
			? `${request.path} ${JSON.stringify(request.body)}`
			: `${this.run}:${item}:${part}`;
	}

	at(place: string): Slot | undefined {
		return this.memory.slots[place];
	}

	/** Notes that the call is about to be made, and returns how many to this target there were before. */
	begin(place: string, target: string): number {
		const nth = this.memory.slots[place]?.nth ?? this.memory.counts[target] ?? 0;
		this.memory.counts[target] = Math.max(nth + 1, this.memory.counts[target] ?? 0);
		this.memory.slots[place] = { state: 'trying', nth };
		return nth;
	}

	created(place: string, body: IDataObject): void {
		this.memory.slots[place] = { nth: this.at(place)?.nth ?? 0, state: 'created', body };
	}

	skipped(place: string, body: IDataObject): void {
		this.memory.slots[place] = { nth: this.at(place)?.nth ?? 0, state: 'skipped', body };
	}

	/** Takes `begin` back. The count, too: after a crash n8n counts from the start and must get the same numbers. */
	undo(place: string, target: string): void {
		const slot = this.memory.slots[place];
		if (slot && this.memory.counts[target] === slot.nth + 1) this.memory.counts[target] = slot.nth;
		this.forget(place);
	}

	forget(place: string): void {
		delete this.memory.slots[place];
	}
}
