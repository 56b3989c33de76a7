import { outxCredentials, SANDBOX_KEY, type CredentialData } from '../support/engine';
import { startStrangeServer } from '../support/strangeServer';
import { posts } from './requests';
import { setUpStage } from './stage';

const stage = setUpStage();

const URN = 'urn:li:fsd_profile:ACoAAB1c2d3e4f5';

describe('the credential', () => {
	const run = async (credentials: CredentialData) =>
		await stage.outx(
			'company.get',
			{ company: 'microsoft', waitForCompletion: false },
			{ credentials },
		);

	test.each([
		['without a scheme', (url: string) => url.replace('http://', ''), 'must start with https://'],
		['empty', () => ' ', 'is empty'],
		['of another scheme', () => 'ftp://127.0.0.1', 'must start with https://'],
		['with blanks in it', () => 'https://api outx.ai', 'is not a valid URL'],
		['with a query', (url: string) => `${url}/?a=b`, 'is not a valid URL'],
	])('a base URL %s is named and nothing is sent', async (_name, change, words) => {
		const { error } = await run(outxCredentials(change(stage.sandbox.url)));
		expect(error?.message).toBe(`The Base URL of the OutX credential ${words} [item 0]`);
		expect(error?.description).toContain('Open the OutX credential');
		expect(stage.sandbox.requests).toEqual([]);
	});

	test.each([
		['as it is', (url: string) => url],
		['with a slash at the end', (url: string) => `${url}/`],
		['with slashes and blanks around', (url: string) => `  ${url}// `],
	])('a base URL %s works', async (_name, change) => {
		expect((await run(outxCredentials(change(stage.sandbox.url)))).error).toBeUndefined();
		expect(posts(stage.sandbox)[0].path).toBe('/linkedin-agent/fetch-company');
	});

	test('a base URL with a path keeps the path', async () => {
		const server = await startStrangeServer(() => ({ success: true, api_agent_task_id: 'a' }));
		const { error } = await run(outxCredentials(`${server.url}/proxy/outx/`));
		await server.close();
		expect(error).toBeUndefined();
		expect(server.requests.map(({ path }) => path)).toEqual([
			'/proxy/outx/linkedin-agent/fetch-company',
		]);
	});

	test.each([
		['no key', '', 'The OutX credential has no API key'],
		['blanks for a key', '  \n', 'The OutX credential has no API key'],
		[
			'a line break in the key',
			'outx_one\r\nx-evil: 1',
			'The API key of the OutX credential contains a space, line break or special character',
		],
		[
			'a typographic sign in the key',
			'outx_ключ',
			'The API key of the OutX credential contains a space, line break or special character',
		],
	])('%s is named and nothing is sent', async (_name, key, message) => {
		const { error } = await run(outxCredentials(stage.sandbox.url, key));
		expect(error?.message).toBe(`${message} [item 0]`);
		expect(stage.sandbox.requests).toEqual([]);
	});

	test('a key with blanks around it works', async () => {
		const { error } = await run(outxCredentials(stage.sandbox.url, ` ${SANDBOX_KEY}\n`));
		expect(error).toBeUndefined();
	});

	test('a key that OutX does not know is named, without the key', async () => {
		const credentials = outxCredentials(stage.sandbox.url, 'outx_wrong_key');
		const message = await stage.outx(
			'message.send',
			{ recipient: URN, message: 'Hi' },
			{ credentials },
		);
		expect(message.error?.message).toBe(
			'OutX does not recognize this API key: Invalid API Key [item 0]',
		);
		expect(message.error?.description).toContain('Reveal API Key');
		expect(JSON.stringify(message.raw)).not.toContain('outx_wrong_key');
		expect(posts(stage.sandbox)).toHaveLength(1);
	});

	test('is not read again for each request of a run', async () => {
		let reads = 0;
		const known = outxCredentials(stage.sandbox.url);
		const counted = {
			get outxApi() {
				reads++;
				return known.outxApi;
			},
		};
		const items = Array.from({ length: 20 }, (_, nth) => ({ json: { company: `company-${nth}` } }));
		const { error } = await stage.outx(
			'company.get',
			{ company: '={{ $json.company }}', waitForCompletion: false },
			{ credentials: counted, items },
		);
		expect(error).toBeUndefined();
		expect(posts(stage.sandbox)).toHaveLength(20);
		// n8n itself reads it once for each request.
		expect(reads).toBeGreaterThan(20);
		expect(reads).toBeLessThan(30);
	});
});
