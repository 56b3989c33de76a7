/* A trigger of the built package that n8n polls, and what its tests expect of it. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { outxCredentials, type PollingTrigger, type PollOptions } from '../support/engine';
import { objectOf } from '../support/json';
import { urnOf, type Stage } from './stage';

/** Checks at every poll, and returns however many are new. */
export const EAGER = { event: 'newConnection', minimumInterval: 0, maximumNew: 10_000 };

export const WRONG_KEY: Fault = { kind: 'status', status: 401, error: 'Invalid API Key' };

export const parametersFor = (event: string, watchlist: string): INodeParameters => ({
	...EAGER,
	event,
	watchlist: { __rl: true, mode: 'id', value: watchlist },
});

export const keysOf = (list: readonly IDataObject[]) =>
	list.map(({ entity_urn, id }) => entity_urn ?? id);

export class PolledTrigger {
	/** All items so far. */
	readonly returned: IDataObject[] = [];
	/** How often it made n8n store what it remembers without returning an item. */
	silentStarts = 0;
	private readonly trigger: PollingTrigger;

	constructor(
		private readonly stage: Stage,
		parameters: INodeParameters = EAGER,
		/** Another server than the sandbox. */
		private readonly server?: { url: string },
		staticData?: IDataObject,
	) {
		this.trigger = stage.engine.trigger('outxTrigger', parameters, staticData);
	}

	/** One poll: its items, [] at a silent start, null when it returned nothing. */
	async poll(options?: PollOptions): Promise<IDataObject[] | null> {
		const { url } = this.server ?? this.stage.sandbox;
		const output = await this.trigger.poll(outxCredentials(url), options);
		if (output === null) return null;
		expect(output).toHaveLength(1);
		const items = output[0].map(({ json }) => json);
		if (items.length === 0) this.silentStarts++;
		this.returned.push(...items);
		return items;
	}

	/** The message of a poll that ends in an error; undefined for any other. */
	async reportOf(): Promise<{ message: string; description?: unknown } | undefined> {
		try {
			await this.poll();
			return undefined;
		} catch (error) {
			if (!(error instanceof Error)) throw new Error('The poll threw something strange');
			return error;
		}
	}

	async polls(count: number): Promise<void> {
		for (let left = count; left > 0; left--) await this.poll();
	}

	/** Becomes a trigger that knows what is there. */
	async settle(): Promise<this> {
		for (let poll = 0; poll < 4 && this.silentStarts === 0; poll++) await this.poll();
		expect(this.silentStarts).toBe(1);
		return this;
	}

	open() {
		return this.trigger.open();
	}

	/** Other settings of the same node. */
	withParameters(parameters: INodeParameters): PolledTrigger {
		return new PolledTrigger(this.stage, parameters, this.server, this.staticData);
	}

	get staticData(): IDataObject {
		return this.trigger.staticData;
	}

	set staticData(data: IDataObject) {
		this.trigger.staticData = data;
	}

	get memory(): IDataObject {
		return objectOf(objectOf(this.staticData['node:Trigger']).outx);
	}
}

/** New connections in the sandbox's world, the newest first. */
export const connect = (stage: Stage, count: number) =>
	stage.sandbox.world.growConnections(count).map(urnOf);

/** The same numbers on every run. */
export function numbersFrom(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
		return Math.floor((state / 2 ** 32) * below);
	};
}
