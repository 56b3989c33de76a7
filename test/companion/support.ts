/* Runs the built companion in n8n's own engine, against a server over real HTTP that says whatever a test wants. */
import path from 'node:path';

import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import type {
	IDataObject,
	INode,
	INodeCredentialTestResult,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';

import { loadEngine, ROOT, type Engine } from '../support/engine';

export const COMPANION = path.join(ROOT, 'companion', 'n8n-nodes-linkup-network');
export const KEY = 'linkup-key-0123456789';

let loading: Promise<Engine> | undefined;

/** The companion, loaded the way n8n loads an installed package. */
export async function loadCompanion(): Promise<Engine> {
	loading ??= loadEngine(COMPANION);
	return await loading;
}

const credentialsFor = (baseUrl: string, apiKey: string) => ({ linkupApi: { apiKey, baseUrl } });

export interface NodeOptions {
	baseUrl: string;
	parameters: INodeParameters;
	apiKey?: string;
	input?: INodeExecutionData[];
	/** Settings of the node, such as onError. */
	node?: Partial<INode>;
	/** Presses the stop button as soon as this holds. */
	cancelWhen?: () => boolean;
}

/** What became of the node: its items, its error branch, and the error that ended the run. */
export async function runNode({
	baseUrl,
	parameters,
	apiKey = KEY,
	input = [{ json: {} }],
	node,
	cancelWhen,
}: NodeOptions) {
	const engine = await loadCompanion();
	const run = await engine.runNode(
		'linkupNetwork',
		{ accountId: 'acc_sandbox', ...parameters },
		{ credentials: credentialsFor(baseUrl, apiKey), items: input, settings: node, cancelWhen },
	);
	return {
		status: run.status,
		items: run.items,
		errorItems: run.data('Node', 1),
		error: run.error,
		everything: JSON.stringify(run.raw.data.resultData),
	};
}

/** What the Test button of the credential does. */
export async function testCredential({
	baseUrl,
	apiKey = KEY,
}: Pick<NodeOptions, 'baseUrl' | 'apiKey'>): Promise<INodeCredentialTestResult> {
	return await (await loadCompanion()).testCredential('linkupApi', { apiKey, baseUrl });
}

export interface Call {
	url: string;
	/** What LinkupAPI takes: an action, an account, and the fields of the action. */
	body: IDataObject;
	headers: FastifyRequest['headers'];
}

export type Answer = (body: IDataObject, request: FastifyRequest, reply: FastifyReply) => unknown;

export interface Server {
	url: string;
	calls: Call[];
	close(): Promise<void>;
}

/** A server that records every call and answers with what `answer` returns. */
export async function startServer(answer: Answer): Promise<Server> {
	const app = fastify({ forceCloseConnections: true });
	const calls: Call[] = [];
	app.all<{ Body: IDataObject | undefined }>('/*', async (request, reply) => {
		const { url, headers, body = {} } = request;
		calls.push({ url, body, headers });
		return await answer(body, request, reply);
	});
	const url = await app.listen({ port: 0, host: '127.0.0.1' });
	return {
		url,
		calls,
		close: async () => {
			await app.close();
		},
	};
}

/** LinkupAPI's envelope around a result. */
export const success = (data: unknown, credits = 1) => ({
	success: true,
	data,
	metadata: { credits_consumed: credits, timestamp: '2026-04-26T10:35:00Z' },
});

/** LinkupAPI's envelope around a refusal. */
export const refusal = (code: string, message = 'something the API says') => ({
	success: false,
	error: { code, message },
	metadata: { credits_consumed: 0, timestamp: '2026-04-26T10:35:00Z' },
});
