import type { IDataObject } from 'n8n-workflow';

/** A request to OutX, without host and key. */
export interface Call {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: string;
	query?: IDataObject;
	body?: IDataObject;
}

/** Why a call brought no result. */
export interface Failure {
	kind: 'network' | 'status' | 'redirect' | 'unreadable' | 'credential';
	status?: number;
	/** What OutX said, or the code of a broken connection; cleaned, never the key. */
	text: string;
	/** Whether the call may have had its effect all the same. */
	maybeDone: boolean;
	/** Whether the same call may work in a while. */
	passing: boolean;
	/** How long OutX asks to wait. */
	retryAfterMs?: number;
}

export type Answer = { ok: true; body: IDataObject } | { ok: false; failure: Failure };

const PASSING = new Set([429, 500, 502, 503, 504]);
/** The connection was never made, so nothing can have been done. */
const NEVER_SENT = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ERR_INVALID_CHAR',
	'ERR_INVALID_URL',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);
const WORTH_ANOTHER_TRY = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
]);

const isRead = (call: Call) => call.method === 'GET';

/** Text from outside, fit for a message: one line, printable, not too long. */
export function clean(text: string, max = 300): string {
	const line = text
		.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	// Not in the middle of an emoji.
	return line.length > max ? `${line.slice(0, max).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): IDataObject | undefined {
	try {
		const value: unknown = JSON.parse(text);
		if (Array.isArray(value)) return { data: value };
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

function saidBy(body: IDataObject | undefined): string {
	for (const value of [body?.error, body?.message]) {
		if (typeof value === 'string' && value.trim() !== '') return clean(value);
		if (isObject(value) && typeof value.message === 'string') return clean(value.message);
	}
	return '';
}

/** `Retry-After` in both its forms: seconds, or a date. */
export function retryAfterMs(header: unknown, now: number): number | undefined {
	if (typeof header !== 'string' || header.trim() === '') return undefined;
	const seconds = Number(header);
	if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
	const date = Date.parse(header);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** LinkedIn's own limit on invitations: no use to try again in a minute. */
export function isQuota(failure: Failure): boolean {
	return failure.status === 429 && /invitation|linkedin\b.*\blimit/i.test(failure.text);
}

export interface RawResponse {
	status: number;
	retryAfter: unknown;
	text: string;
}

export function judgeResponse(call: Call, response: RawResponse, now: number): Answer {
	const { status } = response;
	const body = parsed(response.text);
	const refused = body?.success === false;
	if (status >= 200 && status < 300 && body && !refused) return { ok: true, body };
	// Done, and nothing to say about it.
	if (status === 204 && !isRead(call)) return { ok: true, body: {} };

	const failure: Failure = {
		kind: 'status',
		status,
		text: saidBy(body),
		maybeDone: !isRead(call) && (status >= 500 || status === 408),
		passing: PASSING.has(status),
		retryAfterMs: retryAfterMs(response.retryAfter, now),
	};
	if (status >= 300 && status < 400) {
		// "See other" is how a server answers when it has done what it was asked for.
		const maybeDone = status === 303 && !isRead(call);
		return { ok: false, failure: { ...failure, kind: 'redirect', maybeDone } };
	}
	if (status < 300 && !refused) {
		// 200 with something else than JSON: whatever answered, the request may have got through.
		const unreadable: Failure = {
			...failure,
			kind: 'unreadable',
			maybeDone: !isRead(call),
			passing: true,
		};
		return { ok: false, failure: unreadable };
	}
	return { ok: false, failure };
}

export function judgeNetwork(call: Call, code: string): Failure {
	const sent = !NEVER_SENT.has(code);
	return {
		kind: 'network',
		text: code,
		maybeDone: sent && !isRead(call),
		passing: sent || WORTH_ANOTHER_TRY.has(code),
	};
}

const MAX_TRIES = 5;
const LONGEST_RETRY_AFTER_MS = 60_000;

/**
 * How long to wait before the same call may be made again; undefined when it must not be.
 * A write is repeated only when it is certain that nothing was done.
 */
export function pauseBeforeRetry(
	call: Call,
	failure: Failure,
	tried: number,
	random: number,
): number | undefined {
	if (tried >= MAX_TRIES || !failure.passing || failure.maybeDone || isQuota(failure))
		return undefined;
	if (failure.kind === 'unreadable') return undefined;
	if (!isRead(call) && failure.kind === 'status' && failure.status !== 429) return undefined;
	// A date that is past says more about the clocks than about OutX.
	if (failure.retryAfterMs) {
		return failure.retryAfterMs <= LONGEST_RETRY_AFTER_MS ? failure.retryAfterMs : undefined;
	}
	return 1000 * 2 ** (tried - 1) * (0.5 + random / 2);
}

/** Base URL and path, joined. Throws nothing: says what is wrong with the base URL instead. */
export function joinUrl(baseUrl: string, path: string): { url: string } | { wrong: string } {
	const base = baseUrl.trim().replace(/\/+$/, '');
	if (base === '') return { wrong: 'is empty' };
	if (!/^https?:\/\//i.test(base)) return { wrong: 'must start with https://' };
	if (!/^https?:\/\/[^\s/?#]+(?:\/[^\s?#]*)?$/i.test(base))
		return { wrong: 'is not a valid address' };
	return { url: base + path };
}
