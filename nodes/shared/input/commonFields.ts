import type { INodeProperties } from 'n8n-workflow';

/** Fields that several nodes or operations share, with the words that n8n wants for them. */

export function textField(
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
): INodeProperties {
	return { displayName, name, type: 'string', default: '', placeholder, description };
}

export const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
};

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const maximumWait: INodeProperties = {
	displayName: 'Maximum Wait (Seconds)',
	name: 'maximumWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 180,
	description:
		'How long to wait at most for all tasks together, or for each page of a list. 0 looks once.',
};

export const pollingInterval: INodeProperties = {
	displayName: 'Polling Interval (Seconds)',
	name: 'pollingInterval',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 5,
	description: 'Longest pause between two looks at a task. The first looks come sooner.',
};

export const output: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{
			name: 'One Item per Result',
			value: 'result',
			description: 'Each connection, profile or post is an item',
		},
		{
			name: 'One Item per Task',
			value: 'task',
			description:
				'Each task is an item, with its input, its output and, for connections, the page',
		},
	],
	default: 'result',
	description: 'How the results come out',
};

export const taskId: INodeProperties = {
	displayName: 'Task ID',
	name: 'taskId',
	type: 'string',
	required: true,
	default: '={{ $json.api_agent_task_id }}',
	placeholder: 'e.g. 550e8400-e29b-41d4-a716-446655440000',
	description: 'The api_agent_task_id that another OutX node returned',
};

export const watchlist: INodeProperties = {
	displayName: 'Watchlist',
	name: 'watchlist',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The watchlist to work with',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchWatchlists', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 550e8400-e29b-41d4-a716-446655440000',
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://mentions.outx.ai/watchlist/550e8400-e29b-41d4-a716-446655440000',
		},
	],
};
