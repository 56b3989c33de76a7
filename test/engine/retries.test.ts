import http from 'node:http';

import { startSandbox } from '../../sandbox';
import { outxCredentials } from '../support/engine';
import { createTasks, gaps, itemsFor, polls, posts } from './requests';
import { expectNoKey, setUpStage } from './stage';

const stage = setUpStage();

const SEND = { recipient: '={{ $json.urn }}', message: 'Hi' };
const MAYBE_DONE = /It may have been done all the same \[item \d+\]$/;

// The shortest that chance allows: 0.5, 1, 2 and 4 seconds.
beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => jest.restoreAllMocks());

/** Runs all rows at the same time, each against a sandbox of its own: most of the time is pauses. */
async function together(rows, run) {
	const outcomes = await Promise.all(
		Object.entries(rows).map(async ([name, faults]) => {
			const sandbox = await stage.another();
			const ids = await createTasks(sandbox, 1);
			sandbox.set({ faults: [faults].flat() });
			return [name, await run(sandbox, ids)];
		}),
	);
	return Object.fromEntries(outcomes);
}

const getStatus = async (sandbox, ids, options) =>
	await stage.outx('task.getStatus', {}, { items: itemsFor(ids), sandbox, ...options });
const sendOne = async (sandbox, _ids, options) =>
	await stage.outx('message.send', SEND, { items: stage.connections(1), sandbox, ...options });

const allAs = (rows, value) => Object.fromEntries(Object.keys(rows).map((name) => [name, value]));

describe('reads', () => {
	test('are tried again when the reason passes', async () => {
		const rows = {
			429: { kind: 'status', status: 429 },
			500: { kind: 'status', status: 500 },
			502: { kind: 'status', status: 502, html: true },
			503: { kind: 'status', status: 503 },
			504: { kind: 'status', status: 504 },
			'reset before the answer': { kind: 'resetBefore' },
			'reset in place of the answer': { kind: 'resetAfter' },
		};
		const outcomes = await together(rows, async (sandbox, ids) => {
			const run = await getStatus(sandbox, ids);
			return [run.items[0]?.json.status, polls(sandbox).length];
		});
		expect(outcomes).toEqual(allAs(rows, ['completed', 2]));
	});

	test('pauses differ by chance, so that many workflows do not come back at once', async () => {
		Math.random.mockReturnValue(0.99);
		const [ids, faults] = [await createTasks(stage.sandbox, 1), [{ kind: 'status', status: 500 }]];
		stage.sandbox.set({ faults });
		await getStatus(stage.sandbox, ids);
		expect(gaps(polls(stage.sandbox))[0]).toBeGreaterThan(900);
	});

	test('Retry-After is obeyed, in seconds and as a date, but not for longer than a minute', async () => {
		const rows = {
			seconds: { kind: 'status', status: 429, retryAfter: 2 },
			'the seconds of a 503': { kind: 'status', status: 503, retryAfter: 2 },
			date: { kind: 'status', status: 429, retryAfter: 'date:3' },
			'a date that is over': { kind: 'status', status: 429, retryAfter: 'date:-30' },
			nonsense: { kind: 'status', status: 429, retryAfter: 'soon' },
			'too long': { kind: 'status', status: 429, retryAfter: 61 },
			'a date too far': { kind: 'status', status: 429, retryAfter: 'date:90' },
		};
		const outcomes = await together(rows, async (sandbox, ids) => {
			const { error } = await getStatus(sandbox, ids);
			return { error, pause: gaps(polls(sandbox))[0] };
		});
		const between = (name, from, to) => {
			expect(outcomes[name].pause).toBeGreaterThanOrEqual(from);
			expect(outcomes[name].pause).toBeLessThan(to + stage.late());
		};
		between('seconds', 1990, 2500);
		between('the seconds of a 503', 1990, 2500);
		// A date has no parts of a second.
		between('date', 1900, 3400);
		between('a date that is over', 0, 400);
		between('nonsense', 480, 900);
		for (const name of ['too long', 'a date too far']) {
			expect(outcomes[name].pause).toBeUndefined();
			expect(outcomes[name].error.description).toMatch(/OutX asks to wait (61|8\d|90) s/);
		}
	});

	test('are not tried again when the same would be answered', async () => {
		const rows = {
			400: { kind: 'status', status: 400, error: 'Missing something' },
			401: { kind: 'status', status: 401, error: 'Invalid API Key' },
			402: { kind: 'status', status: 402 },
			403: { kind: 'status', status: 403, error: 'Access denied' },
			404: { kind: 'status', status: 404 },
			405: { kind: 'status', status: 405, error: 'Method not allowed' },
			HTML: { kind: 'html' },
			'broken JSON': { kind: 'brokenJson' },
			nothing: { kind: 'empty' },
		};
		const outcomes = await together(rows, async (sandbox, ids) => {
			const run = await getStatus(sandbox, ids);
			expectNoKey(run);
			expect(run.error.description).toBeTruthy();
			return `${polls(sandbox).length}: ${run.error.message}`;
		});
		const notJson = '1: The answer was not from the OutX API: it is not JSON [item 0]';
		expect(outcomes).toEqual({
			400: '1: OutX refused the request (400): Missing something [item 0]',
			401: '1: OutX does not know this API key: Invalid API Key [item 0]',
			402: expect.stringMatching(/^1: Your OutX plan does not include this: .* \[item 0\]$/),
			403: '1: OutX denies access: Access denied [item 0]',
			404: '1: OutX did not find this: Agent task not found [item 0]',
			405: '1: OutX refused the request (405): Method not allowed [item 0]',
			HTML: notJson,
			'broken JSON': notJson,
			nothing: notJson,
		});
	});

	test('a server that does not answer is given up after a minute and asked again', async () => {
		const timeouts = speedUpTimeouts();
		const ids = await createTasks(stage.sandbox, 1);
		stage.sandbox.set({ faults: [{ kind: 'timeout' }] });
		const run = await getStatus(stage.sandbox, ids);
		expect(run.items[0].json.status).toBe('completed');
		expect(polls(stage.sandbox)).toHaveLength(2);
		expect(timeouts).toEqual([60_000, 60_000]);
	});
});

