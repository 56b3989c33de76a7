import { ExecutionLifecycleHooks, WorkflowExecute, type PackageDirectoryLoader } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IConnections,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type IRun,
	type ITaskData,
	type IWorkflowBase,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { additionalDataFor } from './additionalData';
import type { CredentialData } from './credentials';
import { NodeTypes } from './nodeTypes';

export interface WorkflowOptions {
	/** The first of them is where the run begins. */
	nodes: INode[];
	connections: IConnections;
	/** What the first node gets. */
	items: INodeExecutionData[];
	credentials?: CredentialData;
	workflowId: string;
	executionId?: string;
	mode?: WorkflowExecuteMode;
	/** Node types by name that the package does not have. */
	extraTypes?: Record<string, INodeType>;
	/** Presses the stop button after so many milliseconds. */
	cancelAfter?: number;
	/** Presses the stop button as soon as this holds. */
	cancelWhen?: () => boolean;
	/** Gets n8n's hooks. */
	watch?: (hooks: ExecutionLifecycleHooks) => void;
}

/** What became of a workflow. */
export class Run {
	readonly status;

	readonly error;

	/** The runs of each node, by its name. */
	readonly runs: ReadonlyMap<string, ITaskData[]>;

	constructor(readonly raw: IRun) {
		this.status = raw.status;
		this.error = raw.data.resultData.error;
		this.runs = new Map(Object.entries(raw.data.resultData.runData));
	}

	/** The items that left a node by an output, in its last run or in another one. */
	data(name: string, output = 0, turn = -1): INodeExecutionData[] {
		return this.runs.get(name)?.at(turn)?.data?.main[output] ?? [];
	}

	json(name: string, output = 0, turn = -1): IDataObject[] {
		return this.data(name, output, turn).map((item) => item.json);
	}
}

/** The order in which n8n has run every workflow made since 2023. */
const settings = { executionOrder: 'v1' } as const;

export function workflowBase(
	id: string,
	nodes: INode[],
	connections: IConnections,
	active: boolean,
): IWorkflowBase {
	const now = new Date();
	return {
		id,
		name: 'test',
		nodes,
		connections,
		active,
		settings,
		isArchived: false,
		activeVersionId: null,
		createdAt: now,
		updatedAt: now,
	};
}

export async function runWorkflow(
	loader: PackageDirectoryLoader,
	{ nodes, connections, items, credentials = {}, mode = 'manual', ...options }: WorkflowOptions,
): Promise<Run> {
	const base = workflowBase(options.workflowId, nodes, connections, mode === 'trigger');
	const nodeTypes = new NodeTypes(loader, options.extraTypes);
	const flow = new Workflow({ ...base, nodeTypes });
	const hooks = new ExecutionLifecycleHooks(mode, '1', base);
	options.watch?.(hooks);
	const additional = additionalDataFor(loader, credentials, {
		hooks,
		...(options.executionId !== undefined && { executionId: options.executionId }),
	});
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: nodes[0], data: { main: [items] }, source: null }],
		},
	});
	const execution = new WorkflowExecute(additional, mode, data).processRunExecutionData(flow);
	const timer =
		options.cancelAfter === undefined
			? undefined
			: setTimeout(() => {
					execution.cancel();
				}, options.cancelAfter);
	const watching = setInterval(() => {
		if (options.cancelWhen?.()) execution.cancel();
	}, 5);
	try {
		return new Run(await execution);
	} finally {
		clearTimeout(timer);
		clearInterval(watching);
	}
}
