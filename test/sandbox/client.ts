import { Pool, type Dispatcher } from 'undici';
import { z } from 'zod';
import {
	LINKUP_KEY,
	OUTX_KEY,
	startSandbox,
	type JsonObject,
	type ResetOptions,
	type Switches,
} from '../../sandbox';

// A busy machine may take its time over a world of 1,400 people.
jest.setTimeout(60_000);

/** Nothing takes time. */
export const AT_ONCE = { taskDelayMs: 0, pickUpMs: 0, firstScanMs: 0 } satisfies Partial<Switches>;

const created = z.object({ api_agent_task_id: z.string() });
const taskStatus = z.object({
	data: z.object({
		id: z.string(),
		status: z.string(),
		task_input: z.record(z.unknown()),
		task_output: z.unknown(),
	}),
});

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

export interface Answer {
	status: number;
	headers: Dispatcher.ResponseData['headers'];
	text: string;
	/** Undefined when the text is not JSON. */
	json: unknown;
	read: <Shape>(schema: z.ZodType<Shape>) => Shape;
}

interface CallOptions {
	/** Null for none. */
	key?: string | null;
}

/** A sandbox where nothing takes time unless the switches say so, and how the tests talk to it. */
export async function startClient(switches: Partial<Switches> = {}) {
	const sandbox = await startSandbox({ switches: { ...AT_ONCE, ...switches } });
	const pool = new Pool(sandbox.url);

	async function call(
		method: Dispatcher.HttpMethod,
		path: string,
		body?: unknown,
		{ key = OUTX_KEY }: CallOptions = {},
	): Promise<Answer> {
		const response = await pool.request({
			method,
			path,
			headers: {
				...(key === null ? {} : { 'x-api-key': key }),
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			body: body === undefined ? null : JSON.stringify(body),
		});
		const text = await response.body.text();
		const json = parse(text);
		const { statusCode: status, headers } = response;
		return { status, headers, text, json, read: (schema) => schema.parse(json) };
	}

	const agent = async (path: string, body: JsonObject = {}) =>
		await call('POST', `/linkedin-agent/${path}`, body);
	const create = async (path: string, body?: JsonObject) =>
		(await agent(path, body)).read(created).api_agent_task_id;
	const status = async (id: string) =>
		await call('GET', `/linkedin-agent/get-task-status?api_agent_task_id=${id}`);
	const task = async (id: string) => (await status(id)).read(taskStatus).data;

	return {
		sandbox,
		call,
		/** Sends a request to a LinkedIn endpoint. */
		agent,
		/** Returns the id of a new task. */
		create,
		status,
		task,
		/** Creates a task and returns its status. */
		run: async (path: string, body?: JsonObject) => await task(await create(path, body)),
		network: async (action: string, params: JsonObject, account_id = 'acc_sandbox') =>
			await call('POST', '/v2/network', { account_id, action, params }, { key: LINKUP_KEY }),
		/** Sends a request to what controls the sandbox, which needs no key. */
		control: async (method: Dispatcher.HttpMethod, path: string, body?: unknown) =>
			await call(method, `/sandbox/${path}`, body, { key: null }),
		/** Starts afresh, and nothing takes time unless the switches say so. */
		reset({ seed, switches: change }: ResetOptions = {}) {
			sandbox.reset({ seed, switches: { ...AT_ONCE, ...change } });
		},
		async close() {
			await sandbox.close();
			await pool.destroy();
		},
	};
}

export type SandboxClient = Awaited<ReturnType<typeof startClient>>;

/** A client for the tests of a file, which starts afresh before each of them unless they do it themselves. */
export function setUpClient({ resetsEach = true } = {}): SandboxClient {
	// Filled before the first test, and read only in tests.
	const client = {} as SandboxClient;
	beforeAll(async () => {
		Object.assign(client, await startClient());
	});
	if (resetsEach) {
		beforeEach(() => {
			client.reset();
		});
	}
	afterAll(async () => {
		await client.close();
	});
	return client;
}
