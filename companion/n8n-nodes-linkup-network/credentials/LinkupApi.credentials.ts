import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Themed,
} from 'n8n-workflow';
import { BASE_URL } from '../nodes/LinkupNetwork/shared/baseUrl';

const KEY_NOT_ACCEPTED =
	'LinkupAPI did not accept this API key. Copy it again from app.linkupapi.com and check that it has not expired';

export class LinkupApi implements ICredentialType {
	name = 'linkupApi';

	displayName = 'LinkupAPI API';

	icon: Themed<`file:${string}.svg`> = {
		light: 'file:linkupApi.svg',
		dark: 'file:linkupApi.dark.svg',
	};

	documentationUrl =
		'https://github.com/outx-community/n8n-nodes-outx/tree/main/companion/n8n-nodes-linkup-network#authentication';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'The key of your LinkupAPI account. Sign in at <a href="https://app.linkupapi.com" target="_blank">app.linkupapi.com</a> and copy it from there.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.linkupapi.com',
			placeholder: 'e.g. https://api.linkupapi.com',
			description:
				'Where LinkupAPI is reached. Leave it as it is unless LinkupAPI told you another.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				// A key pasted with a line break at its end cannot travel in a header.
				'x-api-key': '={{ $credentials.apiKey.trim() }}',
			},
		},
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: BASE_URL,
			url: '/v2/accounts',
			qs: { limit: 1 },
			disableFollowRedirect: true,
		},
		rules: [
			{ type: 'responseCode', properties: { value: 401, message: KEY_NOT_ACCEPTED } },
			{ type: 'responseCode', properties: { value: 403, message: KEY_NOT_ACCEPTED } },
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'There is no LinkupAPI at this address. Check the Base URL',
				},
			},
		],
	};
}
