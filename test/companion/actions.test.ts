import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { objectOf } from '../support/json';
import { like } from '../support/like';
import { refusal, runNode, startServer, success, type Answer, type Server } from './support';

let server: Server;
const start = async (answer: Answer = () => success({})) => (server = await startServer(answer));
afterEach(async () => {
	await server.close();
});

/** Whom a call is about. */
const identifierOf = (body: IDataObject) => objectOf(body.params).identifier;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const invitation = (operation: string, fields: INodeParameters): INodeParameters => ({
	resource: 'invitation',
	operation,
	...fields,
});

describe('what is sent', () => {
	const ADA = 'https://www.linkedin.com/in/ada-lovelace';

	test.each([
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
	] as Array<[string, INodeParameters, IDataObject]>)(
		'invite: %s',
		async (_name, fields, params) => {
			await start();
			const { error } = await runNode({
				baseUrl: server.url,
				parameters: invitation('send', fields),
			});
			expect(error).toBeUndefined();
			expect(server.calls[0].body).toEqual({ account_id: 'acc_sandbox', action: 'invite', params });
		},
	);

	test.each([
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
	] as Array<[string, INodeParameters, string, IDataObject]>)(
		'%s with %j',
		async (operation, fields, action, params) => {
			await start();
			await runNode({ baseUrl: server.url, parameters: invitation(operation, fields) });
			expect(server.calls.map(({ body }) => body)).toEqual([
				{ account_id: 'acc_sandbox', action, params },
			]);
		},
	);
});

describe('what comes out', () => {
	test('the result as LinkupAPI names it, with the credits it took', async () => {
		await start(() => success({ withdrawn: true, invitation_id: '7', extra: [1] }, 1));
		const { items } = await runNode({
			baseUrl: server.url,
			parameters: invitation('withdraw', { invitationId: '7' }),
		});
		expect(items).toEqual([
			{
				json: { withdrawn: true, invitation_id: '7', extra: [1], credits_consumed: 1 },
				pairedItem: { item: 0 },
			},
		]);
	});

	test.each([
		['nothing', null, { credits_consumed: 1 }],
		['a bare value', true, { data: true, credits_consumed: 1 }],
		['a field called error', { error: null }, { api_error: null, credits_consumed: 1 }],
	])('%s', async (_name, data, json) => {
		await start(() => success(data));
		const { items } = await runNode({
			baseUrl: server.url,
			parameters: invitation('accept', { entityUrn: '12', sharedSecret: 's' }),
		});
		expect(items.map((item) => item.json)).toEqual([json]);
	});
});

