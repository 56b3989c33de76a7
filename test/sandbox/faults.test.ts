import { startClient, wait } from './client';

describe('faults', () => {
	let client;
	let sandbox;
	beforeAll(async () => {
		client = await startClient();
		sandbox = client.sandbox;
	});
	afterAll(() => sandbox.close());

	const withFaults = (...faults) =>
		sandbox.reset({ switches: { taskDelayMs: 0, pickUpMs: 0, faults } });
	const send = () =>
		client.agent('send-message', {
			recipient_urn: sandbox.world.connections[0].id,
			message: 'Hi',
		});
	const sent = () => sandbox.ledger.messages.length;

	it('answers with a status, its text and Retry-After in both forms', async () => {
		withFaults(
			{ kind: 'status', status: 429, retryAfter: 3 },
			{ kind: 'status', status: 503, retryAfter: 'date:5', error: 'Later' },
			{ kind: 'status', status: 502, html: true },
		);
		const [limited, down, page] = [await send(), await send(), await send()];
		expect(limited.json).toEqual({ error: 'Rate limit exceeded. Please try again later.' });
		expect(limited.headers.get('retry-after')).toBe('3');
		expect([down.status, down.json.error]).toEqual([503, 'Later']);
		const seconds = (Date.parse(down.headers.get('retry-after')) - Date.now()) / 1000;
		expect(seconds).toBeGreaterThan(3);
		expect(seconds).toBeLessThanOrEqual(5);
		expect([page.status, page.headers.get('content-type')]).toEqual([
			502,
			'text/html; charset=utf-8',
		]);
		expect(sent()).toBe(0);
		expect((await send()).status).toBe(200);
	});

	it.each(['html', 'echoKey', 'redirect', 'resetBefore'])('%s has no effect', async (kind) => {
		withFaults({ kind, to: 'http://other.example' });
		await send().catch(() => {});
		expect([sent(), sandbox.tasks.list().length]).toEqual([0, 0]);
	});

	it.each(['resetAfter', 'statusAfter', 'brokenJson', 'empty', 'missingTaskId'])(
		'%s has its effect',
		async (kind) => {
			withFaults({ kind, status: kind === 'statusAfter' ? 504 : undefined });
			await send().catch(() => {});
			expect(sent()).toBe(1);
		},
	);

	it('spoils the answer as promised', async () => {
		withFaults(
			{ kind: 'html' },
			{ kind: 'echoKey' },
			{ kind: 'redirect', to: 'http://other.example' },
			{ kind: 'statusAfter', status: 504 },
			{ kind: 'brokenJson' },
			{ kind: 'empty' },
			{ kind: 'missingTaskId' },
		);
		const html = await send();
		expect([html.status, html.text.slice(0, 9)]).toEqual([200, '<!DOCTYPE']);
		expect((await send()).json.error).toContain('outx_sandbox_key');
		const redirect = await send();
		expect([redirect.status, redirect.headers.get('location')]).toEqual([
			302,
			'http://other.example/linkedin-agent/send-message',
		]);
		expect((await send()).status).toBe(504);
		const broken = await send();
		expect([broken.status, broken.json]).toEqual([200, undefined]);
		expect(await send()).toMatchObject({ status: 200, text: '' });
		expect((await send()).json).toEqual({
			success: true,
			message: 'Send message task created successfully',
		});
	});

	it('cuts the connection, never answers, or takes its time', async () => {
		withFaults(
			{ kind: 'resetBefore' },
			{ kind: 'resetAfter' },
			{ kind: 'slow', ms: 60 },
			{ kind: 'timeout' },
		);
		await expect(send()).rejects.toThrow();
		await expect(send()).rejects.toThrow();
		const before = Date.now();
		expect((await send()).status).toBe(200);
		expect(Date.now() - before).toBeGreaterThanOrEqual(55);
		const winner = await Promise.race([send().catch(() => 'ended'), wait(80).then(() => 'silent')]);
		expect(winner).toBe('silent');
		expect(sandbox.requests.map(({ status }) => status)).toEqual([null, null, 200, null]);
	});

	it('skips and repeats, by method, path, query and body', async () => {
		const status = 500;
		withFaults(
			{ kind: 'status', status, path: '/linkedin-agent/fetch-profile', after: 1, times: 2 },
			{ kind: 'status', status, method: 'get', path: '/api-', times: null },
			{ kind: 'status', status, body: { message: 'Bad' } },
			{ kind: 'status', status, query: { api_agent_task_id: 'abc' } },
		);
		const profile = async () => (await client.agent('fetch-profile', { profile_slug: 'x' })).status;
		expect([await profile(), await profile(), await profile(), await profile()]).toEqual([
			200, 500, 500, 200,
		]);
		expect((await client.agent('fetch-profiles-posts', { profile_urns: ['x'] })).status).toBe(200);
		expect((await client.call('GET', '/api-team')).status).toBe(500);
		expect((await client.call('GET', '/api-posts')).status).toBe(500);
		expect((await client.call('POST', '/api-like', {})).status).toBe(400);
		const message = { recipient_urn: 'x', message: 'Bad' };
		expect((await client.agent('send-message', message)).status).toBe(500);
		expect((await client.status('abcd')).status).toBe(404);
		expect((await client.status('abc')).status).toBe(500);
	});

	it("speaks LinkupAPI's language on LinkupAPI's paths", async () => {
		withFaults({ kind: 'status', status: 429, body: { action: 'list_sent' } });
		const answer = await client.network('list_sent', {});
		expect([answer.status, answer.json.error.code]).toEqual([429, 'RATE_LIMITED']);
	});
});
