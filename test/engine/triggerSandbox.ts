/* The trigger in an active workflow, for the tests of what it returns and remembers. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import {
	outxCredentials,
	type OpenTrigger,
	type PollOptions,
	type PollingTrigger,
} from '../support/engine';
import { objectOf } from '../support/json';
import type { Stage } from './stage';
import { picked, WatchlistSandbox } from './watchlistSandbox';

export const CONNECTION = { event: 'newConnection' };
export const WRONG_KEY: Fault = { kind: 'status', status: 401, error: 'Invalid API Key' };

export const parametersFor = (event: string, watchlist: string): INodeParameters => ({
	event,
	watchlist: picked(watchlist),
});

/** What tells connections, posts and interactions apart. */
export const keysOf = (list: readonly IDataObject[]) =>
	list.map(({ entity_urn, id }) => entity_urn ?? id);

/** A trigger, and everything it returned so far. */
export class WatchedTrigger {
	readonly emitted: IDataObject[] = [];

	/** How often it emitted without an item. */
	baselines = 0;

	constructor(
		private readonly stage: Stage,
		readonly trigger: PollingTrigger,
	) {}

	/** One poll: the items, [] when it emitted none, null when it did not emit. */
	async poll(): Promise<IDataObject[] | null> {
		const output = await this.trigger.poll(outxCredentials(this.stage.sandbox.url));
		if (output === null) return null;
		expect(output).toHaveLength(1);
		const items = output[0].map(({ json }) => json);
		if (items.length === 0) this.baselines++;
		this.emitted.push(...items);
		return items;
	}

	/** What is new at this poll. */
	async found(): Promise<IDataObject[]> {
		return (await this.poll()) ?? [];
	}

	set parameters(parameters: INodeParameters) {
		this.trigger.node.parameters = parameters;
	}

	get bytes(): number {
		return JSON.stringify(this.trigger.staticData).length;
	}

	get memory(): IDataObject {
		return objectOf(objectOf(this.trigger.staticData['node:Trigger']).outx);
	}
}

export class TriggerSandbox {
	readonly watchlists: WatchlistSandbox;

	constructor(private readonly stage: Stage) {
		this.watchlists = new WatchlistSandbox(stage);
	}

	async watchlistId(name = 'Workflow automation'): Promise<string> {
		return (await this.watchlists.named(name)).id;
	}

	start(parameters: INodeParameters, staticData?: IDataObject): WatchedTrigger {
		const trigger = this.stage.engine.trigger('outxTrigger', parameters, staticData);
		return new WatchedTrigger(this.stage, trigger);
	}

	/** A trigger that knows what is there. */
	async settled(parameters: INodeParameters): Promise<WatchedTrigger> {
		const trigger = this.start(parameters);
		await trigger.poll();
		if (parameters.event === 'newConnection') await trigger.poll();
		expect(trigger.baselines).toBe(1);
		return trigger;
	}

	/** A workflow in n8n's memory, in which polls may overlap. */
	open(parameters: INodeParameters, staticData?: IDataObject, options?: PollOptions): OpenTrigger {
		return this.stage.engine.trigger('outxTrigger', parameters, staticData).open(options);
	}

	/** Lets new connections appear, and returns their URNs, newest first. */
	connect(count: number): string[] {
		const { world } = this.stage.sandbox;
		return world.growConnections(count).map(({ id }) => `urn:li:fsd_profile:${id}`);
	}
}
