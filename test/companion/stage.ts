/*
 * What the tests of the companion stand on: its built node in n8n's own engine, against a server over real HTTP that
 * says whatever a test wants.
 */
import path from 'node:path';

import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import {
	linkupCredentials,
	loadEngine,
	ROOT,
	type Engine,
	type NodeRun,
	type RunOptions,
} from '../support/engine';
import { numberOf, objectOf, present } from '../support/json';
import {
	startStrangeServer,
	type StrangeRequest,
	type StrangeServer,
} from '../support/strangeServer';

export const COMPANION = path.join(ROOT, 'companion', 'n8n-nodes-linkup-network');
export const NODE_TYPE = 'linkupNetwork';
export const KEY = 'linkup-key-0123456789';

/** What the server answers. Without a body it breaks the connection. */
export interface Reply {
	status?: number;
	/** Text as it is, anything else as JSON. */
	body?: unknown;
	location?: string;
}

/** LinkupAPI's envelope around a result. */
export const success = (data: unknown, credits = 1): Reply => ({
	body: {
		success: true,
		data,
		metadata: { credits_consumed: credits, timestamp: '2026-04-26T10:35:00Z' },
	},
});

/** LinkupAPI's envelope around a refusal. */
export const refusal = (
	status: number,
	code: string,
	message = 'something the API says',
): Reply => ({
	status,
	body: {
		success: false,
		error: { code, message },
		metadata: { credits_consumed: 0, timestamp: '2026-04-26T10:35:00Z' },
	},
});

/** The action's parameters in a request. */
export const paramsOf = ({ body }: StrangeRequest): IDataObject => objectOf(body.params);

type Answer = (params: IDataObject, request: StrangeRequest) => Reply | Promise<Reply>;

export async function startServer(answer: Answer = () => success({})): Promise<StrangeServer> {
	return await startStrangeServer(async ({ response, ...request }) => {
		const params = 'params' in request.body ? paramsOf(request) : {};
		const { status = 200, body, location } = await answer(params, request);
		if (body === undefined) {
			response.destroy();
			return;
		}
		if (location !== undefined) response.setHeader('location', location);
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(typeof body === 'string' ? body : JSON.stringify(body));
	});
}

export interface CompanionRun extends RunOptions {
	baseUrl?: string;
	apiKey?: string;
	settings?: Partial<INode>;
}

export class Companion {
	private loaded: Engine | undefined;

	private running: StrangeServer | undefined;

	get engine(): Engine {
		return present(this.loaded);
	}

	get server(): StrangeServer {
		return present(this.running);
	}

	/** The bodies of all requests. */
	get bodies(): IDataObject[] {
		return this.server.requests.map(({ body }) => body);
	}

	/** The parameters of all requests. */
	get params(): IDataObject[] {
		return this.server.requests.map(paramsOf);
	}

	async load(): Promise<void> {
		this.loaded = await loadEngine(COMPANION);
	}

	/** Starts the server that the node of this test talks to. */
	async start(answer?: Answer): Promise<void> {
		this.running = await startServer(answer);
	}

	async stop(): Promise<void> {
		await this.running?.close();
		this.running = undefined;
	}

	async run(parameters: INodeParameters, options: CompanionRun = {}): Promise<NodeRun> {
		const { baseUrl = this.running?.url ?? '', apiKey = KEY, ...more } = options;
		return await this.engine.runNode(
			NODE_TYPE,
			{ accountId: 'acc_sandbox', ...parameters },
			{ credentials: linkupCredentials(baseUrl, apiKey), ...more },
		);
	}

	/** What the Test button of the credential does. */
	async testCredential(baseUrl: string, apiKey = KEY) {
		const { linkupApi } = linkupCredentials(baseUrl, apiKey);
		return await this.engine.testCredential('linkupApi', linkupApi);
	}
}

/** Shares one engine among the tests of a file; every test has its own server. */
export function setUpCompanion(): Companion {
	jest.setTimeout(60_000);
	const companion = new Companion();
	beforeAll(async () => {
		await companion.load();
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await companion.stop();
	});
	return companion;
}

export const invitation = (operation: string, fields: INodeParameters = {}): INodeParameters => ({
	resource: 'invitation',
	operation,
	...fields,
});
export const GET_CONNECTIONS = { resource: 'connection', operation: 'getAll' };

/** The input item that each of these items came from. */
export const inputsOf = (items: readonly INodeExecutionData[]) =>
	items.map(({ pairedItem }) => numberOf(objectOf(pairedItem).item));
