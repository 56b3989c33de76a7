import { sleep, type IDataObject, type ILoadOptionsFunctions } from 'n8n-workflow';

import { accessFor, CREDENTIAL } from './access';
import { classifyNetworkError, classifyResponse } from './classify';
import { delayBeforeRetry } from './retry';
import { harmless, type Answer, type ApiRequest } from './types';
import { withoutKey } from './withoutKey';
import { stopIfCancelled, type Context } from '../util/context';
import { isObject } from '../util/guards';
import { pause } from '../util/pause';
import { steadyNow } from '../util/steadyNow';

type Caller = Context | ILoadOptionsFunctions;

const TIMEOUT_MS = 60_000;
const SLICE_MS = 250;

/**
 * Every request to OutX goes through here or, without retries, through `tryApiRequest`. Neither throws, except when the
 * execution was stopped.
 */
export async function apiRequest(context: Context, request: ApiRequest): Promise<Answer> {
	for (let tried = 1; ; tried++) {
		const answer = await tryApiRequest(context, request);
		if (answer.ok) return answer;
		const delay = delayBeforeRetry(answer.failure, tried, Math.random());
		if (delay === undefined) return answer;
		await pause(context, delay);
	}
}

export async function tryApiRequest(
	caller: Caller,
	request: ApiRequest,
	timeout = TIMEOUT_MS,
): Promise<Answer> {
	stopIfCancelled(caller);
	const access = await accessFor(caller, request.path);
	if ('wrong' in access) return { ok: false, failure: harmless('credential', access.wrong, false) };
	const { key, url } = access;
	try {
		const answering: Promise<unknown> = caller.helpers.httpRequestWithAuthentication.call(
			caller,
			CREDENTIAL,
			{
				method: request.method,
				url,
				qs: request.query,
				arrayFormat: 'repeat',
				headers: {
					accept: 'application/json',
					...(request.body ? { 'content-type': 'application/json' } : {}),
				},
				// As text both ways: n8n drops an empty object, and a broken answer must not be taken for a string.
				body: request.body && JSON.stringify(request.body),
				encoding: 'text',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				// A redirect would carry the key to another host.
				disableFollowRedirect: true,
				timeout,
			},
		);
		const response = await inTime(answering, timeout);
		if (!isFullResponse(response)) {
			const code = response === undefined ? 'ETIMEDOUT' : 'UNKNOWN';
			return { ok: false, failure: classifyNetworkError(request, code) };
		}
		const { statusCode, headers, body } = response;
		const text = typeof body === 'string' ? body : '';
		return classifyResponse(
			request,
			{
				status: statusCode,
				retryAfter: headers['retry-after'],
				text: withoutKey(text, key),
			},
			Date.now(),
		);
	} catch (thrown) {
		stopIfCancelled(caller);
		return { ok: false, failure: classifyNetworkError(request, codeOf(thrown)) };
	}
}

/** n8n's own timeout restarts with every byte, so a trickling answer would never time out. */
async function inTime<T>(answering: Promise<T>, ms: number): Promise<T | undefined> {
	const end = steadyNow() + ms + SLICE_MS;
	let isOver = false;
	const tooLate = async () => {
		while (!isOver && steadyNow() < end) await sleep(SLICE_MS);
		return undefined;
	};
	try {
		return await Promise.race([answering, tooLate()]);
	} finally {
		isOver = true;
	}
}

interface FullResponse {
	statusCode: number;
	headers: IDataObject;
	body: unknown;
}

const isFullResponse = (value: unknown): value is FullResponse =>
	isObject(value) && typeof value.statusCode === 'number' && isObject(value.headers);

/** The error code, wherever n8n's wrapping has put it. */
function codeOf(thrown: unknown, depth = 0): string {
	if (!isObject(thrown) || depth > 4) return 'UNKNOWN';
	const { code } = thrown;
	if (typeof code === 'string' && /^[A-Z][A-Z\d_]{1,40}$/.test(code)) return code;
	for (const inner of [thrown.cause, thrown.errorResponse, thrown.error]) {
		const found = codeOf(inner, depth + 1);
		if (found !== 'UNKNOWN') return found;
	}
	return 'UNKNOWN';
}
