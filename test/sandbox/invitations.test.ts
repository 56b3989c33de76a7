import { z } from 'zod';

import { AT_ONCE, setUpClient } from './client';

const HOUR = 3_600_000;
const connectionPage = z.object({ connections: z.array(z.object({ entity_urn: z.string() })) });

describe('people who accept invitations', () => {
	const client = setUpClient();

	const stranger = (index: number) => client.sandbox.world.strangers[index];
	const invite = async (index: number) =>
		await client.run('send-connection-request', { profile_urn: stranger(index).id });
	const newest = async (count: number) => {
		const body = { sort_type: 'RECENTLY_ADDED', count };
		const { task_output } = await client.run('fetch-connections', body);
		return connectionPage.parse(task_output).connections.map(({ entity_urn }) => entity_urn);
	};
	const urn = (index: number) => `urn:li:fsd_profile:${stranger(index).id}`;
	const accept = async (body: object) => await client.control('POST', 'invitations/accept', body);

	it('wait in a list until somebody accepts', async () => {
		await invite(0);
		await invite(1);
		expect((await client.control('GET', 'invitations')).json).toMatchObject({
			count: 2,
			pending: [{ profile_urn: urn(0) }, { profile_urn: urn(1) }],
		});
		expect(await newest(1)).not.toContain(urn(0));
	});

	it('accept by call, those who wait longest first, and are connections then', async () => {
		await invite(0);
		await invite(1);
		const { json } = await accept({});
		expect(json).toMatchObject({ accepted: [{ profile_urn: urn(0) }], connections: 1001 });
		expect(await newest(1)).toEqual([urn(0)]);
		const message = { recipient_urn: stranger(0).id, message: 'Hi' };
		expect((await client.run('send-message', message)).status).toBe('completed');
		expect((await invite(0)).status).toBe('failed');
	});

	it('accept by name', async () => {
		await Promise.all([invite(0), invite(1), invite(2)]);
		const url = `https://www.linkedin.com/in/${stranger(2).slug}/`;
		const { json } = await accept({ people: [url, stranger(1).id] });
		expect(json).toMatchObject({ accepted: [{ profile_urn: urn(2) }, { profile_urn: urn(1) }] });
		expect(client.sandbox.invitations.list().map(({ person }) => person.id)).toEqual([
			stranger(0).id,
		]);
	});

	it('do not accept what was never sent', async () => {
		const { status, json } = await accept({ people: [stranger(5).slug] });
		expect([status, json]).toEqual([
			404,
			{ error: `No invitation to ${stranger(5).slug} is pending` },
		]);
	});

	it('accept by themselves after a while', async () => {
		client.sandbox.set({ acceptAfterMs: 24 * HOUR });
		await invite(0);
		client.sandbox.moveClock(client.sandbox.now() + 12 * HOUR);
		await invite(1);
		expect(await newest(2)).not.toContain(urn(0));
		client.sandbox.moveClock(client.sandbox.now() + 13 * HOUR);
		expect(await newest(1)).toEqual([urn(0)]);
		client.sandbox.moveClock(client.sandbox.now() + 12 * HOUR);
		expect(await newest(2)).toEqual([urn(1), urn(0)]);
	});

	it('have accepted before a task that runs later', async () => {
		client.sandbox.reset({ switches: { ...AT_ONCE, acceptAfterMs: HOUR, pickUpMs: 2 * HOUR } });
		await client.create('send-connection-request', { profile_urn: stranger(0).id });
		await client.create('fetch-connections', { sort_type: 'RECENTLY_ADDED', count: 1 });
		client.sandbox.moveClock(client.sandbox.now() + HOUR);
		const body = { recipient_urn: stranger(0).id, message: 'Hi' };
		const message = await client.create('send-message', body);
		client.sandbox.moveClock(client.sandbox.now() + 24 * HOUR);
		expect((await client.task(message)).status).toBe('completed');
		const list = client.sandbox.tasks.list().map(({ output }) => JSON.stringify(output));
		expect(list[1]).not.toContain(stranger(0).id);
	});
});
