import { classifyResponse } from '../../../nodes/shared/api/classify';
import { delayBeforeRetry } from '../../../nodes/shared/api/retry';
import type { ApiRequest, Failure } from '../../../nodes/shared/api/types';

type Method = ApiRequest['method'];

export const NOW = Date.parse('2026-07-01T12:00:00Z');
export const METHODS: Method[] = ['GET', 'POST', 'PUT', 'DELETE'];
export const WRITES: Method[] = ['POST', 'PUT', 'DELETE'];

export const requestWith = (method: Method): ApiRequest => ({
	method,
	path: '/linkedin-agent/anything',
});

export const answerTo = (method: Method, status: number, body: unknown, retryAfter?: string) =>
	classifyResponse(
		requestWith(method),
		{ status, retryAfter, text: typeof body === 'string' ? body : JSON.stringify(body) },
		NOW,
	);

export function failureOf(
	method: Method,
	status: number,
	body: unknown = { error: 'words' },
	retryAfter?: string,
): Failure {
	const answer = answerTo(method, status, body, retryAfter);
	if (answer.ok) throw new Error(`${method} ${status} is no failure`);
	return answer.failure;
}

/** The delays before the second, third, … try; as many as there are tries left. */
export function delaysFor(failure: Failure, random = 1): number[] {
	const delays: number[] = [];
	while (delays.length < 20) {
		const delay = delayBeforeRetry(failure, delays.length + 1, random);
		if (delay === undefined) break;
		delays.push(delay);
	}
	return delays;
}

export const EXPONENTIAL = [1000, 2000, 4000, 8000];

/** The connection was never made. */
export const UNREACHABLE = [
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
];
/** The connection broke, so the request may have arrived. */
export const BROKEN = [
	'ECONNRESET',
	'ETIMEDOUT',
	'ECONNABORTED',
	'EPIPE',
	'ERR_NETWORK',
	'UNKNOWN',
];
/** The next try would end like this one. */
export const HOPELESS = [
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'ERR_INVALID_URL',
	'ERR_INVALID_CHAR',
];