test('after five tries, with pauses that double, the last reason is told', async () => {
	const rows = {
		429: { kind: 'status', status: 429, times: null },
		503: { kind: 'status', status: 503, times: null },
		reset: { kind: 'resetBefore', times: null },
	};
	const unreachable = {
		ECONNREFUSED: `http://127.0.0.1:${await freePort()}`,
		'ENOTFOUND|EAI_AGAIN': 'http://nobody.invalid',
	};
	const [read, { 429: write }, unreached] = await Promise.all([
		together(rows, async (sandbox, ids) => {
			const run = await getStatus(sandbox, ids);
			expectNoKey(run);
			return { message: run.error.message, pauses: gaps(polls(sandbox)) };
		}),
		together({ 429: rows[429] }, async (sandbox) => {
			const run = await sendOne(sandbox);
			return { message: run.error.message, pauses: gaps(posts(sandbox)) };
		}),
		Promise.all(
			Object.entries(unreachable).map(async ([code, url]) => [
				new RegExp(code),
				(await sendOne(undefined, [], { credentials: outxCredentials(url) })).error,
			]),
		),
	]);
	const rateLimit =
		'OutX receives too many requests: Rate limit exceeded. Please try again later [item 0]';
	expect(read[429].message).toBe(rateLimit);
	expect(read[503].message).toBe('OutX is having trouble (503): Service unavailable [item 0]');
	expect(read.reset.message).toBe('OutX could not be reached [item 0]');
	// A rate limit and a connection that was never made did nothing, and do not say that they may have.
	expect(write.message).toBe(rateLimit);
	for (const [code, error] of unreached) {
		expect(error.message).toBe('OutX could not be reached [item 0]');
		expect(error.description).toMatch(code);
	}
	for (const { pauses } of [...Object.values(read), write]) {
		expect(pauses).toHaveLength(4);
		for (const [index, pause] of pauses.entries()) {
			expect(pause).toBeGreaterThanOrEqual(500 * 2 ** index - 20);
			expect(pause).toBeLessThan(500 * 2 ** index + 900 + stage.late());
		}
	}
});

