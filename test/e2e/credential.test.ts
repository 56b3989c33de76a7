import { OUTX_KEY } from '../../sandbox';
import { onEachN8n } from './stage';

onEachN8n((stage) => {
	beforeEach(() => {
		stage.reset();
	});

	const tested = async (data: Record<string, string> = {}) => {
		const { id } = await stage.server.importCredential('Tried', 'outxApi', {
			apiKey: OUTX_KEY,
			baseUrl: stage.sandbox.url,
			...data,
		});
		return await stage.server.testCredential(id);
	};

	test('a key that OutX knows is green', async () => {
		expect(await tested()).toMatchObject({ status: 'OK' });
		const [{ path, headers, query }] = stage.sandbox.requests;
		expect(path).toBe('/api-keyword-watchlist');
		expect(headers['x-api-key']).toBe('***');
		expect(query).toEqual({});
	});

	test('a key that OutX does not know is red and says where to find the right one', async () => {
		const { status, message } = await tested({ apiKey: 'outx_wrong_key' });
		expect(status).toBe('Error');
		expect(message).toMatch(/does not recognize this API key/);
		expect(message).toMatch(/mentions\.outx\.ai\/api-doc/);
		expect(message).not.toContain('outx_wrong_key');
	});

	test('without the browser extension it says that the key is right and the extension is not', async () => {
		stage.reset({ extension: 'stale' });
		const { status, message } = await tested();
		expect(status).toBe('Error');
		expect(message).toMatch(/API key is right/);
		expect(message).toMatch(/extension is not running/);
	});

	test('a URL where nothing answers is red', async () => {
		const { status } = await tested({ baseUrl: 'http://127.0.0.1:9' });
		expect(status).toBe('Error');
	});

	test('the key does not follow a redirect, and a redirect is not green', async () => {
		stage.reset({
			faults: [
				{ kind: 'redirect', to: `${stage.sandbox.url}/elsewhere`, path: '/api-keyword-watchlist' },
			],
		});
		const { status } = await tested();
		expect(stage.requests('/elsewhere')).toEqual([]);
		expect(status).toBe('Error');
	});
});
