import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { nodeProperties, subtitleFor } from './description/properties';
import { runOperation } from './execute/runOperation';
import { resources } from './resources';

export class LinkupNetwork implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LinkupAPI Network',
		name: 'linkupNetwork',
		icon: { light: 'file:linkupNetwork.svg', dark: 'file:linkupNetwork.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleFor(resources),
		description: 'Get LinkedIn connections and manage LinkedIn invitations through LinkupAPI',
		defaults: { name: 'LinkupAPI Network' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'linkupApi', required: true }],
		properties: nodeProperties(resources),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this);
	}
}
