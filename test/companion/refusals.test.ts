import { setTimeout as sleep } from 'node:timers/promises';

import { speedUpClock } from '../engine/clock';
import { present } from '../support/json';
import { like } from '../support/like';
import { freeUrl } from '../support/strangeServer';
import {
	GET_CONNECTIONS,
	invitation,
	KEY,
	refusal,
	setUpCompanion,
	startServer,
	success,
	type Reply,
} from './stage';

const companion = setUpCompanion();
const INVITE = invitation('send', { person: 'ada' });

describe("LinkupAPI's codes in words", () => {
	test.each([
		[403, 'INVALID_API_KEY', /does not recognize this API key/, /app\.linkupapi\.com/],
		[403, 'ACCOUNT_INACTIVE', /'acc_sandbox' is not active/, /Reactivate/],
		[404, 'INVALID_ACCOUNT', /has no account 'acc_sandbox'/, /'Account ID'/],
		[400, 'INVALID_ACTION', /does not offer this action/, /newer version/],
		[400, 'INVALID_PARAMS', /refused the input: says the API/, /Nothing was done/],
		[402, 'INSUFFICIENT_CREDITS', /credits are used up/, /Top up/],
		[429, 'RATE_LIMITED', /too many requests/, /Wait a minute.*Delay Between Items/],
		[
			500,
			'INTERNAL_ERROR',
			/is having trouble \(500\)\. It may have taken effect/,
			/'Invitation → Check' tells/,
		],
		[409, 'SOMETHING_NEW', /refused the request: says the API/, /SOMETHING_NEW \(409\)/],
		[400, 'constructor', /refused the request/, /constructor/],
	])('%i %s', async (status, code, message, description) => {
		await companion.start(() => refusal(status, code, 'says the API'));
		const { error } = await companion.run(INVITE);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(description);
		expect(error).toMatchObject({ httpCode: String(status), name: 'NodeApiError' });
		expect(companion.server.requests).toHaveLength(1);
	});

	test('a refusal that comes with status 200', async () => {
		await companion.start(() => refusal(200, 'INSUFFICIENT_CREDITS'));
		expect((await companion.run(INVITE)).error?.message).toMatch(/credits are used up/);
	});

	test('a refusal without a code is read by its status', async () => {
		await companion.start(() => ({ status: 401, body: { success: false } }));
		expect((await companion.run(INVITE)).error?.message).toMatch(/does not recognize this API key/);
	});

	test('reading needs no warning that it may have taken effect', async () => {
		await companion.start(() => refusal(500, 'INTERNAL_ERROR'));
		const error = present((await companion.run(GET_CONNECTIONS)).error);
		expect(`${error.message} ${error.description ?? ''}`).not.toMatch(/taken effect|Before you/);
	});
});

describe('answers that are not from LinkupAPI', () => {
	const NOT_FROM = /not from LinkupAPI \(200\)\. It may have taken effect/;
	test.each([
		['a web page with 200', 200, '<html>hello</html>', NOT_FROM],
		['a web page with 404', 404, '<html>hello</html>', /is not LinkupAPI \(404\)$/],
		['a gateway', 502, '<html>Bad Gateway</html>', /is having trouble \(502\)/],
		['a firewall', 403, '<html>Denied</html>', /does not recognize this API key/],
		['half of an answer', 200, '{"success": tr', NOT_FROM],
		['other JSON', 200, '{"hello": 1}', NOT_FROM],
		['a JSON list', 200, '[1]', NOT_FROM],
		['null', 200, 'null', NOT_FROM],
		['nothing', 200, '', NOT_FROM],
	])('%s', async (_name, status, body, message) => {
		await companion.start(() => ({ status, body }));
		const { error } = await companion.run(INVITE);
		expect(error?.message).toMatch(message);
		expect(error?.description).toBeTruthy();
		expect(companion.server.requests).toHaveLength(1);
	});

	test('a redirect is not followed', async () => {
		const other = await startServer();
		await companion.start(() => ({ status: 307, body: '', location: `${other.url}/v2/network` }));
		const { error } = await companion.run(INVITE);
		await other.close();
		expect(error?.message).toBe(
			'The server answered with a redirect (307), which was not followed to protect your API key',
		);
		expect(other.requests).toHaveLength(0);
	});
});

