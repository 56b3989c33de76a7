import { z } from 'zod';

import { LINKUP_KEY } from '../../sandbox';
import { setUpClient } from './client';

const connectionPage = z.object({
	data: z.object({
		connections: z.array(z.object({ profile_url: z.string() })),
		total_available_results: z.number(),
		pagination: z.object({ has_more: z.boolean(), next_offset: z.number().nullable() }),
	}),
	metadata: z.object({ credits_consumed: z.number() }),
});
const invited = z.object({
	data: z.object({ profile_urn: z.string(), invitation_urn: z.string() }),
});
const received = z.object({
	data: z.object({
		invitations: z.array(
			z
				.object({ entity_urn: z.string(), sender: z.object({ linkedin_url: z.string() }) })
				.passthrough(),
		),
	}),
});
const checked = z.object({ data: z.object({ invitation_state: z.string() }) });

describe("LinkupAPI's network", () => {
	const client = setUpClient();

	it('pages through all 1,201 connections, 100 at most at a time', async () => {
		const urls = new Set<string>();
		let pages = 0;
		let credits = 0;
		for (let offset: number | null = 0; offset !== null; pages += 1) {
			const answer = await client.network('list_connections', { count: 250, offset });
			const { data, metadata } = answer.read(connectionPage);
			for (const { profile_url } of data.connections) urls.add(profile_url);
			credits += metadata.credits_consumed;
			expect(data.total_available_results).toBe(1201);
			expect(data.pagination.has_more).toBe(data.pagination.next_offset !== null);
			offset = data.pagination.next_offset;
		}
		expect([urls.size, pages, credits]).toEqual([1201, 13, 25]);
	});

	it('answers in the envelope', async () => {
		const answer = await client.network('list_connections', {});
		expect(answer.json).toMatchObject({
			success: true,
			data: { total_results: 10, pagination: { offset: 0, count: 10, next_offset: 10 } },
			metadata: { action: 'list_connections', account_id: 'acc_sandbox', credits_consumed: 1 },
		});
		const people = z.object({ data: z.object({ connections: z.array(z.record(z.unknown())) }) });
		expect(Object.keys(answer.read(people).data.connections[0])).toEqual([
			'name',
			'job_title',
			'profile_url',
			'profile_picture',
		]);
	});

	it('invites, checks and withdraws', async () => {
		const person = client.sandbox.world.strangers[150];
		const profile_url = `https://www.linkedin.com/in/${person.slug}/`;
		const state = async () =>
			(await client.network('check_invitation', { profile_url })).read(checked).data
				.invitation_state;
		expect(await state()).toBe('NO_INVITATION');
		const answer = await client.network('invite', { identifier: person.slug, message: 'Hi' });
		const { profile_urn, invitation_urn } = answer.read(invited).data;
		expect(profile_urn).toBe(`urn:li:fsd_profile:${person.id}`);
		expect(await state()).toBe('PENDING');
		const again = await client.network('invite', { profile_url });
		expect(again.json).toMatchObject({ error: { code: 'INVALID_PARAMS' } });
		const invitation_id = invitation_urn.split(':').pop();
		const withdrawn = await client.network('withdraw', { invitation_id });
		expect(withdrawn.json).toMatchObject({ data: { withdrawn: true, invitation_id } });
		expect(await state()).toBe('NO_INVITATION');
		expect(client.sandbox.ledger.by_recipient[person.id]).toMatchObject({
			invitations: 1,
			withdrawals: 1,
		});
	});

	it('accepts and declines received invitations, once', async () => {
		const list = await client.network('list_invitations', { count: 2 });
		const [first, second] = list.read(received).data.invitations;
		const accepted = await client.network('accept', first);
		expect(accepted.json).toMatchObject({ data: { accepted: true } });
		const declined = await client.network('decline', second);
		expect(declined.json).toMatchObject({ data: { declined: true } });
		expect((await client.network('accept', first)).status).toBe(400);
		const { linkedin_url } = first.sender;
		const check = await client.network('check_invitation', { linkedin_url });
		expect(check.json).toMatchObject({
			data: {
				invitation_state: 'ACCEPTED',
				invitation_type: 'CONNECTED',
				invitation_id: null,
				member_distance: 1,
			},
		});
		expect((await client.network('list_invitations', {})).json).toMatchObject({
			data: { total_available_results: 58 },
		});
	});

	it('lists sent invitations', async () => {
		const { json } = await client.network('list_sent', { count: 100 });
		expect(json).toMatchObject({ data: { total_results: 45, invitation_type: 'CONNECTION' } });
		expect(json).toHaveProperty('data.invitations.0.recipient.profile_picture');
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
			error: { code },
			metadata: { action, credits_consumed: 0 },
		});
		expect(answer.json).toHaveProperty('error.message', expect.any(String));
	});

	it('wants its own key, and is independent of the extension', async () => {
		const answer = await client.call('GET', '/v2/accounts');
		expect([answer.status, answer.json]).toMatchObject([
			403,
			{ error: { code: 'INVALID_API_KEY' } },
		]);
		client.sandbox.set({ extension: 'stale' });
		const path = '/v2/accounts?limit=1';
		const accounts = await client.call('GET', path, undefined, { key: LINKUP_KEY });
		expect(accounts.json).toMatchObject({ data: { accounts: [{ account_id: 'acc_sandbox' }] } });
	});

	it('stops when the credits are gone, until they are topped up', async () => {
		client.sandbox.set({ linkupCredits: 2 });
		const list = async () => (await client.network('list_connections', { count: 100 })).status;
		expect([await list(), await list()]).toEqual([200, 402]);
		client.sandbox.set({ linkupCredits: 2 });
		expect(await list()).toBe(200);
	});
});
