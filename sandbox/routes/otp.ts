import type { FastifyInstance } from 'fastify';
import { ApiError, missing } from '../apiError';
import { isText, type JsonObject } from '../json';
import type { State } from '../state';
import { OUTX_KEY, addPath } from './api';

/** The sandbox sends no email, so the code is always the same. */
const CODE = '123456';

function sendCode({ email }: JsonObject) {
	if (!isText(email)) throw missing('email');
	return { success: true, email };
}

function verifyCode({ email, otp }: JsonObject) {
	if (!isText(email)) throw missing('email');
	if (!isText(otp) || !/^\d{6}$/.test(otp)) throw missing('otp');
	if (otp !== CODE) throw new ApiError(401, 'Invalid or expired OTP');
	return {
		user: { id: '7e57ab1e-0000-4000-8000-000000000001', full_name: 'Robin Sandbox', email },
		team: {
			id: '7e57ab1e-0000-4000-8000-00000000c0de',
			name: 'Sandbox team',
			api_key: OUTX_KEY,
		},
	};
}

/** The two calls that return a key. They are the only ones that need none. */
export function addOtpRoutes(app: FastifyInstance, state: State) {
	const paths = { 'auth-send-otp': sendCode, 'auth-verify-otp': verifyCode };
	for (const [path, answer] of Object.entries(paths)) {
		const handlers = { POST: ({ body }: { body: JsonObject }) => answer(body) };
		addPath(app, state, `/linkedin-agent/${path}`, handlers, { needsKey: false });
	}
}
