import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../util/guards';
import { tooDeepPlaceIn } from '../util/depth';
import { cleanText } from '../util/text';
import { retryAfterMs } from './retryAfter';
import { isRead, type Answer, type ApiRequest, type Failure } from './types';

const TRANSIENT = new Set([429, 500, 502, 503, 504]);
/** The connection was never made, so nothing can have been done. */
const UNREACHABLE = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;
/** Nor was it here, and it never will be. */
const UNUSABLE = new Set([
	'ERR_INVALID_CHAR',
	'ERR_INVALID_URL',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** n8n copies what a node returns several times, so a larger answer could take n8n down. */
const MAX_CHARACTERS = 20_000_000;

function parsed(text: string): IDataObject | undefined {
	if (text.length > MAX_CHARACTERS) return undefined;
	try {
		const value: unknown = JSON.parse(text);
		if (Array.isArray(value)) return { data: value };
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

function errorTextIn(body: IDataObject | undefined): string {
	for (const value of [body?.error, body?.message]) {
		if (typeof value === 'string' && value.trim() !== '') return cleanText(value);
		if (isObject(value) && typeof value.message === 'string') return cleanText(value.message);
	}
	return '';
}

export interface RawResponse {
	status: number;
	retryAfter: unknown;
	text: string;
}

export function classifyResponse(request: ApiRequest, response: RawResponse, now: number): Answer {
	const { status } = response;
	const body = parsed(response.text);
	// A task was created, whatever else the answer says.
	const refused = body?.success === false && body.api_agent_task_id === undefined;
	const tooDeep = body && tooDeepPlaceIn(body);
	const isSuccess = status >= 200 && status < 300 && !refused;
	if (isSuccess && body && tooDeep === undefined) return { ok: true, body };
	// Performed, without content.
	if (status === 204 && !isRead(request)) return { ok: true, body: { success: true } };

	const failure: Failure = {
		kind: 'status',
		status,
		text: errorTextIn(body),
		mayHaveTakenEffect: !isRead(request) && (status >= 500 || status === 408),
		transient: TRANSIENT.has(status),
		retryAfterMs: retryAfterMs(response.retryAfter, now),
	};
	const failed = (more?: Partial<Failure>): Answer => ({
		ok: false,
		failure: { ...failure, ...more },
	});
	if (status >= 300 && status < 400) {
		// "See Other" is how a server answers after it has performed the request.
		const mayHaveTakenEffect = status === 303 && !isRead(request);
		return failed({ kind: 'redirect', mayHaveTakenEffect });
	}
	if (status >= 300 || refused) return failed();
	// 200 without OutX's JSON: whatever answered, the request may have reached OutX.
	const mayHaveTakenEffect = !isRead(request);
	if (tooDeep !== undefined) {
		return failed({ kind: 'tooDeep', text: cleanText(tooDeep, 80), mayHaveTakenEffect });
	}
	if (response.text.length > MAX_CHARACTERS) {
		const text = `${Math.round(response.text.length / 1e6)} MB`;
		return failed({ kind: 'tooLarge', text, mayHaveTakenEffect });
	}
	return failed({ kind: 'unreadable', mayHaveTakenEffect, transient: true });
}

export function classifyNetworkError(request: ApiRequest, code: string): Failure {
	const isUnusable = UNUSABLE.has(code);
	return {
		kind: 'network',
		text: code,
		mayHaveTakenEffect: !isRead(request) && !isUnusable && !UNREACHABLE.test(code),
		transient: !isUnusable,
	};
}

const RATE =
	/\brate ?limit|\brate exceeded|too ?many ?requests|throttl|slow down|burst|concurren|hourly|\bapi (?:limit|quota)|(?<!connection )\brequests? (?:limit|quota)|(?:\b(?:per|every) (?:(?!24)\d+ )?|\/ ?)(?:s|sec|second|min|minute|h|hour)s?\b|\b(?:in|after) \d+ ?(?:s|sec|second|min|minute)s?\b/i;
const BY_PERIOD = /\b(?:daily|weekly|monthly|today|(?:per|this) (?:day|week|month))\b|\b24 ?h/i;
const LIMIT = /limit|quota|\bmax|\bcap\b|allowance|\bonly\b|no more|too many/i;

/** LinkedIn's own limit, such as that for invitations: retrying in a minute does not help. */
export function isLinkedInLimit(failure: Failure): boolean {
	// A path of OutX's API is not LinkedIn.
	const text = failure.text.replace(/\/?linkedin-agent\S*/gi, '').replace(/[_-]/g, ' ');
	if (failure.status !== 429 || RATE.test(text)) return false;
	if (/\binvit(?:e|ation)s?\b|\b(?:request|inmail|message|comment|like)s? limit/i.test(text))
		return true;
	return (/linkedin/i.test(text) || BY_PERIOD.test(text)) && LIMIT.test(text);
}
