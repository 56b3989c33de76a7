import type {
	IAuthenticateGeneric,
	IAuthenticateRuleResponseCode,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Themed,
} from 'n8n-workflow';

/** The Base URL, however it was pasted: with spaces around it, with a slash at its end, or left empty. */
const BASE_URL =
	'={{ ($credentials.baseUrl || "https://api.linkupapi.com").trim().replace(new RegExp("/+$"), "") }}';

const KEY_NOT_ACCEPTED =
	'LinkupAPI does not recognize this API key. Copy it again from app.linkupapi.com and check that it has not expired';

const NOT_LINKUP = 'This is not LinkupAPI. Check the Base URL';
const REFUSED = 'LinkupAPI refused the test. Check the API key and the Base URL';

const NOT_SUCCESS = Array.from({ length: 300 }, (_, i) => 300 + i);

type Rule = NonNullable<ICredentialTestRequest['rules']>[number];
/** n8n accepts both kinds of rules in one list, but its types allow only lists of one kind. */
type Rules = IAuthenticateRuleResponseCode[];

const status = (value: number, message: string): Rule => ({
	type: 'responseCode',
	properties: { value, message },
});
const body = (key: string, value: string | boolean, message: string): Rule => ({
	type: 'responseSuccessBody',
	properties: { key, value, message },
});

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
			description: 'The URL of LinkupAPI. Change it only if LinkupAPI gave you another one.',
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
			// n8n 1 drops the status before it checks the rules, so there the answer itself decides. It reads this as "any
			// status is fine", n8n 2 as "none of these is".
			ignoreHttpStatusErrors: { ignore: true, except: NOT_SUCCESS },
		},
		rules: [
			status(401, KEY_NOT_ACCEPTED),
			status(403, KEY_NOT_ACCEPTED),
			status(404, NOT_LINKUP),
			body('error.code', 'INVALID_API_KEY', KEY_NOT_ACCEPTED),
			body('success', false, REFUSED),
			body('0', '<', NOT_LINKUP),
		] as Rules,
	};
}
