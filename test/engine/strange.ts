/* The nodes against servers that answer in strange ways. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { NodeRun } from '../support/engine';
import { idOf, type StrangeServer } from '../support/strangeServer';
import { itemsFor } from './requests';
import type { Stage, StageOptions } from './stage';
import { picked } from './watchlistSandbox';

export const SENT = { sent: true };
export const MESSAGE = { recipient: 'urn:li:fsd_profile:ACoAAB1c2d3', message: 'Hi' };
export const ALL = { waitForCompletion: true, returnAll: true, start: 0 };
export const WATCHLIST = picked(idOf(1));

export const people = (count: number, from = 0): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		name: `P${from + index}`,
		entity_urn: `urn:li:fsd_profile:ACoAAB${from + index}`,
	}));

export class Strange {
	private readonly open: StrangeServer[] = [];

	constructor(private readonly stage: Stage) {
		afterEach(async () => {
			jest.restoreAllMocks();
			await Promise.all(this.open.splice(0).map((server) => server.close()));
		});
	}

	/** Closes a server after the test. */
	async serve(starting: Promise<StrangeServer>): Promise<StrangeServer> {
		const server = await starting;
		this.open.push(server);
		return server;
	}

	async wait(
		sandbox: StrangeServer,
		parameters: INodeParameters,
		ids: string[] = [idOf(1)],
	): Promise<NodeRun> {
		const taskId = '={{ $json.api_agent_task_id }}';
		return await this.stage.waitForTask(
			{ taskId, ...parameters },
			{ items: itemsFor(ids), sandbox },
		);
	}

	async outx(
		sandbox: { url: string },
		what: string,
		parameters: INodeParameters,
		options?: StageOptions,
	): Promise<NodeRun> {
		return await this.stage.outx(what, parameters, { sandbox, ...options });
	}
}
