import { credential } from './published';

test('hides the key, and sends it in a header only', () => {
	const [key, ...others] = credential.properties;
	expect(key).toMatchObject({ name: 'apiKey', typeOptions: { password: true }, default: '' });
	expect(others.filter(({ typeOptions }) => typeOptions?.password)).toEqual([]);
	expect(credential.authenticate.properties).toEqual({
		headers: { 'x-api-key': expect.stringContaining('$credentials.apiKey') as string },
	});
});

test('goes to OutX unless somebody changes it, and has a page and a test', () => {
	const baseUrl = credential.properties.find(({ name }) => name === 'baseUrl');
	expect(baseUrl?.default).toBe('https://api.outx.ai');
	expect(credential.documentationUrl).toMatch(/^https:\/\//);
	expect(credential.test.request).toMatchObject({
		url: '/api-keyword-watchlist',
		disableFollowRedirect: true,
	});
});
