import { setUpClient } from './client';

describe('the ledger', () => {
	const client = setUpClient();

	it('counts per person, whatever the URN looks like', async () => {
		const [{ id, name }] = client.sandbox.world.connections;
		for (const urn of [id, `urn:li:person:${id}`, `urn:li:fsd_profile:${id}`]) {
			await client.run('send-message', { recipient_urn: urn, message: 'Hi' });
		}
		expect(client.sandbox.ledger.messages).toHaveLength(3);
		expect(client.sandbox.ledger.by_recipient[id]).toMatchObject({
			name,
			created: 3,
			created_by_kind: { message: 3 },
			total: 3,
			messages: 3,
		});
	});

	it('shows what was accepted before it is done', async () => {
		client.sandbox.set({ extension: 'asleep' });
		const [{ id }] = client.sandbox.world.connections;
		const body = { recipient_urn: id, message: 'Hi' };
		const task_id = await client.create('send-message', body);
		await client.create('send-message', body);
		expect((await client.control('GET', 'ledger')).json).toMatchObject({
			totals: { created: 2, messages: 0 },
			created: [{ kind: 'message', recipient: id, text: 'Hi', task_id }, {}],
			by_recipient: { [id]: { created: 2, total: 0 } },
		});
	});

	it.each(['constructor', '__proto__', 'toString'])(
		'counts a recipient called %s like any other',
		async (recipient_urn) => {
			await client.run('send-message', { recipient_urn, message: 'Hi' });
			expect(Object.keys(client.sandbox.ledger.by_recipient)).toEqual([recipient_urn]);
			expect(Object.values(client.sandbox.ledger.by_recipient)).toMatchObject([
				{ created: 1, total: 0 },
			]);
		},
	);

	it('keeps the note of an invitation, trimmed, and invites a person once', async () => {
		const [{ id }] = client.sandbox.world.strangers;
		const invite = async (note?: string) =>
			await client.run('send-connection-request', { profile_urn: id, note });
		expect((await invite('  Hello  ')).task_output).toEqual({ sent: true });
		expect((await invite()).task_output).toHaveProperty(
			'error',
			expect.stringContaining('already pending'),
		);
		expect(client.sandbox.ledger.connection_requests).toMatchObject([
			{ recipient: id, text: 'Hello' },
		]);
		expect(client.sandbox.ledger.by_recipient[id]).toMatchObject({ created: 2, total: 1 });
	});

	it('drops blank notes, and all notes where the server is an old one', async () => {
		const [first, second] = client.sandbox.world.strangers;
		await client.run('send-connection-request', { profile_urn: first.id, note: '  ' });
		client.sandbox.set({ acceptNote: false });
		await client.run('send-connection-request', { profile_urn: second.id, note: 5 });
		expect(client.sandbox.ledger.connection_requests.map(({ text }) => text)).toEqual([null, null]);
	});

	it("stops at LinkedIn's quota for invitations", async () => {
		client.sandbox.set({ invitationQuota: 2 });
		const answers = [];
		for (const { id } of client.sandbox.world.strangers.slice(0, 3)) {
			answers.push(await client.agent('send-connection-request', { profile_urn: id }));
		}
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
		expect(answers[2].json).toEqual({ error: 'LinkedIn invitation limit reached' });
		expect(client.sandbox.ledger.created).toHaveLength(2);
	});
});
