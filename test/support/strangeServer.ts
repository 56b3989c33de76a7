/*
 * A server that answers as a test tells it, for what the sandbox does not do because it would be too strange. It knows
 * nothing of OutX but the shape of a task.
 */
import http, { type ServerResponse } from 'node:http';

import type { IDataObject } from 'n8n-workflow';

import { isObject } from './json';

export const POLL = '/linkedin-agent/get-task-status';

export interface StrangeRequest {
	at: number;
	method: string;
	path: string;
	query: Record<string, string>;
	headers: http.IncomingHttpHeaders;
	/** Empty where the request has none. */
	body: IDataObject;
	/** The how-manieth request of its path it is, from 1 on. */
	nth: number;
}

/** The JSON to send, or nothing where the test has done with the response what it likes. */
export type Answer = (request: StrangeRequest & { response: ServerResponse }) => unknown;

export interface StrangeServer {
	url: string;
	requests: StrangeRequest[];
	close(): Promise<void>;
}

export const idOf = (number: number) =>
	`550e8400-e29b-41d4-a716-${String(number).padStart(12, '0')}`;

/** The documented answer about a task. */
export const taskOf = (
	id: string,
	status: string,
	task_output: unknown = null,
	task_input: unknown = {},
) => ({ success: true, data: { id, status, task_input, task_output } });

async function bodyOf(incoming: http.IncomingMessage): Promise<IDataObject> {
	const chunks: Uint8Array[] = [];
	try {
		for await (const chunk of incoming) if (chunk instanceof Uint8Array) chunks.push(chunk);
	} catch {
		return {};
	}
	const text = Buffer.concat(chunks).toString();
	const body: unknown = text === '' ? {} : JSON.parse(text);
	return isObject(body) ? body : {};
}

export async function startStrangeServer(answer: Answer): Promise<StrangeServer> {
	const requests: StrangeRequest[] = [];
	const handle = async (incoming: http.IncomingMessage, response: ServerResponse) => {
		const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://localhost');
		const body = await bodyOf(incoming);
		const request = {
			at: Date.now(),
			method: incoming.method ?? '',
			path: pathname,
			query: Object.fromEntries(searchParams),
			headers: incoming.headers,
			body,
			nth: requests.filter(({ path }) => path === pathname).length + 1,
		};
		requests.push(request);
		const json = await answer({ ...request, response });
		if (json !== undefined) response.end(JSON.stringify(json));
	};
	const server = http.createServer((incoming, response) => {
		handle(incoming, response).catch((error: unknown) => {
			response.destroy(error instanceof Error ? error : undefined);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (typeof address !== 'object' || address === null) throw new Error('The server has no port');
	return {
		url: `http://127.0.0.1:${address.port}`,
		requests,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** A server whose tasks are done at once. `outputOf` makes the output of each from the request that created it. */
export async function startTaskServer(
	outputOf: (body: IDataObject, nth: number) => unknown,
): Promise<StrangeServer> {
	const tasks = new Map<string, unknown>();
	return await startStrangeServer(({ path, query, body }) => {
		if (path === POLL) return tasks.get(query.api_agent_task_id);
		const id = idOf(tasks.size);
		tasks.set(id, taskOf(id, 'completed', outputOf(body, tasks.size), body));
		return { success: true, api_agent_task_id: id };
	});
}

/** The address of a server that is not there. */
export async function freeUrl(): Promise<string> {
	const server = await startStrangeServer(() => undefined);
	await server.close();
	return server.url;
}
