/* Stands between the nodes and a sandbox: passes everything on, writes down what happened, and spoils answers. */
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { request } from 'undici';

import { startSandbox, type Sandbox } from '../../sandbox';
import { POLL } from '../support/strangeServer';
import { contentOf, isEmptyList, taskIdIn, tellsCompletion, type Answer } from './answer';
import type { Fault } from './faults';

/** One request, as the server saw it. */
export interface Call {
	method: string;
	path: string;
	/** Everything that was said in it. */
	said: string;
	isCheck: boolean;
	/** It changed something, or created a task. */
	hadEffect: boolean;
	/** The answer said no more than that it was done. */
	toldSuccess: boolean;
	/** The answer was a list with nothing in it. */
	toldNothing: boolean;
	/** The answer was the right one and arrived. */
	wasAnswered: boolean;
	/** The task that the answer named, or that was asked about. */
	taskId?: string;
	/** The answer told that the task is completed. */
	toldCompletion: boolean;
}

/** Says which calls are hit. They are counted by kind, from 1 on. */
export type Strike = (call: Pick<Call, 'isCheck'>, nth: number) => boolean;

const LATE_MS = 20;

async function textOf(incoming: IncomingMessage): Promise<string> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of incoming) if (chunk instanceof Uint8Array) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
}

async function send(response: ServerResponse, answer: Answer): Promise<void> {
	const { status, headers, text, delivery } = answer;
	if (delivery === 'never') return;
	if (delivery === 'reset') {
		response.socket?.resetAndDestroy();
		return;
	}
	if (delivery === 'closed') {
		response.socket?.end();
		return;
	}
	if (delivery === 'late') await sleep(LATE_MS);
	if (delivery !== 'half' && delivery !== 'stalls') {
		response.writeHead(status, headers).end(text);
		return;
	}
	const length = { 'content-length': String(Buffer.byteLength(text)) };
	response.writeHead(status, { ...headers, ...length });
	response.write(text.slice(0, text.length / 2));
	await sleep(LATE_MS);
	if (delivery === 'half') response.socket?.destroy();
}

export class FaultyServer {
	readonly calls: Call[] = [];
	private fault: { fault: Fault; strikes: Strike } | undefined;

	private constructor(
		readonly sandbox: Sandbox,
		private readonly server: http.Server,
		readonly url: string,
	) {}

	static async start(): Promise<FaultyServer> {
		const sandbox = await startSandbox();
		const server = http.createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		if (typeof address !== 'object' || address === null) throw new Error('There is no port');
		const faulty = new FaultyServer(sandbox, server, `http://127.0.0.1:${address.port}`);
		server.on('request', (incoming: IncomingMessage, response: ServerResponse) => {
			faulty.handle(incoming, response).catch((error: unknown) => {
				response.destroy(error instanceof Error ? error : undefined);
			});
		});
		return faulty;
	}

	/** Forgets what it saw, cuts what hangs, and spoils from now on what is hit. */
	begin(fault?: Fault, strikes: Strike = () => true): void {
		this.calls.length = 0;
		this.fault = fault && { fault, strikes };
		this.server.closeAllConnections();
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
		await this.sandbox.close();
	}

	private async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const { method = '', url = '', headers } = incoming;
		const { pathname: path, searchParams } = new URL(url, this.url);
		const body = await textOf(incoming);
		const isCheck = path === POLL;
		const call: Call = {
			...{ method, path, isCheck, said: decodeURIComponent(url) + body },
			...{
				hadEffect: false,
				wasAnswered: false,
				toldNothing: false,
				toldSuccess: false,
				toldCompletion: false,
			},
		};
		this.calls.push(call);
		const nth = this.calls.filter((each) => each.isCheck === isCheck).length;
		const { fault, strikes } = this.fault ?? {};
		const isHit = fault !== undefined && strikes?.(call, nth) === true;
		const key = String(headers['x-api-key']);

		const passesOn = !isHit || fault.moment === 'after';
		const real: Answer = passesOn
			? await this.passOn(method, url, body, key)
			: { status: 200, headers: {}, text: '{}' };
		call.hadEffect = passesOn && method !== 'GET' && contentOf(real) !== undefined;
		const answer = isHit ? fault.spoil(real, key) : real;
		const isReal = answer.text === real.text && contentOf(answer) !== undefined;
		call.wasAnswered = passesOn && isReal;
		call.toldSuccess =
			call.hadEffect && (answer.status === 204 || contentOf(answer)?.success === true);
		call.toldNothing = isEmptyList(answer);
		call.taskId = isCheck ? (searchParams.get('api_agent_task_id') ?? undefined) : taskIdIn(answer);
		call.toldCompletion = isCheck && tellsCompletion(answer, call.taskId ?? null);
		await send(response, answer);
	}

	private async passOn(method: string, url: string, body: string, key: string): Promise<Answer> {
		const { statusCode, body: answer } = await request(this.sandbox.url + url, {
			method: method === 'POST' || method === 'PUT' || method === 'DELETE' ? method : 'GET',
			headers: { 'x-api-key': key, ...(body && { 'content-type': 'application/json' }) },
			body: body || undefined,
		});
		const headers = { 'content-type': 'application/json; charset=utf-8' };
		return { status: statusCode, headers, text: await answer.text() };
	}
}
