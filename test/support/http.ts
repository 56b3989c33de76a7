/* The client of the tests, and of what they set up beside n8n's engine. */
import type { IDataObject } from 'n8n-workflow';
import { request } from 'undici';

import { objectOf } from './json';

interface JsonRequest {
	headers?: Record<string, string>;
	/** Makes it a POST. */
	body?: unknown;
}

/** Asks for JSON and gets an object, whatever the status. */
export async function fetchJson(
	url: string,
	{ headers, body }: JsonRequest = {},
): Promise<IDataObject> {
	const response = await request(url, {
		method: body === undefined ? 'GET' : 'POST',
		headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	return objectOf(await response.body.json());
}
