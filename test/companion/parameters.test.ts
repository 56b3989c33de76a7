import type { INodeParameters } from 'n8n-workflow';

import { GET_CONNECTIONS, invitation, setUpCompanion, success } from './stage';

const companion = setUpCompanion();
const ADA = 'https://www.linkedin.com/in/ada-lovelace';

describe('what is sent', () => {
	const invites: Array<[string, INodeParameters, object]> = [
		['an address', { person: ` ${ADA}/?trk=feed ` }, { profile_url: ADA }],
		['an address without https', { person: 'linkedin.com/in/ada-lovelace' }, { profile_url: ADA }],
		[
			'an address of a country',
			{ person: 'https://fr.linkedin.com/in/ada-lovelace/' },
			{ profile_url: ADA },
		],
		['the end of an address', { person: '/in/ada-lovelace/details' }, { profile_url: ADA }],
		['a profile name', { person: 'ada-lovelace' }, { identifier: 'ada-lovelace' }],
		['a note', { person: 'ada', message: ' Hello ' }, { identifier: 'ada', message: 'Hello' }],
		['a blank note', { person: 'ada', message: '  \n' }, { identifier: 'ada' }],
		[
			'300 characters',
			{ person: 'ada', message: 'é'.repeat(300) },
			{ identifier: 'ada', message: 'é'.repeat(300) },
		],
	];
	test.each(invites)('Send: %s', async (_name, fields, params) => {
		await companion.start();
		const { error } = await companion.run(invitation('send', fields));
		expect(error).toBeUndefined();
		expect(companion.bodies).toEqual([{ account_id: 'acc_sandbox', action: 'invite', params }]);
	});

	const others: Array<[string, INodeParameters, string, object]> = [
		['check', { person: 'ada-lovelace' }, 'check_invitation', { profile_url: ADA }],
		['check', { person: ADA }, 'check_invitation', { profile_url: ADA }],
		[
			'withdraw',
			{ invitationId: ' 7453486530700017665 ' },
			'withdraw',
			{ invitation_id: '7453486530700017665' },
		],
		[
			'withdraw',
			{ invitationId: 'urn:li:invitation:7453486530700017665' },
			'withdraw',
			{ invitation_id: '7453486530700017665' },
		],
		[
			'accept',
			{ entityUrn: 'urn:li:invitation:12', sharedSecret: ' s ' },
			'accept',
			{ entity_urn: 'urn:li:invitation:12', shared_secret: 's' },
		],
		[
			'decline',
			{ entityUrn: '12', sharedSecret: 's' },
			'decline',
			{ entity_urn: 'urn:li:invitation:12', shared_secret: 's' },
		],
	];
	test.each(others)('%s with %j', async (operation, fields, action, params) => {
		await companion.start();
		await companion.run(invitation(operation, fields));
		expect(companion.bodies).toEqual([{ account_id: 'acc_sandbox', action, params }]);
	});
});

describe('what is refused before anything is sent', () => {
	const person = (value: string) => invitation('send', { person: value });
	const listed = (options: INodeParameters) => ({ ...GET_CONNECTIONS, options });
	const nothing = '={{ undefined }}';
	const refusals: Array<[string, INodeParameters]> = [
		["'Account ID' is empty", { ...person('ada'), accountId: '={{ " " }}' }],
		["'Account ID' must be text", { ...person('ada'), accountId: '={{ {} }}' }],
		["'Person' is empty", person('={{ " " }}')],
		["'Person' is empty", person(nothing)],
		["'Person' must be text", person('={{ ["ada"] }}')],
		["'Person' must be text", person('undefined')],
		["'Person' is not the URL of a person", person('https://www.linkedin.com/company/outx')],
		["'Person' is not the URL of a person", person('urn:li:fsd_company:12')],
		["'Person' is not the URL of a LinkedIn profile", person('https://example.com/in/ada')],
		["'Person' is not the URL of a LinkedIn profile", person(ADA.replace('ada-lovelace', '..'))],
		["'Person' is neither a LinkedIn URL", person('Ada Lovelace')],
		["'Person' is neither a LinkedIn URL", person('ada@example.com')],
		["'Person' is neither a LinkedIn URL", person('..')],
		["'Person' must be a URL here", invitation('check', { person: 'urn:li:fsd_profile:A' })],
		["'Message' has 301 characters", { ...person('ada'), message: 'x'.repeat(301) }],
		["'Message' must be text", { ...person('ada'), message: '={{ "Hi " + {} }}' }],
		["'Message' must be text", { ...person('ada'), message: '={{ NaN }}' }],
		["'Invitation ID' is empty", invitation('withdraw', { invitationId: '={{ "" }}' })],
		["'Invitation ID' is not the ID", invitation('withdraw', { invitationId: 'urn:li:x: y' })],
		[
			"'Invitation ID' is a number that lost its last digits",
			invitation('withdraw', { invitationId: '={{ 7453486530700017665 }}' }),
		],
		[
			"'Invitation URN' is empty",
			invitation('accept', { entityUrn: '={{ "" }}', sharedSecret: 's' }),
		],
		[
			"'Invitation URN' is not the URN",
			invitation('accept', { entityUrn: 'urn:li:person:1', sharedSecret: 's' }),
		],
		[
			"'Shared Secret' is empty",
			invitation('decline', { entityUrn: '12', sharedSecret: '={{ " " }}' }),
		],
		["'Limit' must be a number of at least 1, not 0", { ...GET_CONNECTIONS, limit: 0 }],
		["'Limit' must be a whole number of at least 1, not 1.5", { ...GET_CONNECTIONS, limit: 1.5 }],
		["'Limit' must be a number of at least 1, not empty", { ...GET_CONNECTIONS, limit: nothing }],
		[
			"'Limit' must be a number of at least 1, not NaN",
			{ ...GET_CONNECTIONS, limit: '={{ NaN }}' },
		],
		["'Return All' must be true or false, not empty", { ...GET_CONNECTIONS, returnAll: nothing }],
		["'Offset' must be a number of at least 0, not -1", listed({ offset: -1 })],
		["'Offset' must be a number of at least 0, not empty", listed({ offset: nothing })],
		["'Output' must be results or pages, not empty", listed({ output: nothing })],
		["'Output' must be results or pages, not Pages", listed({ output: '={{ "Pages" }}' })],
		[
			"'Delay Between Items (Seconds)' must be a number of at least 0, not empty",
			{ ...person('ada'), options: { delay: nothing } },
		],
		[
			"'Invitation Type' must be CONNECTION or CONTENT_SERIES or ORGANIZATION, not connection",
			invitation('getManySent', { options: { invitationType: '={{ "connection" }}' } }),
		],
	];
	test.each(refusals)('%s: %j', async (message, parameters) => {
		await companion.start();
		const { error } = await companion.run(parameters);
		expect(error?.message).toContain(message);
		expect(error?.description).toBeTruthy();
		expect(companion.server.requests).toHaveLength(0);
	});

	test.each(refusals)('with Continue, %s becomes an error item', async (message, parameters) => {
		await companion.start();
		const settings = { onError: 'continueRegularOutput' } as const;
		const { items, status } = await companion.run(parameters, { settings });
		expect(status).toBe('success');
		expect(items.map(({ json }) => Object.keys(json))).toEqual([['error']]);
		expect(items[0].json.error).toContain(message);
		expect(companion.server.requests).toHaveLength(0);
	});

	test('an operation that does not exist', async () => {
		await companion.start(() => success({}));
		const { error } = await companion.run({ resource: 'invitation', operation: 'toString' });
		expect(error).toBeDefined();
		expect(companion.server.requests).toHaveLength(0);
	});
});