describe('no answer at all', () => {
	test('a server that is not there', async () => {
		const { error } = await companion.run(INVITE, { baseUrl: await freeUrl() });
		expect(error?.message).toBe('LinkupAPI could not be reached');
		expect(error?.description).toMatch(/Nothing was sent/);
	});

	test('a connection that breaks: an action is not sent again', async () => {
		await companion.start(() => ({}));
		const { error } = await companion.run(INVITE);
		expect(error?.message).toMatch(/connection broke\. It may have taken effect$/);
		expect(error?.description).toMatch(
			/^Before you run this item again: 'Invitation → Check' tells/,
		);
		expect(companion.server.requests).toHaveLength(1);
	});

	test('an answer that takes too long', async () => {
		speedUpClock(300);
		await companion.start(async () => {
			await sleep(5000, undefined, { ref: false });
			return success({});
		});
		const { error } = await companion.run(INVITE);
		expect(error?.message).toMatch(/did not answer.*It may have taken effect/);
		expect(companion.server.requests).toHaveLength(1);
	});
});

describe('text from outside', () => {
	test('is cut, loses control characters, and never shows the key', async () => {
		const said = `bad\u0000\u001b[31m\r\n key ${KEY} ${'x'.repeat(2000)}`;
		await companion.start(() => refusal(400, 'INVALID_PARAMS', said));
		const { error, raw } = await companion.run(INVITE);
		const message = present(error).message;
		expect(message).toContain('key [API key]');
		expect(message.length).toBeLessThan(600);
		expect(/\p{Cc}/u.test(message)).toBe(false);
		expect(JSON.stringify(raw)).not.toContain(KEY);
	});

	const replies: Array<[string, Reply]> = [
		['a connection that breaks', {}],
		['a refusal that repeats it', refusal(400, KEY, KEY)],
		['a success that repeats it', success({ said: KEY })],
	];
	test.each(replies)('the key is nowhere in the execution: %s', async (_what, reply) => {
		await companion.start(() => reply);
		for (const onError of [
			'continueRegularOutput',
			'continueErrorOutput',
			'stopWorkflow',
		] as const) {
			const { raw, error } = await companion.run(INVITE, { settings: { onError } });
			expect(JSON.stringify([raw, error?.message, error?.stack])).not.toContain(KEY);
		}
	});
});

describe('the credential', () => {
	test('tolerates spaces, a line break and slashes', async () => {
		await companion.start();
		const baseUrl = ` ${companion.server.url}// `;
		const { error } = await companion.run(INVITE, { baseUrl, apiKey: ` ${KEY}\n` });
		expect(error).toBeUndefined();
		expect(companion.server.requests).toMatchObject([
			{ path: '/v2/network', headers: { 'x-api-key': KEY } },
		]);
	});

	test.each([
		['linkup', KEY, 'The Base URL of the LinkupAPI credential must start with https://'],
		['https://a b', KEY, 'The Base URL of the LinkupAPI credential is not a valid URL'],
		['http://127.0.0.1:1', ' ', 'The LinkupAPI credential has no API key'],
		[
			'http://127.0.0.1:1',
			'one two',
			'The API key of the LinkupAPI credential contains a space, line break or special character',
		],
	])('with the Base URL %s and the key "%s" it is named', async (baseUrl, apiKey, message) => {
		const { error } = await companion.run(INVITE, { baseUrl, apiKey });
		expect(error?.message).toBe(message);
		expect(error?.description).toContain('Open the LinkupAPI credential');
	});

	test('its test lists accounts, which is free', async () => {
		await companion.start(() => success({ accounts: [] }, 0));
		const { url } = companion.server;
		expect((await companion.testCredential(`${url}/`)).status).toBe('OK');
		expect(companion.server.requests).toMatchObject([
			{ path: '/v2/accounts', query: { limit: '1' }, headers: { 'x-api-key': KEY } },
		]);
	});

	test.each([
		[401, /does not recognize this API key/],
		[403, /does not recognize this API key/],
		[404, /is not LinkupAPI/],
	])('its test puts %i into words', async (status, message) => {
		await companion.start(() => refusal(status, 'X'));
		const result = await companion.testCredential(companion.server.url);
		expect(result).toEqual({ status: 'Error', message: like.pattern(message) });
	});

	test('its test does not follow a redirect', async () => {
		const other = await startServer();
		await companion.start(() => ({ status: 307, body: '', location: other.url }));
		const { status } = await companion.testCredential(companion.server.url);
		await other.close();
		expect(status).toBe('Error');
		expect(other.requests).toHaveLength(0);
	});
});
