import { AT_ONCE, setUpClient } from './client';

const MONDAY = Date.parse('2026-07-06T08:00:00Z');
const DAY = 86_400_000;

describe('simulated time', () => {
	const client = setUpClient({ resetsEach: false });
	beforeEach(() => {
		client.sandbox.reset({ now: MONDAY, switches: AT_ONCE });
	});

	const send = async (index: number) =>
		await client.agent('send-message', {
			recipient_urn: client.sandbox.world.connections[index].id,
			message: 'Hi',
		});
	const invite = async (index: number) =>
		await client.run('send-connection-request', {
			profile_urn: client.sandbox.world.strangers[index].id,
		});

	it('is real time unless a start is given', () => {
		client.sandbox.reset();
		expect(Math.abs(client.sandbox.now() - Date.now())).toBeLessThan(60_000);
	});

	it('runs on from where it was moved to', async () => {
		expect((await client.control('GET', 'clock')).json).toMatchObject({ day: '2026-07-06' });
		const { json } = await client.control('POST', 'clock', { days: 2, hours: 1, minutes: 30 });
		expect(json).toHaveProperty('now', expect.stringMatching(/^2026-07-08T09:3\d:/));
		const before = client.sandbox.now();
		while (client.sandbox.now() === before) await send(0);
		expect(client.sandbox.now()).toBeGreaterThan(before);
	});

	it('is moved to a moment', async () => {
		const { json } = await client.control('POST', 'clock', { to: '2026-07-10T00:30:00+02:00' });
		expect(json).toMatchObject({ day: '2026-07-09' });
	});

	it.each([
		['clock', { to: '2026-07-05T08:00:00Z' }, 'Time moves forward only'],
		['clock', { to: 'tomorrow' }, "Invalid 'to': must be a date and time"],
		['clock', { days: -1 }, "Invalid 'days'"],
		['reset', { now: '2026-06-01T08:00:00Z' }, 'begins at 2026-07-01T08:00:00.000Z'],
	])('/sandbox/%s refuses %j', async (path, body, text) => {
		const { status, json } = await client.control('POST', path, body);
		expect(status).toBe(400);
		expect(json).toHaveProperty('error', expect.stringContaining(text));
		expect(client.sandbox.now()).toBeLessThan(MONDAY + DAY);
	});

	it('does what is due by then, at its own time', async () => {
		client.sandbox.set({ pickUpMs: 60_000, taskDelayMs: 60_000 });
		const id = await client.create('fetch-connections');
		expect((await client.task(id)).status).toBe('pending');
		client.sandbox.moveClock(client.sandbox.now() + 60_000);
		expect((await client.task(id)).status).toBe('processing');
		client.sandbox.moveClock(client.sandbox.now() + DAY);
		expect((await client.task(id)).status).toBe('completed');
		const [task] = client.sandbox.tasks.list();
		expect(task.endedAt).toBe(task.createdAt + 120_000);
	});

	it('gives the ledger its days', async () => {
		await send(0);
		await send(1);
		await invite(0);
		client.sandbox.moveClock(MONDAY + DAY);
		await send(0);
		await invite(0);
		expect((await client.control('GET', 'ledger')).json).toMatchObject({
			by_day: {
				'2026-07-06': { created: 3, total: 3, messages: 2, connection_requests: 1 },
				// The second invitation to the same person was accepted as a task, and LinkedIn refused it.
				'2026-07-07': { created: 2, total: 1, messages: 1, connection_requests: 0 },
			},
		});
	});

	describe("LinkedIn's daily limits", () => {
		const error = 'You have reached your daily limit';

		it('refuse what is over them, until the next day', async () => {
			client.sandbox.set({ dailyLimits: { message: 2 } });
			const statuses = [await send(0), await send(1), await send(2)].map(({ status }) => status);
			expect(statuses).toEqual([200, 200, 429]);
			expect((await send(3)).json).toEqual({ error });
			expect((await invite(0)).status).toBe('completed');
			client.sandbox.moveClock(MONDAY + DAY);
			expect((await send(2)).status).toBe(200);
			expect(client.sandbox.ledger.messages).toHaveLength(3);
		});

		it('fail the task where LinkedIn says so only then', async () => {
			client.sandbox.set({ dailyLimits: { connection_request: 1 }, dailyLimitIn: 'task' });
			expect((await invite(0)).status).toBe('completed');
			expect(await invite(1)).toMatchObject({ status: 'failed', task_output: { error } });
			client.sandbox.moveClock(MONDAY + DAY);
			expect((await invite(1)).status).toBe('completed');
		});
	});
});
