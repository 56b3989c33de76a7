import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

export class OutxApi implements ICredentialType {
	name = 'outxApi';

	displayName = 'OutX API';

	icon: Icon = { light: 'file:outxApi.svg', dark: 'file:outxApi.dark.svg' };

	documentationUrl = 'https://github.com/outx-community/n8n-nodes-outx#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Open <a href="https://mentions.outx.ai/api-doc" target="_blank">mentions.outx.ai/api-doc</a> and choose Reveal API Key. One key is for the whole team.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.outx.ai',
			placeholder: 'e.g. https://api.outx.ai',
			description: 'Where the OutX API is. Change it only for a proxy or the sandbox.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: { 'x-api-key': '={{ $credentials.apiKey.trim() }}' },
		},
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: '/api-team',
			method: 'GET',
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'OutX does not know this API key. Copy it again from https://mentions.outx.ai/api-doc (Reveal API Key).',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The API key is right, but the OutX browser extension is not running. Open Chrome with the OutX extension on the computer of a team member, then test again.',
				},
			},
		],
	};
}
