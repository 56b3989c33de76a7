import type { INodeProperties } from 'n8n-workflow';

/** The LinkedIn account to use. Every operation has it. */
export const accountId: INodeProperties = {
	displayName: 'Account ID',
	name: 'accountId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. acc_abc123',
	description:
		'The LinkupAPI ID of the LinkedIn account to use. Find it next to the account at <a href="https://app.linkupapi.com" target="_blank">app.linkupapi.com</a>.',
};

export const personField: INodeProperties = {
	displayName: 'Person',
	name: 'person',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://www.linkedin.com/in/ada-lovelace',
	description:
		"The URL of the person's LinkedIn profile, or its last part (ada-lovelace). Open the profile on LinkedIn and copy the URL from the browser.",
};

/** Identifies a received invitation: each item of Get Many Received has both values. */
export const receivedInvitation: INodeProperties[] = [
	{
		displayName: 'Invitation URN',
		name: 'entityUrn',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. urn:li:invitation:123456789',
		description: 'The entity_urn from Get Many Received',
	},
	{
		displayName: 'Shared Secret',
		name: 'sharedSecret',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description: 'The shared_secret of the same item from Get Many Received',
	},
];

export const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	displayOptions: { show: { returnAll: [false] } },
	default: 50,
	description: 'Max number of results to return',
};

export const INVITATION_TYPES = ['CONNECTION', 'CONTENT_SERIES', 'ORGANIZATION'] as const;

export const invitationType: INodeProperties = {
	displayName: 'Invitation Type',
	name: 'invitationType',
	type: 'options',
	options: [
		{ name: 'Connection', value: 'CONNECTION', description: 'Invitations to connect' },
		{ name: 'Newsletter', value: 'CONTENT_SERIES', description: 'Invitations to a newsletter' },
		{ name: 'Page', value: 'ORGANIZATION', description: 'Invitations to follow a company page' },
	],
	default: 'CONNECTION',
	description: 'The type of invitation to return',
};

export const delay: INodeProperties = {
	displayName: 'Delay Between Items (Seconds)',
	name: 'delay',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 5,
	description: 'Time to wait between items',
};

export const offset: INodeProperties = {
	displayName: 'Offset',
	name: 'offset',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: 'Number of results to skip',
};

export const OUTPUTS = ['results', 'pages'] as const;

export const output: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{
			name: 'One Item per Page',
			value: 'pages',
			description: 'Each response of LinkupAPI, with its list, totals, pagination and credits',
		},
		{ name: 'One Item per Result', value: 'results', description: 'Each entry of the list' },
	],
	default: 'results',
	description: 'What each item contains',
};
