import { PollContext, type PackageDirectoryLoader } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type WorkflowActivateMode,
} from 'n8n-workflow';

import { additionalDataFor } from './additionalData';
import type { CredentialData } from './credentials';
import { NodeTypes } from './nodeTypes';

export interface PollOptions {
	/** A person pressed "fetch test event". */
	isManual?: boolean;
	/** Why n8n polls when nobody pressed anything. */
	activation?: WorkflowActivateMode;
}

export type PollOutput = INodeExecutionData[][] | null;

/** A workflow that n8n has in memory. Polls in it may overlap. */
export interface OpenTrigger {
	poll(credentials: CredentialData): Promise<PollOutput>;
	/** What n8n would save now. */
	staticData(): IDataObject;
}

/** A trigger in an active workflow, whose memory goes through JSON between two polls, as through n8n's database. */
export class PollingTrigger {
	constructor(
		private readonly loader: PackageDirectoryLoader,
		readonly node: INode,
		/** What n8n keeps for the workflow. */
		public staticData: IDataObject = {},
	) {}

	open({ isManual = false, activation = 'update' }: PollOptions = {}): OpenTrigger {
		const nodeTypes = new NodeTypes(this.loader);
		const flow = new Workflow({
			id: 'trigger',
			nodes: [this.node],
			connections: {},
			active: !isManual,
			nodeTypes,
			staticData: structuredClone(this.staticData),
		});
		const type = nodeTypes.getByName(this.node.type);
		return {
			poll: async (credentials) => {
				const additional = additionalDataFor(this.loader, credentials);
				const [mode, reason] = isManual
					? (['manual', 'manual'] as const)
					: (['trigger', activation] as const);
				const context = new PollContext(flow, this.node, additional, mode, reason);
				return (await type.poll?.call(context)) ?? null;
			},
			staticData: () => savedForm(flow.staticData),
		};
	}

	async poll(credentials: CredentialData, options?: PollOptions): Promise<PollOutput> {
		const open = this.open(options);
		try {
			return await open.poll(credentials);
		} finally {
			this.staticData = open.staticData();
		}
	}
}

function savedForm(data: IDataObject): IDataObject {
	const saved: unknown = JSON.parse(JSON.stringify({ ...data, __dataChanged: undefined }));
	return Object.fromEntries(Object.entries(saved ?? {}));
}
