import type { INodeProperties } from 'n8n-workflow';

/** Which LinkedIn account acts. Every operation asks for it. */
export const accountId: INodeProperties = {
	displayName: 'Account ID',
	name: 'accountId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. acc_abc123',
	description:
		'The LinkedIn account that acts, as LinkupAPI calls it. You find its ID beside the account at <a href="https://app.linkupapi.com" target="_blank">app.linkupapi.com</a>.',
	routing: { send: { type: 'body', property: 'account_id' } },
};

export const person: INodeProperties = {
	displayName: 'Person',
	name: 'person',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://www.linkedin.com/in/ada-lovelace',
	description:
		"The address of the person's LinkedIn profile, or the last part of it (ada-lovelace). Open the profile on LinkedIn and copy the address from the browser.",
	routing: { send: { type: 'body', property: 'params.person' } },
};

/** What names a received invitation: both values come with each item of Get Many Received. */
export const receivedInvitation: INodeProperties[] = [
	{
		displayName: 'Invitation URN',
		name: 'entityUrn',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. urn:li:invitation:123456789',
		description: "The invitation's ID: the field entity_urn of an item of Get Many Received",
		routing: { send: { type: 'body', property: 'params.entity_urn' } },
	},
	{
		displayName: 'Shared Secret',
		name: 'sharedSecret',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description: 'The field shared_secret of the same item of Get Many Received',
		routing: { send: { type: 'body', property: 'params.shared_secret' } },
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

const invitationType: INodeProperties = {
	displayName: 'Invitation Type',
	name: 'invitationType',
	type: 'options',
	options: [
		{ name: 'Connection', value: 'CONNECTION', description: 'Invitations to connect' },
		{ name: 'Newsletter', value: 'CONTENT_SERIES', description: 'Invitations to a newsletter' },
		{ name: 'Page', value: 'ORGANIZATION', description: 'Invitations to follow a company page' },
	],
	default: 'CONNECTION',
	description: 'Which invitations to list',
	routing: { send: { type: 'body', property: 'params.invitation_type' } },
};

const offset: INodeProperties = {
	displayName: 'Offset',
	name: 'offset',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: 'How many results to skip from the start of the list',
};

const output: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{
			name: 'One Item per Page',
			value: 'pages',
			description: 'Each answer of LinkupAPI with its list, totals, pagination and credits',
		},
		{ name: 'One Item per Result', value: 'results', description: 'Each entry of the list' },
	],
	default: 'results',
	description: 'What becomes an item',
};

function options(entries: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: entries,
	};
}

export const connectionListFields = [returnAll, limit, options([offset, output])];

export const invitationListFields = [returnAll, limit, options([invitationType, offset, output])];
