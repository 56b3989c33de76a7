import type { INode, INodeParameters } from 'n8n-workflow';

import { like } from '../support/like';
import {
	KEY,
	refusal,
	runNode,
	startServer,
	success,
	testCredential,
	type Answer,
	type Server,
} from './support';

let server: Server;
const start = async (answer: Answer) => (server = await startServer(answer));
afterEach(async () => {
	await server.close();
});

const INVITE = { resource: 'invitation', operation: 'send', person: 'ada' };
const LIST = { resource: 'connection', operation: 'getAll' };
const run = async (parameters: INodeParameters = INVITE) =>
	await runNode({ baseUrl: server.url, parameters });

describe("LinkupAPI's codes in words", () => {
	test.each([
		[403, 'INVALID_API_KEY', /did not accept the API key/, /app\.linkupapi\.com/],
		[403, 'ACCOUNT_INACTIVE', /'acc_sandbox' is not active/, /Reactivate/],
		[404, 'INVALID_ACCOUNT', /knows no account 'acc_sandbox'/, /'Account ID'/],
		[400, 'INVALID_ACTION', /does not offer this action/, /newer version/],
		[400, 'INVALID_PARAMS', /did not accept the input: says the API/, /Nothing was done/],
		[402, 'INSUFFICIENT_CREDITS', /credits are used up/, /Top up/],
		[429, 'RATE_LIMITED', /too many requests/, /Wait a minute.*Batching/],
		[
			500,
			'INTERNAL_ERROR',
			/could not finish the request \(HTTP 500\)/,
			/'Invitation → Check' tells/,
		],
		[409, 'SOMETHING_NEW', /refused the request: says the API/, /SOMETHING_NEW \(HTTP 409\)/],
		[400, 'constructor', /refused the request/, /constructor/],
	])('%i %s', async (status, code, message, description) => {
		await start((_body, _request, reply) => reply.code(status).send(refusal(code, 'says the API')));
		const { error } = await run();
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(description);
		expect(error).toMatchObject({ httpCode: String(status) });
		expect(error?.name).toBe('NodeApiError');
		expect(server.calls).toHaveLength(1);
	});

	test('a refusal that comes with status 200', async () => {
		await start(() => refusal('INSUFFICIENT_CREDITS'));
		expect((await run()).error?.message).toMatch(/credits are used up/);
	});

	test('a refusal without a code is read by its status', async () => {
		await start((_body, _request, reply) => reply.code(401).send({ success: false }));
		expect((await run()).error?.message).toMatch(/did not accept the API key/);
	});

	test('reading needs no warning that it may have been done', async () => {
		await start((_body, _request, reply) => reply.code(500).send(refusal('INTERNAL_ERROR')));
		expect((await run(LIST)).error?.description).not.toMatch(/carried out/);
	});
});

describe('answers that are not from LinkupAPI', () => {
	test.each([
		['a web page with 200', 200, '<html>hello</html>', /not one of LinkupAPI \(HTTP 200\)/],
		['a web page with 404', 404, '<html>hello</html>', /no LinkupAPI at this address/],
		['a gateway', 502, '<html>Bad Gateway</html>', /could not finish the request \(HTTP 502\)/],
		['a firewall', 403, '<html>Denied</html>', /did not accept the API key/],
		['half of an answer', 200, '{"success": tr', /not one of LinkupAPI/],
		['other JSON', 200, '{"hello": 1}', /not one of LinkupAPI/],
		['a JSON list', 200, '[1]', /not one of LinkupAPI/],
		['null', 200, 'null', /not one of LinkupAPI/],
		['nothing', 200, '', /not one of LinkupAPI/],
	])('%s', async (_name, status, body, message) => {
		await start((_request, _body, reply) =>
			reply
				.code(status)
				.type(body.startsWith('<') ? 'text/html' : 'application/json')
				.send(body),
		);
		const { error } = await run();
		expect(error?.message).toMatch(message);
		expect(error?.description).toBeTruthy();
		expect(server.calls).toHaveLength(1);
	});

	test('a redirect is not followed', async () => {
		const other = await startServer(() => success({}));
		await start((_body, _request, reply) => reply.redirect(`${other.url}/v2/network`, 307));
		const { error } = await run();
		await other.close();
		expect(error?.message).toBe('The server sent the request on to another address');
		expect(other.calls).toHaveLength(0);
	});
});