/** A second for a minute. Answers with the timeouts that were asked for. */
function speedUpTimeouts() {
	const asked = [];
	const { setTimeout: original } = http.ClientRequest.prototype;
	jest
		.spyOn(http.ClientRequest.prototype, 'setTimeout')
		.mockImplementation(function (ms, callback) {
			asked.push(ms);
			return original.call(this, ms / 60, callback);
		});
	return asked;
}

describe('writes', () => {
	test('are tried again after a rate limit, when nothing was done', async () => {
		const rows = {
			'without Retry-After': { kind: 'status', status: 429, times: 2 },
			seconds: { kind: 'status', status: 429, retryAfter: 1 },
			date: { kind: 'status', status: 429, retryAfter: 'date:2' },
		};
		const outcomes = await together(rows, async (sandbox) => {
			const run = await sendOne(sandbox);
			expect(run.error).toBeUndefined();
			expect(sandbox.ledger.messages).toHaveLength(1);
			return gaps(posts(sandbox));
		});
		expect(outcomes['without Retry-After']).toHaveLength(2);
		expect(outcomes.seconds[0]).toBeGreaterThanOrEqual(990);
		expect(outcomes.date[0]).toBeGreaterThanOrEqual(900);
	});

	test('are sent once when OutX may have done it, and the message says so and what to check', async () => {
		const timeouts = speedUpTimeouts();
		const rows = {
			500: { kind: 'status', status: 500, times: null },
			'500 afterwards': { kind: 'statusAfter', status: 500, times: null },
			502: { kind: 'status', status: 502, html: true, times: null },
			503: { kind: 'status', status: 503, retryAfter: 1, times: null },
			'504 afterwards': { kind: 'statusAfter', status: 504, times: null },
			'reset before': { kind: 'resetBefore', times: null },
			'reset after': { kind: 'resetAfter', times: null },
			'no answer': { kind: 'timeout', times: null },
			'broken JSON': { kind: 'brokenJson', times: null },
			nothing: { kind: 'empty', times: null },
			HTML: { kind: 'html', times: null },
		};
		const outcomes = await together(rows, async (sandbox) => {
			const run = await sendOne(sandbox);
			expect(run.error.message).toMatch(MAYBE_DONE);
			expect(run.error.description).toContain(
				'Look in OutX or on LinkedIn whether it was done before you run this again',
			);
			expectNoKey(run);
			return posts(sandbox).length;
		});
		expect(outcomes).toEqual(allAs(rows, 1));
		expect(new Set(timeouts)).toEqual(new Set([60_000]));
	});

	test('an answer without a task id is not taken for a success', async () => {
		stage.sandbox.set({ faults: [{ kind: 'missingTaskId', times: null }] });
		const sent = await sendOne(stage.sandbox);
		expect(sent.error.message).toMatch(/^OutX accepted the request but named no task/);
		expect(sent.error.description).toContain('Look in OutX or on LinkedIn');
		const read = await stage.outx('company.get', { company: 'microsoft' });
		expect(read.error.message).toMatch(/named no task/);
		expect(posts(stage.sandbox)).toHaveLength(2);
	});

	test('what OutX refuses is sent once, and nothing was done', async () => {
		const rows = Object.fromEntries(
			[400, 401, 402, 403, 404, 405].map((status) => [status, { kind: 'status', status }]),
		);
		const outcomes = await together(rows, async (sandbox) => {
			const run = await sendOne(sandbox);
			expect(run.error.message).not.toMatch(MAYBE_DONE);
			return posts(sandbox).length;
		});
		expect(outcomes).toEqual(allAs(rows, 1));
	});

	test('what reads on LinkedIn creates a task, so it is a write, too', async () => {
		stage.sandbox.set({ faults: [{ kind: 'resetAfter' }] });
		const run = await stage.outx('company.get', { company: 'microsoft' });
		expect(run.error.message).toMatch(MAYBE_DONE);
		expect(posts(stage.sandbox)).toHaveLength(1);
	});
});

async function freePort() {
	const server = http.createServer();
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address();
	await new Promise((resolve) => server.close(resolve));
	return port;
}

