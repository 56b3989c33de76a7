/* Workflows for pictures. */
import { randomUUID } from 'node:crypto';

import type { IConnections, INodeParameters } from 'n8n-workflow';

import { node } from './editor';

export type Position = [number, number];

/** The made-up LinkedIn of the sandbox: every message but every third is sent, one a second. */
export const SWITCHES = {
	failTasks: { type: 'agent_send_message', everyNth: 3, output: { error: 'Not a connection' } },
	taskDelayMs: 1000,
	pickUpMs: 0,
};

/** As n8n itself calls it. */
export const START = 'When clicking ‘Execute workflow’';

export const start = (position: Position) =>
	node(START, 'n8n-nodes-base.manualTrigger', {}, position);

export const newest = (limit: number, position: Position, keyword = '') =>
	node(
		'Newest connections',
		'outx',
		{
			resource: 'connection',
			operation: 'getAll',
			limit,
			filters: { keyword },
			sort: { sort_type: 'RECENTLY_ADDED' },
			options: { pollingInterval: 1 },
		},
		position,
	);

export const message = (position: Position, options: INodeParameters = {}) =>
	node(
		'Send a message',
		'outx',
		{
			resource: 'message',
			operation: 'send',
			recipient: '={{ $json.entity_urn }}',
			message: '=Hi {{ $json.first_name }}, thank you for connecting!',
			options,
		},
		position,
	);

export const waitForTask = (
	maximumWait: number,
	position: Position,
	options: INodeParameters = {},
) =>
	node(
		'OutX Wait for Task',
		'outxWaitForTask',
		{ maximumWait, options: { pollingInterval: 1, ...options } },
		position,
	);

/** Keeps these columns of each item, and makes expressions of them. */
export const columns = (name: string, fields: Record<string, string>, position: Position) => ({
	...node(
		name,
		'n8n-nodes-base.set',
		{
			assignments: {
				assignments: Object.entries(fields).map(([column, value]) => ({
					id: randomUUID(),
					name: column,
					value: `=${value}`,
					type: 'string',
				})),
			},
			options: {},
		},
		position,
	),
	typeVersion: 3.4,
});

export const after = (name: string, position: Position) =>
	node(name, 'n8n-nodes-base.noOp', {}, position);

const to = (name: string): IConnections[string] => ({
	main: [[{ node: name, type: 'main', index: 0 }]],
});

/** One node after the other, and behind the last of them one for each of its outputs. */
export function link(names: string[], branches: string[] = []): IConnections {
	const connections: IConnections = Object.fromEntries(
		names.slice(1).map((name, index) => [names[index], to(name)]),
	);
	const last = names.at(-1);
	if (last !== undefined && branches.length > 0) {
		connections[last] = { main: branches.flatMap((name) => to(name).main) };
	}
	return connections;
}
