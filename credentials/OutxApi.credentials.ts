import type {
	IAuthenticateGeneric,
	IAuthenticateRuleResponseCode,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

const UNKNOWN_KEY =
	'OutX does not recognize this API key. Copy it again from https://mentions.outx.ai/api-doc (Reveal API Key).';
const NO_EXTENSION =
	'The API key is right, but the OutX browser extension is not running. Open Chrome with the OutX extension on the computer of a team member, then test again.';
const REFUSED = 'OutX refused the test. Check the API key and the Base URL.';
const NOT_OUTX = 'This is not the OutX API. Check the Base URL. It should be https://api.outx.ai';

const NOT_SUCCESS = Array.from({ length: 300 }, (_, i) => 300 + i);

type Rule = NonNullable<ICredentialTestRequest['rules']>[number];
/** n8n accepts both kinds of rules in one list, but its types allow only lists of one kind. */
type Rules = IAuthenticateRuleResponseCode[];

const status = (value: number, message: string): Rule => ({
	type: 'responseCode',
	properties: { value, message },
});
/** Compares the first letter of a text in the answer, because a rule can only compare whole values. */
const firstLetter = (key: string, letters: string, message: string): Rule[] =>
	[...letters].map((value) => ({
		type: 'responseSuccessBody',
		properties: { key: `${key}.0`, value, message },
	}));

export class OutxApi implements ICredentialType {
	name = 'outxApi';

	displayName = 'OutX API';

	icon: Icon = { light: 'file:outxApi.svg', dark: 'file:outxApi.dark.svg' };

	documentationUrl = 'https://github.com/outx-community/n8n-nodes-outx#start-in-five-steps';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Open <a href="https://mentions.outx.ai/api-doc" target="_blank">mentions.outx.ai/api-doc</a> and select Reveal API Key. The whole team shares one key.',
			hint: 'Copy it from <a href="https://mentions.outx.ai/api-doc" target="_blank">mentions.outx.ai/api-doc</a> (Reveal API Key)',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.outx.ai',
			placeholder: 'e.g. https://api.outx.ai',
			description: 'The URL of the OutX API. Change it only for a proxy or the sandbox.',
			hint: 'Keep the default unless you use a proxy or the sandbox',
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
			url: '/api-keyword-watchlist',
			method: 'GET',
			disableFollowRedirect: true,
			// n8n 1 drops the status before it checks the rules, so there the text of the answer decides. It reads this as
			// "any status is fine", n8n 2 as "none of these is".
			ignoreHttpStatusErrors: { ignore: true, except: NOT_SUCCESS },
		},
		rules: [
			status(401, UNKNOWN_KEY),
			status(403, NO_EXTENSION),
			...firstLetter('error', 'P', NO_EXTENSION),
			...firstLetter('error', 'IMU', UNKNOWN_KEY),
			...firstLetter('error', 'ABCDEFGHJKLNOQRSTVWXYZabcdefghijklmnopqrstuvwxyz', REFUSED),
			// Whatever has no list of watchlists is another server: a web page, or JSON of something else.
			{
				type: 'responseSuccessBody',
				properties: { key: 'watchlists', value: undefined, message: NOT_OUTX },
			},
		] as Rules,
	};
}
