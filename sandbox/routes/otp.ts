import { ApiError, OUTX_KEY, addPath } from './api';

/** No e-mail leaves the sandbox, so the code is always the same. */
const CODE = '123456';

const isText = (/** @type {unknown} */ value) => typeof value === 'string' && value.trim() !== '';

/** @param {Record<string, any>} body */
function sendCode({ email }) {
	if (!isText(email)) throw new ApiError(400, "Missing or invalid 'email'");
	return { success: true, email };
}

/** @param {Record<string, any>} body */
function verifyCode({ email, otp }) {
	if (!isText(email)) throw new ApiError(400, "Missing or invalid 'email'");
	if (typeof otp !== 'string' || !/^\d{6}$/.test(otp)) {
		throw new ApiError(400, "Missing or invalid 'otp'");
	}
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

/** The two calls by which OutX gives out a key. They are the only ones that need none. */
function addOtpRoutes(
	/** @type {import('./api').App} */ app,
	/** @type {import('../box').Box} */ box,
) {
	const open = { needsKey: false };
	addPath(app, box, '/linkedin-agent/auth-send-otp', { POST: ({ body }) => sendCode(body) }, open);
	addPath(
		app,
		box,
		'/linkedin-agent/auth-verify-otp',
		{ POST: ({ body }) => verifyCode(body) },
		open,
	);
}

export { CODE, addOtpRoutes };
