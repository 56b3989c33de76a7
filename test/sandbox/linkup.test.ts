import { startClient } from './client';

describe("LinkupAPI's network", () => {
	let client;
	let sandbox;
	beforeAll(async () => {
		client = await startClient();
		sandbox = client.sandbox;
	});
	beforeEach(() => sandbox.reset());
	afterAll(() => sandbox.close());

	it('pages through all 1,201 connections, 100 at most at a time', async () => {
		const urls = new Set();
		let pages = 0;
		let credits = 0;
		for (let offset = 0; offset !== null; pages += 1) {
			const { json } = await client.network('list_connections', { count: 250, offset });
			json.data.connections.forEach(({ profile_url }) => urls.add(profile_url));
			credits += json.metadata.credits_consumed;
			expect(json.data.total_available_results).toBe(1201);
			expect(json.data.pagination.has_more).toBe(json.data.pagination.next_offset !== null);
			offset = json.data.pagination.next_offset;
		}
		expect([urls.size, pages, credits]).toEqual([1201, 13, 25]);
	});

	it('answers in the envelope', async () => {
		const { json } = await client.network('list_connections', {});
		expect(json).toMatchObject({
			success: true,
			data: { total_results: 10, pagination: { offset: 0, count: 10, next_offset: 10 } },
			metadata: { action: 'list_connections', account_id: 'acc_sandbox', credits_consumed: 1 },
		});
		expect(Object.keys(json.data.connections[0])).toEqual([
			'name',
			'job_title',
			'profile_url',
			'profile_picture',
		]);
	});

	it('invites, checks and withdraws', async () => {
		const person = sandbox.world.strangers[150];
		const profile_url = `https://www.linkedin.com/in/${person.slug}/`;
		const state = async () =>
			(await client.network('check_invitation', { profile_url })).json.data.invitation_state;
		expect(await state()).toBe('NO_INVITATION');
		const { json } = await client.network('invite', { identifier: person.slug, message: 'Hi' });
		expect(json.data.profile_urn).toBe(`urn:li:fsd_profile:${person.id}`);
		expect(await state()).toBe('PENDING');
		expect((await client.network('invite', { profile_url })).json.error.code).toBe(
			'INVALID_PARAMS',
		);
		const invitation_id = json.data.invitation_urn.split(':').pop();
		expect((await client.network('withdraw', { invitation_id })).json.data).toEqual({
			withdrawn: true,
			invitation_id,
		});
		expect(await state()).toBe('NO_INVITATION');
		expect(sandbox.ledger.by_recipient[person.id]).toMatchObject({
			invitations: 1,
			withdrawals: 1,
		});
	});

	it('accepts and declines what was received, once', async () => {
		const { json } = await client.network('list_invitations', { count: 2 });
		const [first, second] = json.data.invitations;
		expect((await client.network('accept', first)).json.data.accepted).toBe(true);
		expect((await client.network('decline', second)).json.data.declined).toBe(true);
		expect((await client.network('accept', first)).status).toBe(400);
		const { sender } = first;
		const check = await client.network('check_invitation', { linkedin_url: sender.linkedin_url });
		expect(check.json.data).toMatchObject({
			invitation_state: 'ACCEPTED',
			invitation_type: 'CONNECTED',
			invitation_id: null,
			member_distance: 1,
		});
		const left = (await client.network('list_invitations', {})).json.data.total_available_results;
		expect(left).toBe(58);
	});

	it('lists sent invitations', async () => {
		const { json } = await client.network('list_sent', { count: 100 });
		expect(json.data).toMatchObject({ total_results: 45, invitation_type: 'CONNECTION' });
		expect(json.data.invitations[0].recipient).toHaveProperty('profile_picture');
	});

	it.each([
		['list_connections', {}, 'acc_none', 404, 'INVALID_ACCOUNT'],
		['list_connections', {}, 'acc_inactive', 403, 'ACCOUNT_INACTIVE'],
		['list_connections', {}, '', 400, 'INVALID_PARAMS'],
		['list_connections', { count: 0 }, undefined, 400, 'INVALID_PARAMS'],
		['list_connections', { offset: '5' }, undefined, 400, 'INVALID_PARAMS'],
		['unfriend', {}, undefined, 400, 'INVALID_ACTION'],
		['invite', {}, undefined, 400, 'INVALID_PARAMS'],
		['invite', { identifier: 'nobody' }, undefined, 400, 'INVALID_PARAMS'],
		['withdraw', { invitation_id: '1' }, undefined, 400, 'INVALID_PARAMS'],
		['accept', { entity_urn: 'x' }, undefined, 400, 'INVALID_PARAMS'],
	])('refuses %s %j for %s with %i', async (action, params, account, status, code) => {
		const answer = await client.network(action, params, account);
		expect(answer.status).toBe(status);
		expect(answer.json).toMatchObject({
			success: false,
			error: { code, message: expect.any(String) },
			metadata: { action, credits_consumed: 0 },
		});
	});

	it('wants its own key, and is independent of the extension', async () => {
		const answer = await client.call('GET', '/v2/accounts');
		expect([answer.status, answer.json.error.code]).toEqual([403, 'INVALID_API_KEY']);
		sandbox.set({ extension: 'stale' });
		const accounts = await client.call('GET', '/v2/accounts?limit=1', undefined, {
			key: 'linkup_sandbox_key',
		});
		expect(accounts.json.data.accounts).toMatchObject([{ account_id: 'acc_sandbox' }]);
	});

	it('stops when the credits are gone, until somebody tops up', async () => {
		sandbox.set({ linkupCredits: 2 });
		const ask = async () => (await client.network('list_connections', { count: 100 })).status;
		expect([await ask(), await ask()]).toEqual([200, 402]);
		sandbox.set({ linkupCredits: 2 });
		expect(await ask()).toBe(200);
	});
});
