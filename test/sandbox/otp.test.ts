import { startSandbox } from '../../sandbox';

describe('the two calls that give out a key', () => {
	let sandbox;

	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	afterAll(async () => await sandbox.close());

	const post = async (path, body) => {
		const response = await fetch(`${sandbox.url}/linkedin-agent/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		return [response.status, await response.json()];
	};
	const email = 'nathan@example.com';

	test('need no key, and the key they give works', async () => {
		expect(await post('auth-send-otp', { email })).toEqual([200, { success: true, email }]);
		const [status, body] = await post('auth-verify-otp', { email, otp: '123456' });
		expect(status).toBe(200);
		expect(body.user).toMatchObject({ email });
		const team = await fetch(`${sandbox.url}/api-team`, {
			headers: { 'x-api-key': body.team.api_key },
		});
		expect(team.status).toBe(200);
	});

	test.each([
		['auth-send-otp', {}, 400, "Missing or invalid 'email'"],
		['auth-verify-otp', { otp: '123456' }, 400, "Missing or invalid 'email'"],
		['auth-verify-otp', { email, otp: 123456 }, 400, "Missing or invalid 'otp'"],
		['auth-verify-otp', { email, otp: '654321' }, 401, 'Invalid or expired OTP'],
	])('%s %j answers %i', async (path, body, status, error) => {
		expect(await post(path, body)).toEqual([status, { error }]);
	});
});
