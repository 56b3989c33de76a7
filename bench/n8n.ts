/* A real n8n with the packed package, and the workflows that are measured in it. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';

import type { IConnections, INode, INodeParameters, IWorkflowSettings } from 'n8n-workflow';
import { z } from 'zod';

import { packPackages } from '../scripts/n8n/packages';
import { Server } from '../scripts/n8n/server';
import { until } from '../scripts/n8n/workflows';

export const OUTX = 'n8n-nodes-outx.outx';
export const WAIT_FOR_TASK = 'n8n-nodes-outx.outxWaitForTask';
const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';

export async function startN8n(folder: string, env: Record<string, string> = {}): Promise<Server> {
	const n8n = await Server.prepare({
		folder: path.join(folder, 'n8n'),
		packages: await packPackages(path.join(folder, 'packed')),
		env: { N8N_ENCRYPTION_KEY: 'only-for-this-bench', ...env },
	});
	await n8n.start();
	return n8n;
}

/** One credential for each server that is measured against, of the type that HTTP Request uses, too. */
export async function addCredential(n8n: Server, baseUrl: string, apiKey = 'a_key') {
	await n8n.importCredential(baseUrl, 'outxApi', { apiKey, baseUrl });
	return baseUrl;
}

interface NodeOptions {
	id?: string;
	credential?: string;
	executeOnce?: boolean;
}

export const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: INodeParameters,
	{ id = randomUUID(), credential, executeOnce }: NodeOptions = {},
): INode => ({
	id,
	name,
	type,
	typeVersion,
	parameters,
	position: [0, 0],
	...(executeOnce && { executeOnce }),
	...(credential !== undefined && { credentials: { outxApi: { id: null, name: credential } } }),
});

export const trigger = () => node('Start', 'n8n-nodes-base.manualTrigger', 1, {});

/** An item for each element of a list, which is JSON or an expression. */
export const listNodes = (field: string, list: string): INode[] => [
	node('List', 'n8n-nodes-base.set', 3.4, {
		mode: 'manual',
		assignments: { assignments: [{ id: field, name: field, type: 'array', value: list }] },
		options: {},
	}),
	node('Items', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: field, options: {} }),
];

/** HTTP Request with the same credential as the OutX nodes. */
export const httpRequest = (name: string, parameters: INodeParameters, credential: string) =>
	node(
		name,
		HTTP_REQUEST,
		4.2,
		{
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'outxApi',
			options: {},
			...parameters,
		},
		{ credential },
	);

export const ifTrue = (name: string, condition: string) =>
	node(name, 'n8n-nodes-base.if', 2.2, {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			combinator: 'and',
			conditions: [
				{
					id: 'condition',
					leftValue: condition,
					rightValue: '',
					operator: { type: 'boolean', operation: 'true', singleValue: true },
				},
			],
		},
		options: {},
	});

export const waitNode = (seconds: number) =>
	node('Wait', 'n8n-nodes-base.wait', 1.1, { amount: seconds, unit: 'seconds' });

export const noOp = (name: string) => node(name, 'n8n-nodes-base.noOp', 1, {});

/** Lines such as `['Check', 'Done?', 'Wait']`: from the first, by its first output to the second, and so on. */
export function connect(...lines: Array<[from: string, ...to: string[]]>): IConnections {
	return Object.fromEntries(
		lines.map(([from, ...to]) => [
			from,
			{ main: to.map((name) => [{ node: name, type: 'main' as const, index: 0 }]) },
		]),
	);
}

/** One node after another. */
export const chain = (nodes: readonly INode[]) =>
	connect(...nodes.slice(1).map(({ name }, nth): [string, string] => [nodes[nth].name, name]));

export const workflow = (
	nodes: INode[],
	connections: IConnections = chain(nodes),
	settings: IWorkflowSettings = {},
) => ({ name: 'Bench', nodes, connections, settings });

const Version = z.object({ versionId: z.string() });

/** Gives a workflow other nodes. What n8n remembers for it stays. */
export async function replaceWorkflow(
	n8n: Server,
	id: string,
	wanted: ReturnType<typeof workflow>,
) {
	const ids = new Map((await n8n.credentials()).map((each) => [each.name, each.id]));
	const nodes = wanted.nodes.map(({ credentials, ...each }) => {
		const name = credentials?.outxApi.name;
		if (name === undefined) return each;
		return { ...each, credentials: { outxApi: { id: ids.get(name), name } } };
	});
	const { versionId } = Version.parse(await n8n.api('GET', `/workflows/${id}`));
	await n8n.api('PATCH', `/workflows/${id}`, { ...wanted, nodes, versionId });
}

const NodeRuns = z.array(
	z.object({
		executionTime: z.number(),
		data: z.object({ main: z.array(z.array(z.unknown()).nullable()) }).optional(),
	}),
);

/** Waits for the end of an execution. A busy n8n closes connections. */
export const endOf = async (n8n: Server, execution: string, timeoutMs = 300_000) =>
	await until('The end', timeoutMs, () =>
		n8n.waitForExecution(execution, timeoutMs).catch(() => undefined),
	);

/** Runs a workflow and returns how long one of its nodes took, and for how many items. */
export async function timeNode(n8n: Server, workflowId: string, name: string) {
	const { status, data } = await endOf(n8n, await n8n.runWorkflow(workflowId));
	const [run] = NodeRuns.parse(data?.resultData.runData[name] ?? []);
	if (status !== 'success') throw new Error(`The workflow ended as ${status}`);
	return { ms: run.executionTime, items: run.data?.main[0]?.length ?? 0 };
}
