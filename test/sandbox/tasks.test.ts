import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Switches } from '../../sandbox';
import { setUpClient, startClient } from './client';

const connectionPage = z.object({ connections: z.array(z.object({ entity_urn: z.string() })) });

describe('tasks and the simulated extension', () => {
	const client = setUpClient({ resetsEach: false });

	const start = (switches: Partial<Switches>) => {
		client.reset({ switches });
	};
	const create = async () => await client.create('fetch-connections');
	/** Without a request: the extension works on its own. */
	const allDone = async () => {
		while (client.sandbox.tasks.list().some((task) => task.status !== 'completed')) await sleep(5);
	};

	it('goes from pending over processing to completed', async () => {
		start({ pickUpMs: 60_000, taskDelayMs: 60_000 });
		const id = await create();
		const seen = [];
		for (let step = 0; step < 3; step++) {
			const { status, task_output } = await client.task(id);
			seen.push([status, task_output === null]);
			client.sandbox.moveClock(client.sandbox.now() + 60_000);
		}
		expect(seen).toEqual([
			['pending', true],
			['processing', true],
			['completed', false],
		]);
	});

	it('is done by itself, without a request for its status', async () => {
		start({ taskDelayMs: 20 });
		await create();
		await allDone();
		expect(client.sandbox.requests).toHaveLength(1);
	});

	it('does one after another', async () => {
		start({ taskDelayMs: 15 });
		await Promise.all([create(), create(), create()]);
		await allDone();
		const [first, second, third] = client.sandbox.tasks.list();
		expect(second.startedAt).toBeGreaterThanOrEqual(Number(first.endedAt));
		expect(third.startedAt).toBeGreaterThanOrEqual(Number(second.endedAt));
	});

	it('does all at once', async () => {
		start({ taskDelayMs: 30, oneAtATime: false });
		await Promise.all(Array.from({ length: 200 }, create));
		await allDone();
		expect(client.sandbox.tasks.list()).toHaveLength(200);
		for (const task of client.sandbox.tasks.list()) expect(task.endedAt).toBe(task.createdAt + 30);
	});

	it('leaves tasks alone while it is asleep, and does them when it is awake', async () => {
		start({ taskDelayMs: 10, extension: 'asleep' });
		const id = await create();
		await sleep(40);
		expect((await client.task(id)).status).toBe('pending');
		client.sandbox.set({ extension: 'online' });
		await allDone();
	});

	it('fails the tasks it is told to fail, without an effect', async () => {
		start({ failTasks: { type: 'agent_send_message', everyNth: 2 } });
		const ends = [];
		for (const { id } of client.sandbox.world.connections.slice(0, 4)) {
			ends.push((await client.run('send-message', { recipient_urn: id, message: 'Hi' })).status);
		}
		expect(ends).toEqual(['completed', 'failed', 'completed', 'failed']);
		expect(client.sandbox.ledger.messages).toHaveLength(2);
		expect(client.sandbox.ledger.created).toHaveLength(4);
		expect((await client.run('fetch-connections')).status).toBe('completed');

		client.sandbox.set({ failTasks: { status: 'expired', output: 'Gone' } });
		expect(await client.run('fetch-connections')).toMatchObject({
			status: 'expired',
			task_output: 'Gone',
		});
	});

	it('can use other words for a status', async () => {
		start({ extension: 'asleep', statusWords: { pending: 'queued' } });
		expect((await client.task(await create())).status).toBe('queued');
	});

	it('messages connections only; the others fail as a task', async () => {
		start({});
		const [stranger] = client.sandbox.world.strangers;
		const task = await client.run('send-message', { recipient_urn: stranger.id, message: 'Hi' });
		expect(task.status).toBe('failed');
		expect(task.task_output).toHaveProperty(
			'error',
			expect.stringContaining('not a 1st-degree connection'),
		);
		expect(client.sandbox.ledger.messages).toEqual([]);
	});

	it('moves the list of connections while pages are read', async () => {
		start({ growPerPage: 3 });
		const urns = async (start: number) => {
			const { task_output } = await client.run('fetch-connections', { count: 10, start });
			return connectionPage.parse(task_output).connections.map(({ entity_urn }) => entity_urn);
		};
		const [first, second] = [await urns(0), await urns(10)];
		expect(first.filter((urn) => second.includes(urn))).toHaveLength(3);
	});

	it('ends quickly, whatever hangs or waits', async () => {
		const other = await startClient({
			taskDelayMs: 60_000,
			faults: [{ kind: 'timeout', path: '/api-team' }],
		});
		await other.create('fetch-connections');
		const hanging = expect(other.call('GET', '/api-team')).rejects.toThrow('other side closed');
		while (other.sandbox.requests.length < 2) await sleep(5);
		const before = Date.now();
		await other.sandbox.close();
		await hanging;
		expect(Date.now() - before).toBeLessThan(20_000);
		await other.close();
	});
});
