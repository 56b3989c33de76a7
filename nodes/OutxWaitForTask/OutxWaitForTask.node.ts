import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { properties } from './properties';
import { waitAndSort } from './waitAndSort';

export class OutxWaitForTask implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'OutX Wait for Task',
		name: 'outxWaitForTask',
		icon: { light: 'file:outxWaitForTask.svg', dark: 'file:outxWaitForTask.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '=Up to {{ $parameter["maximumWait"] }} Seconds',
		description: 'Wait until LinkedIn tasks of OutX finish, then return their results',
		defaults: { name: 'OutX Wait for Task' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [
			NodeConnectionTypes.Main,
			NodeConnectionTypes.Main,
			NodeConnectionTypes.Main,
			NodeConnectionTypes.Main,
		],
		outputNames: ['Completed', 'Failed', 'Still Pending', 'Skipped'],
		credentials: [{ name: 'outxApi', required: true }],
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await waitAndSort(this);
	}
}
