import type { INodeProperties } from 'n8n-workflow';

import {
	includeInputFields,
	maximumWait,
	output,
	pollingInterval,
	simplify,
	taskId,
} from '../shared/input/commonFields';

const options = [includeInputFields, output, pollingInterval];

export const properties: INodeProperties[] = [
	taskId,
	{
		...maximumWait,
		description: 'Maximum time to wait for all tasks together. Use 0 to check once.',
		hint: 'Tasks that take longer are returned by Still Pending',
	},
	simplify,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	},
];

/** What the editor calls each parameter. */
export const labels = new Map(
	[taskId, maximumWait, simplify, ...options].map(({ name, displayName }): [string, string] => [
		name,
		displayName,
	]),
);
