import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { outxCredentials } from '../support/engine';
import { like } from '../support/like';
import { startStrangeServer } from '../support/strangeServer';
import { setUpStage } from './stage';

const stage = setUpStage();

describe('the Test button of the credential', () => {
	const press = async (data: ICredentialDataDecryptedObject = {}) =>
		await stage.engine.testCredential('outxApi', {
			...outxCredentials(stage.sandbox.url).outxApi,
			...data,
		});

	test('is green for a key that works, and requests only the watchlists', async () => {
		expect(await press()).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(stage.sandbox.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'GET /api-keyword-watchlist',
		]);
	});

	test('tells a wrong key', async () => {
		expect(await press({ apiKey: 'outx_wrong' })).toEqual({
			status: 'Error',
			message: like.text('OutX does not recognize this API key'),
		});
	});

	test('tells a right key without the extension', async () => {
		stage.sandbox.set({ extension: 'stale' });
		const { status, message } = await press();
		expect(status).toBe('Error');
		expect(message).toContain('The API key is right');
		expect(message).toContain('Open Chrome with the OutX extension');
	});

	test.each([
		['a slash at the end', (url: string) => `${url}/`],
		['slashes and blanks around', (url: string) => ` ${url}// `],
	])('understands a base URL with %s', async (_name, change) => {
		expect(await press({ baseUrl: change(stage.sandbox.url) })).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		expect(stage.sandbox.requests[0].path).toBe('/api-keyword-watchlist');
	});

	test('ignores blanks around the key', async () => {
		const { apiKey } = outxCredentials('').outxApi;
		expect(await press({ apiKey: ` ${apiKey}\n` })).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
	});

	test.each([
		['without a scheme', (url: string) => url.replace('http://', '')],
		['with a path that is not there', (url: string) => `${url}/nowhere`],
		['where nobody is', () => 'http://127.0.0.1:1'],
	])('is red for a base URL %s', async (_name, change) => {
		expect((await press({ baseUrl: change(stage.sandbox.url) })).status).toBe('Error');
	});

	test('follows no redirect, so the key stays at its host', async () => {
		const other = await startStrangeServer(() => ({}));
		const to = other.url.replace('127.0.0.1', 'localhost');
		stage.sandbox.set({ faults: [{ kind: 'redirect', to }] });
		const { status } = await press();
		await other.close();
		expect([status, other.requests]).toEqual(['Error', []]);
	});
});
