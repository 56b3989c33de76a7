import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { searchWatchlists } from '../shared/input/searchWatchlists';
import { nodeProperties, subtitleFor } from './description/properties';
import { resources } from './resources';
import { runOperation } from './execute/runOperation';

export class Outx implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'OutX',
		name: 'outx',
		icon: { light: 'file:outx.svg', dark: 'file:outx.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleFor(resources),
		description: 'Fetch LinkedIn connections, profiles and posts, and send requests and messages',
		// n8n tells a model that a tool is to "Send a message in" this.
		defaults: { name: 'OutX for LinkedIn' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'outxApi', required: true }],
		hints: [
			{
				message:
					'This returns <b>tasks</b>, not results. To get the results, turn on <b>Wait for Completion</b> or add <b>OutX Wait for Task</b> after this node.',
				displayCondition: '={{ $parameter["waitForCompletion"] === false }}',
				whenToDisplay: 'always',
				location: 'outputPane',
			},
		],
		properties: nodeProperties(resources),
	};

	methods = { listSearch: { searchWatchlists } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this);
	}
}
