import type { Fault, FaultKind } from './faults';
import { errorEnvelope, codeFor } from './linkup/request';

const TEXTS: Partial<Record<number, string>> = {
	402: 'Your plan includes up to 5 watchlists. Please upgrade your plan to create more.',
	404: 'Agent task not found',
	429: 'Rate limit exceeded. Please try again later.',
	500: 'Internal server error',
	502: 'Bad gateway',
	503: 'Service unavailable',
	504: 'Gateway timeout',
};

const USUAL_STATUS: Partial<Record<FaultKind, number>> = {
	html: 200,
	json: 200,
	jsonAfter: 200,
	redirect: 302,
};

const page = (title: string, content: string) =>
	`<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1>${content}</body></html>`;

/** A gateway's error, or a login page if the status is a success. */
const pageFor = (status: number) =>
	status >= 400
		? page(String(status), '<p>The gateway says so.</p>')
		: page('Sign in', '<form method="post"><input name="email"><button>Sign in</button></form>');

function retryAfterHeader(retryAfter: number | string) {
	const match = /^date:(-?\d+)$/.exec(String(retryAfter));
	return match ? new Date(Date.now() + Number(match[1]) * 1000).toUTCString() : String(retryAfter);
}

interface FaultyAnswer {
	status: number;
	headers: Record<string, string>;
	body: string;
}

/** The answer of a fault instead of the real one. */
export function faultyAnswer(
	fault: Fault,
	{ url, key = '' }: { url: string; key?: string },
): FaultyAnswer {
	const status = fault.status ?? USUAL_STATUS[fault.kind] ?? 500;
	const retry: Record<string, string> =
		fault.retryAfter === undefined ? {} : { 'retry-after': retryAfterHeader(fault.retryAfter) };
	if (fault.to !== undefined && fault.kind === 'redirect') {
		const to = new URL(fault.to);
		const location = to.pathname === '/' ? new URL(url, to).href : to.href;
		return { status, headers: { ...retry, location }, body: '' };
	}
	if (fault.kind === 'html' || fault.html) {
		const html = { ...retry, 'content-type': 'text/html; charset=utf-8' };
		return { status, headers: html, body: pageFor(status) };
	}
	const headers = { ...retry, 'content-type': 'application/json; charset=utf-8' };
	if (fault.json !== undefined) return { status, headers, body: JSON.stringify(fault.json) };
	const error =
		fault.kind === 'echoKey'
			? `Upstream refused the request with x-api-key ${key}`
			: (fault.error ?? TEXTS[status] ?? 'Something went wrong');
	const envelope = url.startsWith('/v2/')
		? errorEnvelope({ code: codeFor(status), message: error })
		: { error };
	return { status, headers, body: JSON.stringify(envelope) };
}