describe('connections that are never made', () => {
	test('are tried again, for reads and writes, until the server is there', async () => {
		const port = await freePort();
		const credentials = outxCredentials(`http://127.0.0.1:${port}`);
		const runs = [
			sendOne(undefined, [], { credentials }),
			stage.outx('company.get', { company: 'microsoft' }, { credentials }),
		];
		await new Promise((resolve) => setTimeout(resolve, 800));
		const late = await startSandbox({ port });
		try {
			for (const run of await Promise.all(runs)) expect(run.error).toBeUndefined();
			expect(posts(late)).toHaveLength(2);
		} finally {
			await late.close();
		}
	});
});

describe('redirects', () => {
	test.each([301, 302, 303, 307, 308])(
		'%d is not followed, for reads and writes',
		async (status) => {
			const elsewhere = [];
			const other = http.createServer((request, response) => {
				elsewhere.push(request.headers);
				response.end('{"success":true,"api_agent_task_id":"stolen"}');
			});
			await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
			const ids = await createTasks(stage.sandbox, 1);
			const to = `http://localhost:${other.address().port}`;
			stage.sandbox.set({ faults: [{ kind: 'redirect', to, status, times: null }] });
			try {
				for (const run of [await getStatus(stage.sandbox, ids), await sendOne(stage.sandbox)]) {
					expect(run.error.message).toMatch(
						`The server answered with a redirect (${status}), which was not followed to protect your API key`,
					);
					expect(run.error.description).toContain('https://api.outx.ai');
					expectNoKey(run);
				}
				expect(elsewhere).toEqual([]);
				expect(stage.sandbox.requests).toHaveLength(2);
			} finally {
				other.close();
			}
		},
	);
});

test('the key is in no message, output or log, even when the server repeats it', async () => {
	const logs = ['log', 'info', 'warn', 'error', 'debug'].map((name) =>
		jest.spyOn(console, name).mockImplementation(() => {}),
	);
	stage.sandbox.set({ faults: [{ kind: 'echoKey', status: 400, times: null }] });
	for (const onError of ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput']) {
		const run = await sendOne(stage.sandbox, [], { settings: { onError } });
		expectNoKey(run);
		expect(JSON.stringify(run.raw.data)).toContain('[API key]');
	}
	expect(JSON.stringify(logs.map(({ mock }) => mock.calls))).not.toContain('outx_sandbox_key');
});

test('text from the server is cut, and cleaned of control characters', async () => {
	const error = `one\u0007\n\u202etwo ${'x'.repeat(5000)}`;
	stage.sandbox.set({ faults: [{ kind: 'status', status: 400, error }] });
	const { message } = (await sendOne(stage.sandbox)).error;
	expect(message).toMatch(/^OutX refused the request \(400\): one two xxx/);
	expect(message.length).toBeLessThan(400);
});

describe('Continue', () => {
	const three = async (onError, faults, parameters = {}) => {
		stage.sandbox.set({ faults: [{ after: 1, ...faults }] });
		return await stage.outx(
			'message.send',
			{ ...SEND, ...parameters },
			{ items: stage.connections(3), settings: { onError } },
		);
	};
	const refusal = { kind: 'status', status: 400, error: 'Not now' };
	const message = 'OutX refused the request (400): Not now [item 1]';

	test.each([false, true])(
		'regular output: exactly the error and its item (waiting: %s)',
		async (wait) => {
			const run = await three('continueRegularOutput', refusal, { waitForCompletion: wait });
			expect(run.items[1]).toEqual({ json: { error: message }, pairedItem: { item: 1 } });
			expect(run.items.map(({ pairedItem }) => pairedItem.item)).toEqual([0, 1, 2]);
			expect(stage.sandbox.ledger.messages).toHaveLength(2);
		},
	);

	test.each([false, true])(
		'error output: the error, and nothing else (waiting: %s)',
		async (wait) => {
			const run = await three('continueErrorOutput', refusal, { waitForCompletion: wait });
			expect(run.data('Node', 0).map(({ pairedItem }) => pairedItem.item)).toEqual([0, 2]);
			// n8n itself adds the fields of the input item.
			expect(run.data('Node', 1)).toEqual([
				{
					json: { ...stage.connections(3)[1].json, error: message },
					pairedItem: { item: 1 },
				},
			]);
		},
	);

	test('a task that fails leaves by the error output, too', async () => {
		stage.sandbox.set({ failTasks: { everyNth: 2 } });
		const run = await stage.outx(
			'message.send',
			{ ...SEND, waitForCompletion: true },
			{ items: stage.connections(3), settings: { onError: 'continueErrorOutput' } },
		);
		expect(run.data('Node', 0)).toHaveLength(2);
		expect(run.data('Node', 1).map(({ json }) => json.error)).toEqual([
			'OutX could not do it: The extension could not finish this task [item 1]',
		]);
	});

	test('without Continue nothing is sent after the first refusal, and what was sent is named', async () => {
		const run = await three('stopWorkflow', refusal);
		expect(run.error.message).toBe(message);
		expect(run.error.description).toContain(
			`Tasks already created: ${stage.sandbox.tasks.list()[0].id} (item 0). Their results can be fetched with OutX Wait for Task`,
		);
		expect(posts(stage.sandbox)).toHaveLength(2);
	});
});

