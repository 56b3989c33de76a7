import {
	sleep,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type IPollFunctions,
} from 'n8n-workflow';

import { joinUrl } from './joinUrl';
import { classifyNetworkError, classifyResponse } from './classify';
import { delayBeforeRetry } from './retry';
import type { Answer, ApiRequest, Failure } from './types';
import { cancelSignal, stopIfCancelled } from '../util/context';
import { pause } from '../util/pause';

type Caller = IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions;

export const CREDENTIAL = 'outxApi';
const TIMEOUT_MS = 60_000;
const SLICE_MS = 250;

export interface Patience {
	/** Whoever asks again by himself, like a wait, wants one try. */
	once?: boolean;
	timeoutMs?: number;
}

const canPause = (caller: Caller): caller is IExecuteFunctions | IPollFunctions =>
	'getMode' in caller && 'getWorkflow' in caller;

/** The only way out: every request to OutX goes through here. It does not throw, except when the run was stopped. */
export async function apiRequest(
	caller: Caller,
	request: ApiRequest,
	patience: Patience = {},
): Promise<Answer> {
	for (let tried = 1; ; tried++) {
		if (canPause(caller)) stopIfCancelled(caller);
		const answer = await attempt(caller, request, patience.timeoutMs ?? TIMEOUT_MS);
		if (answer.ok || patience.once || !canPause(caller)) return answer;
		const wait = delayBeforeRetry(request, answer.failure, tried, Math.random());
		if (wait === undefined) return answer;
		await pause(caller, wait);
	}
}

async function attempt(caller: Caller, request: ApiRequest, timeout: number): Promise<Answer> {
	const { apiKey, baseUrl } = await caller.getCredentials(CREDENTIAL);
	const key = String(apiKey ?? '').trim();
	const target = joinUrl(String(baseUrl ?? ''), request.path);
	if ('wrong' in target) return refused(`The Base URL of the OutX credential ${target.wrong}`);
	if (key === '') return refused('The OutX credential has no API key');
	if (!/^[\x21-\x7e]+$/.test(key)) {
		return refused(
			'The API key of the OutX credential contains a space, line break or special character',
		);
	}
	try {
		const answering: Promise<unknown> = caller.helpers.httpRequestWithAuthentication.call(
			caller,
			CREDENTIAL,
			{
				method: request.method,
				url: target.url,
				qs: request.query,
				arrayFormat: 'repeat',
				headers: {
					accept: 'application/json',
					...(request.body ? { 'content-type': 'application/json' } : {}),
				},
				// As text both ways: n8n drops an empty object, and a broken answer must not pass for a string.
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
		if (response === undefined)
			return { ok: false, failure: classifyNetworkError(request, 'ETIMEDOUT') };
		const { statusCode, headers, body } = response as FullResponse;
		const text = typeof body === 'string' ? body : '';
		return classifyResponse(
			request,
			{
				status: statusCode,
				retryAfter: headers['retry-after'],
				text: text.includes(key) ? text.split(key).join('[API key]') : text,
			},
			Date.now(),
		);
	} catch (thrown) {
		if (cancelSignal(caller)?.aborted && canPause(caller)) stopIfCancelled(caller);
		return { ok: false, failure: classifyNetworkError(request, codeOf(thrown)) };
	}
}

/** n8n's own time-out begins anew with every byte, so an answer that trickles would keep us for ever. */
async function inTime<T>(answering: Promise<T>, ms: number): Promise<T | undefined> {
	const end = Date.now() + ms + SLICE_MS;
	let isOver = false;
	const tooLate = async () => {
		while (!isOver && Date.now() < end) await sleep(SLICE_MS);
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
	headers: Record<string, unknown>;
	body: unknown;
}

function refused(text: string): Answer {
	const failure: Failure = {
		kind: 'credential',
		text,
		mayHaveTakenEffect: false,
		transient: false,
	};
	return { ok: false, failure };
}

/** The code of what broke, wherever n8n's wrapping has put it. */
function codeOf(thrown: unknown, depth = 0): string {
	if (typeof thrown !== 'object' || thrown === null || depth > 4) return 'UNKNOWN';
	const code = 'code' in thrown ? thrown.code : undefined;
	if (typeof code === 'string' && /^[A-Z][A-Z\d_]+$/.test(code)) return code;
	const next = ['cause', 'errorResponse', 'error'] as const;
	for (const key of next) {
		const inner = codeOf((thrown as Partial<Record<typeof key, unknown>>)[key], depth + 1);
		if (inner !== 'UNKNOWN') return inner;
	}
	return 'UNKNOWN';
}