describe('no answer at all', () => {
	test('a server that is not there', async () => {
		const { error } = await runNode({ baseUrl: 'http://127.0.0.1:1', parameters: INVITE });
		expect(error?.message).toBe('LinkupAPI could not be reached');
		expect(error?.description).toMatch(/Nothing was sent/);
	});

	test('a Base URL that is none', async () => {
		const { error } = await runNode({ baseUrl: 'linkup', parameters: INVITE });
		expect(error?.message).toMatch(/Base URL is not a web address/);
	});

	test('a connection that breaks: a write is not sent again', async () => {
		await start((_body, _request, reply) => {
			reply.raw.destroy();
		});
		const { error } = await run();
		expect(error?.message).toMatch(/connection broke/);
		expect(error?.description).toMatch(/may have been carried out all the same/);
		expect(server.calls).toHaveLength(1);
	});

	test('an answer that takes too long', async () => {
		await start(async () => {
			await new Promise((resolve) => setTimeout(resolve, 500));
			return success({});
		});
		const { error } = await run({ ...INVITE, requestOptions: { timeout: 50 } });
		expect(error?.message).toMatch(/did not answer in time/);
		expect(server.calls).toHaveLength(1);
	});
});

describe('text from outside', () => {
	test('is cut, loses control characters, and never shows the key', async () => {
		const said = `bad\u0000\u001b[31m\r\n key ${KEY} ${'x'.repeat(2000)}`;
		await start((_body, _request, reply) => reply.code(400).send(refusal('INVALID_PARAMS', said)));
		const { error, everything } = await run();
		expect(error?.message).toContain('key ***');
		expect(error?.message.length).toBeLessThan(600);
		expect(error?.message).not.toMatch(/[\u0000-\u001f\u007f]/);
		expect(everything).not.toContain(KEY);
	});

	test.each<INode['onError']>(['continueRegularOutput', 'continueErrorOutput', 'stopWorkflow'])(
		'the key is nowhere in the execution: %s',
		async (onError) => {
			await start((_body, _request, reply) => {
				reply.raw.destroy();
			});
			const { everything } = await runNode({
				baseUrl: server.url,
				parameters: INVITE,
				node: { onError },
			});
			expect(everything).not.toContain(KEY);
		},
	);
});

describe('the credential', () => {
	test('tolerates spaces, a line break and slashes', async () => {
		await start(() => success({}));
		const { error } = await runNode({
			baseUrl: ` ${server.url}// `,
			apiKey: ` ${KEY}\n`,
			parameters: INVITE,
		});
		expect(error).toBeUndefined();
		expect(server.calls[0].url).toBe('/v2/network');
		expect(server.calls[0].headers['x-api-key']).toBe(KEY);
	});

	test('its test lists accounts, which is free', async () => {
		await start(() => success({ accounts: [] }, 0));
		expect(await testCredential({ baseUrl: `${server.url}/` })).toMatchObject({ status: 'OK' });
		expect(server.calls[0].url).toBe('/v2/accounts?limit=1');
		expect(server.calls[0].headers['x-api-key']).toBe(KEY);
	});

	test.each([
		[401, /did not accept this API key/],
		[403, /did not accept this API key/],
		[404, /no LinkupAPI at this address/],
	])('its test puts %i into words', async (status, message) => {
		await start((_body, _request, reply) => reply.code(status).send(refusal('X')));
		const result = await testCredential({ baseUrl: server.url });
		expect(result).toEqual({ status: 'Error', message: like.pattern(message) });
	});

	test('its test does not follow a redirect', async () => {
		const other = await startServer(() => success({}));
		await start((_body, _request, reply) => reply.redirect(other.url, 307));
		const { status } = await testCredential({ baseUrl: server.url });
		await other.close();
		expect(status).toBe('Error');
		expect(other.calls).toHaveLength(0);
	});
});
