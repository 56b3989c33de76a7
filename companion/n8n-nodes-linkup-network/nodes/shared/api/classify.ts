import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../util/guards';
import { cleanText } from '../util/text';
import type { Answer, Failure } from './types';

/** The connection was never made, so nothing can have been done. */
const NEVER_CONNECTED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ERR_INVALID_URL',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** What a status means when the answer has no code. */
const CODE_OF_STATUS: Record<number, string> = {
	400: 'INVALID_PARAMS',
	401: 'INVALID_API_KEY',
	402: 'INSUFFICIENT_CREDITS',
	403: 'INVALID_API_KEY',
	429: 'RATE_LIMITED',
};

/** Statuses whose meaning does not depend on who answers. */
const CLEAR = new Set([401, 402, 403, 429]);

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Unwraps LinkupAPI's answer: its contents with the credits used, or why there are none. */
export function classifyResponse(status: number, text: string): Answer {
	const body = parsed(text);
	const success = status >= 200 && status < 300;
	if (success && isObject(body) && body.success === true) return { ok: true, body: contents(body) };

	const said = isObject(body) && isObject(body.error) ? body.error : undefined;
	const failure: Failure = {
		kind: 'status',
		status,
		code: isText(said?.code) ? cleanText(said.code, 80) : '',
		text: isText(said?.message) ? cleanText(said.message) : '',
		mayHaveTakenEffect: status >= 500 || status === 408,
	};
	const failed = (own: Partial<Failure>): Answer => ({
		ok: false,
		failure: { ...failure, ...own },
	});
	const isLinkupApi = said !== undefined || (isObject(body) && body.success === false);
	if (isLinkupApi || CLEAR.has(status) || status >= 500) {
		const usual = status >= 500 ? 'INTERNAL_ERROR' : (CODE_OF_STATUS[status] ?? '');
		return failed({ code: failure.code || usual });
	}
	if (status >= 300 && status < 400) {
		// "See Other" is how a server answers after it has performed the request.
		return failed({ kind: 'redirect', mayHaveTakenEffect: status === 303 });
	}
	return failed({ kind: 'unreadable', mayHaveTakenEffect: status !== 404 });
}

function contents({ data, metadata }: IDataObject): IDataObject {
	const json = isObject(data) ? data : data === undefined || data === null ? {} : { data };
	const credits = isObject(metadata) ? metadata.credits_consumed : undefined;
	return credits === undefined ? json : { ...json, credits_consumed: credits };
}

export function classifyNetworkError(code: string): Failure {
	const mayHaveTakenEffect = !NEVER_CONNECTED.has(code);
	return { kind: 'network', code, text: '', mayHaveTakenEffect };
}
