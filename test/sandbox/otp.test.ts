import { z } from 'zod';
import { startClient, type SandboxClient } from './client';

describe('the two calls that give out a key', () => {
	let client: SandboxClient;
	beforeAll(async () => {
		client = await startClient();
	});
	afterAll(() => client.close());

	const email = 'nathan@example.com';
	const post = async (path: string, body: unknown) =>
		await client.call('POST', `/linkedin-agent/${path}`, body, { key: null });

	it('need no key, and the key they give works', async () => {
		const sent = await post('auth-send-otp', { email });
		expect([sent.status, sent.json]).toEqual([200, { success: true, email }]);
		const verified = await post('auth-verify-otp', { email, otp: '123456' });
		expect([verified.status, verified.json]).toMatchObject([200, { user: { email } }]);
		const { team } = verified.read(z.object({ team: z.object({ api_key: z.string() }) }));
		const answer = await client.call('GET', '/api-team', undefined, { key: team.api_key });
		expect(answer.status).toBe(200);
	});

	it.each([
		['auth-send-otp', {}, 400, "Missing or invalid 'email'"],
		['auth-verify-otp', { otp: '123456' }, 400, "Missing or invalid 'email'"],
		['auth-verify-otp', { email, otp: 123456 }, 400, "Missing or invalid 'otp'"],
		['auth-verify-otp', { email, otp: '654321' }, 401, 'Invalid or expired OTP'],
	])('%s %j answers %i', async (path, body, status, error) => {
		const answer = await post(path, body);
		expect([answer.status, answer.json]).toEqual([status, { error }]);
	});
});
