import { startClient } from './client';

describe('the ledger', () => {
	let client;
	let sandbox;
	beforeAll(async () => {
		client = await startClient();
		sandbox = client.sandbox;
	});
	beforeEach(() => sandbox.reset({ switches: { taskDelayMs: 0, pickUpMs: 0 } }));
	afterAll(() => sandbox.close());

	it('counts per person, whatever the URN looks like', async () => {
		const [{ id, name }] = sandbox.world.connections;
		for (const urn of [id, `urn:li:person:${id}`, `urn:li:fsd_profile:${id}`]) {
			await client.run('send-message', { recipient_urn: urn, message: 'Hi' });
		}
		expect(sandbox.ledger.messages).toHaveLength(3);
		expect(sandbox.ledger.by_recipient[id]).toMatchObject({
			name,
			created: 3,
			created_by_kind: { message: 3 },
			total: 3,
			messages: 3,
		});
	});

	it('shows what was accepted before it is done', async () => {
		sandbox.set({ extension: 'asleep' });
		const [{ id }] = sandbox.world.connections;
		const body = { recipient_urn: id, message: 'Hi' };
		const { json } = await client.agent('send-message', body);
		await client.agent('send-message', body);
		const ledger = (await client.call('GET', '/sandbox/ledger')).json;
		expect(ledger.totals).toMatchObject({ created: 2, messages: 0 });
		expect(ledger.created[0]).toMatchObject({
			kind: 'message',
			recipient: id,
			text: 'Hi',
			task_id: json.api_agent_task_id,
		});
		expect(ledger.by_recipient[id]).toMatchObject({ created: 2, total: 0 });
	});

	it('keeps the note of an invitation, trimmed, and invites a person once', async () => {
		const [{ id }] = sandbox.world.strangers;
		const ask = (note) => client.run('send-connection-request', { profile_urn: id, note });
		expect((await ask('  Hello  ')).task_output).toEqual({ sent: true });
		expect((await ask()).task_output.error).toContain('already pending');
		expect(sandbox.ledger.connection_requests).toMatchObject([{ recipient: id, text: 'Hello' }]);
		expect(sandbox.ledger.by_recipient[id]).toMatchObject({ created: 2, total: 1 });
	});

	it('drops blank notes, and all notes where the server is an old one', async () => {
		const [first, second] = sandbox.world.strangers;
		await client.run('send-connection-request', { profile_urn: first.id, note: '  ' });
		sandbox.set({ acceptNote: false });
		await client.run('send-connection-request', { profile_urn: second.id, note: 5 });
		expect(sandbox.ledger.connection_requests.map(({ text }) => text)).toEqual([null, null]);
	});

	it("stops at LinkedIn's quota for invitations", async () => {
		sandbox.set({ invitationQuota: 2 });
		const statuses = [];
		let last;
		for (const { id } of sandbox.world.strangers.slice(0, 3)) {
			last = await client.agent('send-connection-request', { profile_urn: id });
			statuses.push(last.status);
		}
		expect(statuses).toEqual([200, 200, 429]);
		expect(last.json).toEqual({ error: 'LinkedIn invitation limit reached' });
		expect(sandbox.ledger.created).toHaveLength(2);
	});
});