describe('what is refused before anything is sent', () => {
	const person = (value: string) => invitation('send', { person: value });
	test.each([
		["'Account ID' is empty", { ...person('ada'), accountId: '={{ " " }}' }],
		["'Person' is empty", person('={{ " " }}')],
		["'Person' is not the address of a person", person('https://www.linkedin.com/company/outx')],
		["'Person' is not the address of a person", person('urn:li:fsd_company:12')],
		["'Person' is not the address of a LinkedIn profile", person('https://example.com/in/ada')],
		["'Person' is neither a LinkedIn address", person('Ada Lovelace')],
		["'Person' is neither a LinkedIn address", person('ada@example.com')],
		["'Person' has to be an address here", invitation('check', { person: 'urn:li:fsd_profile:A' })],
		["'Message' has 301 characters", { ...person('ada'), message: 'x'.repeat(301) }],
		["'Invitation ID' is empty", invitation('withdraw', { invitationId: '={{ "" }}' })],
		["'Invitation ID' is not the ID", invitation('withdraw', { invitationId: 'urn:li:x: y' })],
		[
			"'Invitation ID' came as a number",
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
		[
			"'Limit' has to be a whole number of at least 1",
			{ resource: 'connection', operation: 'getAll', limit: 0 },
		],
		[
			"'Limit' has to be a whole number of at least 1",
			{ resource: 'connection', operation: 'getAll', limit: '={{ undefined }}' },
		],
		[
			"'Offset' has to be a whole number of at least 0",
			{ resource: 'connection', operation: 'getAll', options: { offset: -1 } },
		],
	] as Array<[string, INodeParameters]>)('%s', async (message, parameters) => {
		await start();
		const { error } = await runNode({ baseUrl: server.url, parameters });
		expect(error?.message).toContain(message);
		expect(error?.description).toBeTruthy();
		expect(server.calls).toHaveLength(0);
	});
});

describe('several items', () => {
	const people = (...names: string[]) => names.map((name) => ({ json: { name } }));
	const invite = invitation('send', { person: '={{ $json.name }}' });
	const invited = () => server.calls.map(({ body }) => identifierOf(body));

	test('go one after the other, in their order', async () => {
		let open = 0;
		let most = 0;
		await start(async (body) => {
			most = Math.max(most, ++open);
			await sleep(identifierOf(body) === 'a' ? 80 : 5);
			open -= 1;
			return success({ public_identifier: identifierOf(body) });
		});
		const { items } = await runNode({
			baseUrl: server.url,
			parameters: invite,
			input: people('a', 'b', 'c'),
		});
		expect(most).toBe(1);
		expect(items.map(({ json }) => json.public_identifier)).toEqual(['a', 'b', 'c']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	test('a bad one keeps all of them from being sent', async () => {
		await start();
		const { error } = await runNode({
			baseUrl: server.url,
			parameters: invite,
			input: people('a', 'b', 'no body', 'd'),
		});
		expect(error?.message).toContain("'Person'");
		expect(error?.context.itemIndex).toBe(2);
		expect(server.calls).toHaveLength(0);
	});

	test.each<[INode['onError'], string[]]>([
		['stopWorkflow', []],
		['continueRegularOutput', ['a', 'b']],
	])('one whose expression n8n cannot resolve, with %s', async (onError, sent) => {
		await start();
		const { error, items } = await runNode({
			baseUrl: server.url,
			parameters: invitation('send', {
				person: "={{ $json.name === 'c' ? $('Nowhere').item.json.x : $json.name }}",
			}),
			input: people('a', 'b', 'c'),
			node: { onError },
		});
		await sleep(700);
		expect(invited()).toEqual(sent);
		if (onError === 'stopWorkflow') expect(error?.message).toMatch(/Referenced node/);
		else expect(items[2].json).toEqual({ error: like.pattern(/Referenced node/) });
	});

	test('the first that fails is the last that is sent, and the run says what was done before', async () => {
		await start((body, _request, reply) =>
			identifierOf(body) === 'c'
				? reply.code(402).send(refusal('INSUFFICIENT_CREDITS'))
				: success({}),
		);
		const { error } = await runNode({
			baseUrl: server.url,
			parameters: invite,
			input: people('a', 'b', 'c', 'd', 'e'),
		});
		expect(invited()).toEqual(['a', 'b', 'c']);
		expect(error?.message).toBe('Your LinkupAPI credits are used up');
		expect(error?.description).toContain('The 2 items before this one were carried out');
		expect(error?.context.itemIndex).toBe(2);
	});

	test('Retry On Fail goes on where it stopped: nobody is invited twice', async () => {
		let failed = false;
		await start((body, _request, reply) => {
			if (identifierOf(body) !== 'b' || failed) return success({ to: identifierOf(body) });
			failed = true;
			return reply.code(429).send(refusal('RATE_LIMITED'));
		});
		const { items, error } = await runNode({
			baseUrl: server.url,
			parameters: invite,
			input: people('a', 'b', 'c'),
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(error).toBeUndefined();
		expect(invited()).toEqual(['a', 'b', 'b', 'c']);
		expect(items.map(({ json }) => json.to)).toEqual(['a', 'b', 'c']);
	});

	test("n8n's own batching still spaces them out", async () => {
		await start();
		const { items } = await runNode({
			baseUrl: server.url,
			parameters: {
				...invite,
				requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 30 } } },
			},
			input: people('a', 'b', 'c'),
		});
		expect(invited()).toEqual(['a', 'b', 'c']);
		expect(items).toHaveLength(3);
	});

	test('Execute Once sends one', async () => {
		await start();
		await runNode({
			baseUrl: server.url,
			parameters: invite,
			input: people('a', 'b'),
			node: { executeOnce: true },
		});
		expect(invited()).toEqual(['a']);
	});

	test('after a cancel no request leaves', async () => {
		await start(async () => {
			await sleep(200);
			return success({});
		});
		const { status } = await runNode({
			baseUrl: server.url,
			parameters: invite,
			input: people('a', 'b', 'c'),
			cancelWhen: () => server.calls.length > 0,
		});
		await sleep(400);
		expect(status).toBe('canceled');
		expect(invited()).toEqual(['a']);
	});
});

describe('with Continue on', () => {
	const input = [{ json: { name: 'a' } }, { json: { name: 'no body' } }, { json: { name: 'c' } }];
	const parameters = invitation('send', { person: '={{ $json.name }}' });
	const answer: Answer = (body, _request, reply) =>
		identifierOf(body) === 'c'
			? reply.code(404).send(refusal('INVALID_ACCOUNT'))
			: success({ public_identifier: 'a' });

	test('a failing item becomes exactly its words and its link; the others are carried out', async () => {
		await start(answer);
		const { items } = await runNode({
			baseUrl: server.url,
			parameters,
			input,
			node: { onError: 'continueRegularOutput' },
		});
		expect(items).toEqual([
			{ json: { public_identifier: 'a', credits_consumed: 1 }, pairedItem: { item: 0 } },
			{ json: { error: like.text("'Person'") }, pairedItem: { item: 1 } },
			{
				json: { error: like.text("no account 'acc_sandbox'") },
				pairedItem: { item: 2 },
			},
		]);
		expect(items.every((item) => Object.keys(item).sort().join() === 'json,pairedItem')).toBe(true);
	});

	test('failing items leave by the error branch, with their input beside the words', async () => {
		await start(answer);
		const { items, errorItems } = await runNode({
			baseUrl: server.url,
			parameters,
			input,
			node: { onError: 'continueErrorOutput' },
		});
		expect(items).toHaveLength(1);
		expect(errorItems.map(({ json }) => Object.keys(json).sort())).toEqual([
			['error', 'name'],
			['error', 'name'],
		]);
	});
});
