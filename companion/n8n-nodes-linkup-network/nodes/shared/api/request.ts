import { sleep, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { stopIfCancelled } from '../util/context';
import { isObject } from '../util/guards';
import { steadyNow } from '../util/steadyNow';
import { classifyNetworkError, classifyResponse } from './classify';
import { joinUrl } from './joinUrl';
import type { Answer, ApiRequest } from './types';

const CREDENTIAL = 'linkupApi';
const PATH = '/v2/network';
/** LinkupAPI answers when LinkedIn has. */
const TIMEOUT_MS = 120_000;
const SLICE_MS = 250;

/** Every request to LinkupAPI goes through here. Throws only when the execution was stopped. */
export async function apiRequest(context: IExecuteFunctions, request: ApiRequest): Promise<Answer> {
	stopIfCancelled(context);
	const access = await accessFor(context);
	if ('wrong' in access) return unusableCredential(access.wrong);
	const { key, url } = access;
	try {
		const answering: Promise<unknown> = context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			{
				method: 'POST',
				url,
				headers: { accept: 'application/json', 'content-type': 'application/json' },
				// As text both ways: a broken answer must not pass for a string.
				body: JSON.stringify(request),
				encoding: 'text',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				// A redirect would carry the key to another host.
				disableFollowRedirect: true,
				timeout: TIMEOUT_MS,
			},
		);
		const response = await inTime(answering);
		if (!isFullResponse(response)) {
			const code = response === undefined ? 'ETIMEDOUT' : 'UNKNOWN';
			return { ok: false, failure: classifyNetworkError(code) };
		}
		const { statusCode, body } = response;
		const text = typeof body === 'string' ? body : '';
		return classifyResponse(statusCode, text.split(key).join('[API key]'));
	} catch (thrown) {
		stopIfCancelled(context);
		return { ok: false, failure: classifyNetworkError(codeOf(thrown)) };
	}
}

/** Key and URL from the credential, or what is wrong with it. */
async function accessFor(
	context: IExecuteFunctions,
): Promise<{ key: string; url: string } | { wrong: string }> {
	let data: IDataObject;
	try {
		data = await context.getCredentials<IDataObject>(CREDENTIAL);
	} catch {
		stopIfCancelled(context);
		return { wrong: 'n8n could not read the LinkupAPI credential' };
	}
	const target = joinUrl(String(data.baseUrl ?? ''), PATH);
	if ('wrong' in target)
		return { wrong: `The Base URL of the LinkupAPI credential ${target.wrong}` };
	const key = String(data.apiKey ?? '').trim();
	if (key === '') return { wrong: 'The LinkupAPI credential has no API key' };
	if (!/^[\x21-\x7e]+$/.test(key)) {
		return {
			wrong:
				'The API key of the LinkupAPI credential contains a space, line break or special character',
		};
	}
	return { key, url: target.url };
}

const unusableCredential = (text: string): Answer => ({
	ok: false,
	failure: { kind: 'credential', code: '', text, mayHaveTakenEffect: false },
});

/** n8n's own timeout restarts with every byte, so a trickling answer would never time out. */
async function inTime<T>(answering: Promise<T>): Promise<T | undefined> {
	const end = steadyNow() + TIMEOUT_MS + SLICE_MS;
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
	body: unknown;
}

const isFullResponse = (value: unknown): value is FullResponse =>
	isObject(value) && typeof value.statusCode === 'number';

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
