import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { fieldsOfOperations, operationLists } from './operations';
import { BASE_URL } from './shared/baseUrl';
import { accountId } from './shared/fields';

export class LinkupNetwork implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LinkupAPI Network',
		name: 'linkupNetwork',
		icon: { light: 'file:linkupNetwork.svg', dark: 'file:linkupNetwork.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'List LinkedIn connections and handle LinkedIn invitations through LinkupAPI',
		defaults: { name: 'LinkupAPI Network' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'linkupApi', required: true }],
		requestDefaults: {
			baseURL: BASE_URL,
			url: '/v2/network',
			method: 'POST',
			headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
			// Every answer is read by readAnswer, so that each status gets its own words.
			ignoreHttpStatusErrors: true,
			// A redirect would carry the key to another host.
			disableFollowRedirect: true,
		},
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Connection', value: 'connection' },
					{ name: 'Invitation', value: 'invitation' },
				],
				default: 'connection',
			},
			...operationLists,
			accountId,
			...fieldsOfOperations,
		],
	};
}
