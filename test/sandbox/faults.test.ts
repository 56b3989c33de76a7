import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'undici';
import { OUTX_KEY, type Fault } from '../../sandbox';
import { setUpClient } from './client';

describe('faults', () => {
	const client = setUpClient({ resetsEach: false });

	const withFaults = (...faults: Fault[]) => {
		client.reset({ switches: { faults } });
	};
	const send = async () =>
		await client.agent('send-message', {
			recipient_urn: client.sandbox.world.connections[0].id,
			message: 'Hi',
		});
	/** Whatever the answer is, and if there is none. */
	const sendAnyhow = async () => {
		await Promise.allSettled([send()]);
	};
	const sent = () => client.sandbox.ledger.messages.length;

	it('answers with a status, its text and Retry-After in both forms', async () => {
		withFaults(
			{ kind: 'status', status: 429, retryAfter: 3 },
			{ kind: 'status', status: 503, retryAfter: 'date:5', error: 'Later' },
			{ kind: 'status', status: 502, html: true },
		);
		const limited = await send();
		expect(limited.json).toEqual({ error: 'Rate limit exceeded. Please try again later.' });
		expect(limited.headers['retry-after']).toBe('3');

		const before = Date.now();
		const down = await send();
		const after = Date.now();
		expect([down.status, down.json]).toEqual([503, { error: 'Later' }]);
		const date = Date.parse(String(down.headers['retry-after']));
		// An HTTP date has no milliseconds.
		expect(date).toBeGreaterThan(before + 5000 - 1000);
		expect(date).toBeLessThanOrEqual(after + 5000);

		const page = await send();
		expect([page.status, page.headers['content-type']]).toEqual([502, 'text/html; charset=utf-8']);
		expect(sent()).toBe(0);
		expect((await send()).status).toBe(200);
	});

	it.each(['html', 'echoKey', 'redirect', 'resetBefore'] as const)(
		'%s has no effect',
		async (kind) => {
			withFaults({ kind, to: 'http://other.example' });
			await sendAnyhow();
			expect([sent(), client.sandbox.tasks.list().length]).toEqual([0, 0]);
		},
	);

	it.each(['resetAfter', 'statusAfter', 'brokenJson', 'empty', 'missingTaskId'] as const)(
		'%s has its effect',
		async (kind) => {
			withFaults({ kind, status: kind === 'statusAfter' ? 504 : undefined });
			await sendAnyhow();
			expect(sent()).toBe(1);
		},
	);

	it('html answers with a web page', async () => {
		withFaults({ kind: 'html' });
		const { status, text } = await send();
		expect([status, text.slice(0, 9)]).toEqual([200, '<!DOCTYPE']);
	});

	it('echoKey answers with the key', async () => {
		withFaults({ kind: 'echoKey' });
		expect((await send()).text).toContain(OUTX_KEY);
	});

	it('redirect answers with the same path at another host', async () => {
		withFaults({ kind: 'redirect', to: 'http://other.example' });
		const { status, headers } = await send();
		const location = 'http://other.example/linkedin-agent/send-message';
		expect([status, headers.location]).toEqual([302, location]);
	});

	it('statusAfter, brokenJson, empty and missingTaskId spoil the answer', async () => {
		withFaults(
			{ kind: 'statusAfter', status: 504 },
			{ kind: 'brokenJson' },
			{ kind: 'empty' },
			{ kind: 'missingTaskId' },
		);
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
		await expect(send()).rejects.toThrow('other side closed');
		await expect(send()).rejects.toThrow('other side closed');
		const before = Date.now();
		expect((await send()).status).toBe(200);
		expect(Date.now() - before).toBeGreaterThanOrEqual(55);
		const answer = sendAnyhow().then(() => 'answered');
		expect(await Promise.race([answer, sleep(80, 'silent')])).toBe('silent');
		expect(client.sandbox.requests.map(({ status }) => status)).toEqual([null, null, 200, null]);
	});

	describe('on a connection of its own', () => {
		let connection: Client;
		beforeEach(() => {
			connection = new Client(client.sandbox.url, { pipelining: 4 });
		});
		afterEach(() => connection.destroy());

		const headers = { 'x-api-key': OUTX_KEY, 'content-type': 'application/json' };
		const pipelined = async (path: string) => {
			const { statusCode, body } = await connection.request({ method: 'GET', path, headers });
			await body.dump();
			return statusCode;
		};

		it('hit only the request they match, also when several were sent ahead', async () => {
			withFaults({ kind: 'status', status: 503, query: { api_agent_task_id: 'b' } });
			const path = '/linkedin-agent/get-task-status?api_agent_task_id=';
			const all = await Promise.all(['a', 'b', 'c', 'd'].map((id) => pipelined(path + id)));
			expect(all).toEqual([404, 503, 404, 404]);
		});

		it('have no effect when the body never arrives whole', async () => {
			withFaults();
			const body = new PassThrough();
			const path = '/linkedin-agent/send-message';
			const request = connection.request({ method: 'POST', path, headers, body });
			body.write('{"recipient_urn": "');
			while (client.sandbox.requests.length === 0) await sleep(5);
			body.destroy(new Error('The sender gave up'));
			await expect(request).rejects.toThrow('The sender gave up');
			expect((await send()).status).toBe(200);
			expect(client.sandbox.requests.map((entry) => entry.path)).toEqual([path, path]);
			expect([sent(), client.sandbox.tasks.list().length]).toEqual([1, 1]);
		});
	});

	it('skip and repeat, by method, path, query and body', async () => {
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

	it("speak LinkupAPI's language on LinkupAPI's paths", async () => {
		withFaults({ kind: 'status', status: 429, body: { action: 'list_sent' } });
		const answer = await client.network('list_sent', {});
		expect([answer.status, answer.json]).toMatchObject([429, { error: { code: 'RATE_LIMITED' } }]);
	});
});
