import { startClient, wait } from './client';

describe('tasks and the pretend extension', () => {
	let client;
	let sandbox;
	beforeAll(async () => {
		client = await startClient();
		sandbox = client.sandbox;
	});
	afterAll(() => sandbox.close());

	const start = (switches) => sandbox.reset({ switches: { pickUpMs: 0, ...switches } });
	const create = async () => (await client.agent('fetch-connections')).json.api_agent_task_id;
	const stateOf = async (id) => (await client.status(id)).json.data;
	/** Without asking: the extension works on its own. */
	const allDone = async () => {
		while (sandbox.tasks.list().some((task) => task.status !== 'completed')) await wait(5);
	};

	it('goes from pending over processing to completed', async () => {
		start({ pickUpMs: 500, taskDelayMs: 700 });
		const id = await create();
		const seen = [];
		for (let task; task?.status !== 'completed'; await wait(10)) {
			task = await stateOf(id);
			expect(task.task_output === null).toBe(task.status !== 'completed');
			if (seen.at(-1) !== task.status) seen.push(task.status);
		}
		expect(seen).toEqual(['pending', 'processing', 'completed']);
	});

	it('works without anybody asking', async () => {
		start({ taskDelayMs: 20 });
		await create();
		await allDone();
	});

	it('does one after another, or all at once', async () => {
		start({ taskDelayMs: 15 });
		await Promise.all([create(), create(), create()]);
		await allDone();
		const [first, second, third] = sandbox.tasks.list();
		expect(second.startedAt).toBeGreaterThanOrEqual(first.endedAt);
		expect(third.startedAt).toBeGreaterThanOrEqual(second.endedAt);

		start({ taskDelayMs: 30, oneAtATime: false });
		await Promise.all(Array.from({ length: 200 }, create));
		await allDone();
		for (const task of sandbox.tasks.list()) expect(task.endedAt).toBe(task.createdAt + 30);
	});

	it('leaves tasks alone while it is asleep, and does them when it is awake', async () => {
		start({ taskDelayMs: 10, extension: 'asleep' });
		const id = await create();
		await wait(40);
		expect((await stateOf(id)).status).toBe('pending');
		sandbox.set({ extension: 'online' });
		await allDone();
	});

	it('fails the tasks it is told to fail, without an effect', async () => {
		start({ taskDelayMs: 0, failTasks: { type: 'agent_send_message', everyNth: 2 } });
		const people = sandbox.world.connections.slice(0, 4);
		const ends = [];
		for (const { id } of people) {
			ends.push((await client.run('send-message', { recipient_urn: id, message: 'Hi' })).status);
		}
		expect(ends).toEqual(['completed', 'failed', 'completed', 'failed']);
		expect(sandbox.ledger.messages).toHaveLength(2);
		expect(sandbox.ledger.created).toHaveLength(4);
		expect((await client.run('fetch-connections')).status).toBe('completed');

		sandbox.set({ failTasks: { status: 'expired', output: 'Gone' } });
		expect(await client.run('fetch-connections')).toMatchObject({
			status: 'expired',
			task_output: 'Gone',
		});
	});

	it('can use other words for a status', async () => {
		start({ taskDelayMs: 0, extension: 'asleep', statusWords: { pending: 'queued' } });
		expect((await stateOf(await create())).status).toBe('queued');
	});

	it('messages connections only; the others fail as a task', async () => {
		start({ taskDelayMs: 0 });
		const [stranger] = sandbox.world.strangers;
		const task = await client.run('send-message', { recipient_urn: stranger.id, message: 'Hi' });
		expect(task.status).toBe('failed');
		expect(task.task_output.error).toContain('not a 1st-degree connection');
		expect(sandbox.ledger.messages).toEqual([]);
	});

	it('moves the list of connections while pages are read', async () => {
		start({ taskDelayMs: 0, growPerPage: 3 });
		const first = await client.run('fetch-connections', { count: 10 });
		const second = await client.run('fetch-connections', { count: 10, start: 10 });
		const urns = (task) => task.task_output.connections.map(({ entity_urn }) => entity_urn);
		expect(urns(first).filter((urn) => urns(second).includes(urn))).toHaveLength(3);
	});

	it('ends quickly, whatever hangs or waits', async () => {
		const other = await startClient({
			taskDelayMs: 60_000,
			faults: [{ kind: 'timeout', path: '/api-team' }],
		});
		await other.agent('fetch-connections');
		const hanging = other.call('GET', '/api-team').catch((error) => error);
		await wait(30);
		const before = Date.now();
		await other.sandbox.close();
		expect(await hanging).toHaveProperty('message', 'fetch failed');
		expect(Date.now() - before).toBeLessThan(1000);
	});
});
