import { field } from './field';

/** Fields that several nodes or operations share, in n8n's own words. */

export const textField = <Name extends string>(
	displayName: string,
	name: Name,
	placeholder: string,
	description?: string,
) => field({ displayName, name, type: 'string', default: '', placeholder, description });

export const returnAll = field({
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
});

export const limit = field({
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 50,
	description: 'Max number of results to return',
});

export const simplify = field({
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

export const maximumWait = field({
	displayName: 'Maximum Wait (Seconds)',
	name: 'maximumWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 180,
	description:
		'Maximum time to wait for the next result. The node waits as long as results keep coming. Use 0 to check once.',
});

export const pollingInterval = field({
	displayName: 'Polling Interval (Seconds)',
	name: 'pollingInterval',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 5,
	description:
		'Maximum time between checks. The first checks come sooner, and tasks that seem stuck are checked less often.',
});

export const output = field({
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{
			name: 'One Item per Result',
			value: 'result',
			description: 'Return each connection, profile or post as an item',
		},
		{
			name: 'One Item per Task',
			value: 'task',
			description: 'Return each task as an item, with its input, output and, for connections, page',
		},
	],
	default: 'result',
	description: 'What to return as an item',
});

export const includeInputFields = field({
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	default: true,
	description:
		'Whether to add the fields of the input item to each result, for example a CRM record',
});

export const taskId = field({
	displayName: 'Task ID',
	name: 'taskId',
	type: 'string',
	required: true,
	default: '={{ $json.api_agent_task_id }}',
	placeholder: 'e.g. 550e8400-e29b-41d4-a716-446655440000',
	description: 'The api_agent_task_id from another OutX node',
});

export const watchlist = field({
	displayName: 'Watchlist',
	name: 'watchlist',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Choose a watchlist from the list, or enter its ID or URL',
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
});