describe("LinkedIn's quota", () => {
	const invite = async (count, settings, parameters = {}) =>
		await stage.outx(
			'connection.sendRequest',
			{ profile: '={{ $json.urn }}', ...parameters },
			{ items: stage.strangers(count), settings },
		);
	const reached = "LinkedIn's limit for invitations is reached: LinkedIn invitation limit reached";

	test('ends the sending: what was sent goes on, the rest comes out as not attempted', async () => {
		stage.sandbox.set({ invitationQuota: 3 });
		const run = await invite(6);
		expect(run.status).toBe('success');
		expect(run.items.slice(0, 3).map(({ json }) => json.success)).toEqual([true, true, true]);
		expect(run.items.slice(3)).toEqual(
			stage
				.strangers(6)
				.slice(3)
				.map(({ json }, index) => ({
					json: {
						skipped: true,
						status: 'not_attempted',
						reason: reached,
						profile_urn: json.urn,
					},
					pairedItem: { item: index + 3 },
				})),
		);
		expect(posts(stage.sandbox)).toHaveLength(4);
		expect(stage.sandbox.ledger.connection_requests).toHaveLength(3);
	});

	test('the same while waiting for what was sent', async () => {
		stage.sandbox.set({ invitationQuota: 1 });
		const run = await invite(3, undefined, { waitForCompletion: true });
		expect(run.items.map(({ json }) => json.sent ?? json.status)).toEqual([
			true,
			'not_attempted',
			'not_attempted',
		]);
	});

	test.each([
		['continueRegularOutput', 0, 3],
		['continueErrorOutput', 1, 0],
	])('with %s the rest are errors', async (onError, branch, from) => {
		stage.sandbox.set({ invitationQuota: 3 });
		const run = await invite(6, { onError });
		expect(
			run
				.data('Node', 0)
				.slice(0, 3)
				.map(({ json }) => json.success),
		).toEqual(Array(3).fill(true));
		const errors = run.data('Node', branch).slice(from);
		expect(errors.map(({ json }) => json.error)).toEqual([
			`${reached} [item 3]`,
			`Not attempted. ${reached} [item 4]`,
			`Not attempted. ${reached} [item 5]`,
		]);
		expect(errors.map(({ pairedItem }) => pairedItem.item)).toEqual([3, 4, 5]);
		if (branch === 0) {
			for (const { json } of errors) expect(Object.keys(json)).toEqual(['error']);
		}
		expect(run.data('Node', 0)).toHaveLength(branch === 0 ? 6 : 3);
		expect(posts(stage.sandbox)).toHaveLength(4);
	});

	test('on the first item the node stops with its message', async () => {
		stage.sandbox.set({ invitationQuota: 0 });
		const run = await invite(3);
		expect(run.status).toBe('error');
		expect(run.error.message).toBe(`${reached} [item 0]`);
		expect(run.error.description).toContain('a limit of the LinkedIn account');
		expect(posts(stage.sandbox)).toHaveLength(1);
	});

	test('is not taken for a rate limit, whatever Retry-After says', async () => {
		const error = 'LinkedIn invitation limit r…';
		const faults = [{ kind: 'status', status: 429, retryAfter: 1, error, times: null }];
		stage.sandbox.set({ faults });
		expect((await invite(2)).error.message).toMatch(/^LinkedIn's limit for invitations is reached/);
		expect(posts(stage.sandbox)).toHaveLength(1);
	});
});
