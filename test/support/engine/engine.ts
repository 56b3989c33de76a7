import { randomUUID } from 'node:crypto';
import path from 'node:path';

import { ExecuteContext, LoadOptionsContext, PackageDirectoryLoader } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IConnections,
	type IDataObject,
	type INode,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeType,
	type INodeTypeDescription,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { additionalDataFor } from './additionalData';
import type { CredentialData } from './credentials';
import { DeduplicationStore } from './deduplicationStore';
import { MANUAL_TRIGGER, NodeTypes } from './nodeTypes';
import { PollingTrigger } from './pollingTrigger';
import { runWorkflow, type Run, type WorkflowOptions } from './runWorkflow';
import { setDeduplicationStore } from './storeInUse';
import { testCredential } from './testCredential';

export const ROOT = path.join(__dirname, '..', '..', '..');

interface NodeOptions {
	id?: string;
	settings?: Partial<INode>;
	extraTypes?: Record<string, INodeType>;
}

export type RunOptions = Partial<Omit<WorkflowOptions, 'nodes' | 'connections'>>;
export type RunNodeOptions = RunOptions & NodeOptions;

/** The run of one node on its own. */
export interface NodeRun extends Run {
	/** The json of the items of each output. */
	outputs: IDataObject[][];
	/** The items of the first output. */
	items: INodeExecutionData[];
}

const NODE = 'Node';
const START = 'Start';

/**
 * Runs workflows with a built package in n8n's own engine, in this process, without a server or database: the package
 * is loaded as n8n loads an installed one, and what lives in n8n's server is stood in for.
 */
export class Engine {
	/** Undefined where n8n has none. */
	store: DeduplicationStore | undefined;

	private workflowId = '';

	constructor(readonly loader: PackageDirectoryLoader) {
		this.useStore();
	}

	/** Begins a workflow that nobody has run, with its own marks, or in an n8n that keeps none. */
	useStore(store: DeduplicationStore | null = new DeduplicationStore()): void {
		this.store = store ?? undefined;
		this.workflowId = `test-${randomUUID()}`;
		setDeduplicationStore(this.store);
	}

	/** The full name of a node of this package; the name of another one as it is. */
	type(nodeType: string): string {
		return nodeType.includes('.') ? nodeType : `${this.loader.packageName}.${nodeType}`;
	}

	additionalData(
		credentials: CredentialData,
		more?: Partial<IWorkflowExecuteAdditionalData>,
	): IWorkflowExecuteAdditionalData {
		return additionalDataFor(this.loader, credentials, more);
	}

	nodeTypes(extraTypes?: Record<string, INodeType>): NodeTypes {
		return new NodeTypes(this.loader, extraTypes);
	}

	describe(nodeType: string): INodeTypeDescription {
		return this.nodeTypes().load(nodeType).description;
	}

	/** A node of this package, by its short name, or another one. */
	node(
		name: string,
		nodeType: string,
		parameters: INodeParameters = {},
		{ id = `id-${name}`, settings, extraTypes }: NodeOptions = {},
	): INode {
		const type = this.type(nodeType);
		const { version, credentials = [] } = this.nodeTypes(extraTypes).getByName(type).description;
		return {
			id,
			name,
			type,
			typeVersion: [version].flat().at(-1) ?? 1,
			position: [0, 0],
			parameters,
			credentials: Object.fromEntries(
				credentials.map((each) => [each.name, { id: '1', name: each.name }]),
			),
			...settings,
		};
	}

	/** Runs a workflow that begins with a manual trigger, which hands `items` to the first of the nodes. */
	async run({
		nodes,
		connections,
		...options
	}: RunOptions & { nodes: INode[]; connections: IConnections }): Promise<Run> {
		return await this.execute({
			nodes: [this.node(START, MANUAL_TRIGGER), ...nodes],
			connections: {
				[START]: { main: [[{ node: nodes[0].name, type: 'main', index: 0 }]] },
				...connections,
			},
			...options,
		});
	}

	/** Runs a workflow from its first node on. */
	async execute({
		items = [{ json: {} }],
		workflowId = this.workflowId,
		...options
	}: RunOptions & { nodes: INode[]; connections: IConnections }): Promise<Run> {
		return await runWorkflow(this.loader, { items, workflowId, ...options });
	}

	async runNode(
		nodeType: string,
		parameters: INodeParameters,
		{ settings, id, ...options }: RunNodeOptions = {},
	): Promise<NodeRun> {
		const { extraTypes } = options;
		const node = this.node(NODE, nodeType, parameters, { settings, id, extraTypes });
		const run = await this.run({ nodes: [node], connections: {}, ...options });
		return Object.assign(run, {
			outputs: [0, 1, 2, 3].map((output) => run.json(NODE, output)),
			items: run.data(NODE),
		});
	}

	/** What n8n hands to a node while it executes it. */
	context(
		nodeType: string,
		parameters: INodeParameters,
		items: INodeExecutionData[] = [{ json: {} }],
	): ExecuteContext {
		const node = this.node(NODE, nodeType, parameters);
		const nodeTypes = this.nodeTypes();
		const id = this.workflowId;
		const flow = new Workflow({ id, nodes: [node], connections: {}, active: false, nodeTypes });
		return new ExecuteContext(
			flow,
			node,
			this.additionalData({}),
			'manual',
			createEmptyRunExecutionData(),
			0,
			items,
			{ main: [items] },
			{ node, data: { main: [items] }, source: null },
			[],
		);
	}

	trigger(nodeType: string, parameters: INodeParameters, staticData?: IDataObject): PollingTrigger {
		return new PollingTrigger(this.loader, this.node('Trigger', nodeType, parameters), staticData);
	}

	async testCredential(
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<INodeCredentialTestResult> {
		return await testCredential(this.loader, type, data);
	}

	/** What the editor does to fill a list from which one thing is picked. */
	async listSearch(
		nodeType: string,
		method: string,
		parameters: INodeParameters,
		credentials: CredentialData,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const node = this.node(NODE, nodeType, parameters);
		const nodeTypes = this.nodeTypes();
		const flow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
		const additional = this.additionalData(credentials, {
			currentNodeParameters: parameters,
		});
		const context = new LoadOptionsContext(flow, node, additional, '');
		const search = nodeTypes.load(nodeType).methods?.listSearch?.[method];
		if (!search) throw new Error(`${nodeType} has no list search ${method}`);
		return await search.call(context, filter, paginationToken);
	}
}

/** Loads a built package as n8n does. */
export async function loadEngine(folder: string = ROOT): Promise<Engine> {
	const loader = new PackageDirectoryLoader(folder);
	await loader.loadAll();
	return new Engine(loader);
}
