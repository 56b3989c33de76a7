import fs from 'node:fs';
import path from 'node:path';

import { request, type Dispatcher } from 'undici';
import { z } from 'zod';

import { OUTX_KEY, startSandbox, type Sandbox, type Switches } from '../../sandbox';
import type { Execution } from '../../scripts/n8n/answers';
import { Server } from '../../scripts/n8n/server';
import { isOver, until } from '../../scripts/n8n/workflows';
import { majors } from './setup';
import type { Flow } from './workflows';

type Install = (userFolder: string) => Promise<unknown>;

interface Options {
	/** Takes the place of the quick installation of the packages. */
	install?: Install;
	/** Whether `moveTo` can move n8n's clock. */
	moves?: boolean;
}

const STATUS_PATH = '/linkedin-agent/get-task-status';
/** Tasks end quickly, but not before their creation is answered. */
const QUICK: Partial<Switches> = { taskDelayMs: 50, pickUpMs: 20, firstScanMs: 0 };

const packages = () => (process.env.OUTX_E2E_PACKAGES ?? '').split('\n');

/** A real n8n with the packed nodes, and the sandbox that they talk to. */
class Stage {
	private parts: { folder: string; sandbox: Sandbox; server: Server } | undefined;

	constructor(readonly major: number) {}

	private get open() {
		if (!this.parts) throw new Error('Only a test can use the stage, once it stands');
		return this.parts;
	}

	get folder() {
		return this.open.folder;
	}

	get sandbox() {
		return this.open.sandbox;
	}

	get server() {
		return this.open.server;
	}

	async setUp({ install, moves = false }: Options = {}) {
		const { major } = this;
		const folder = fs.mkdtempSync(path.join(process.env.OUTX_E2E_FOLDER ?? '', `n8n-${major}-`));
		await install?.(folder);
		const sandbox = await startSandbox({ switches: QUICK });
		const server = await Server.prepare({
			major,
			folder,
			packages: install ? [] : packages(),
			env: moves ? movableClock(folder) : {},
		});
		this.parts = { folder, sandbox, server };
		await server.start();
		await server.importCredential('OutX', 'outxApi', {
			apiKey: OUTX_KEY,
			baseUrl: sandbox.url,
		});
	}

	async close() {
		if (!this.parts) return;
		const { folder, sandbox, server } = this.parts;
		await server.stop();
		await sandbox.close();
		fs.rmSync(folder, { recursive: true, force: true });
	}

	/** A fresh made-up LinkedIn. */
	reset(switches: Partial<Switches> = {}) {
		this.sandbox.reset({ switches: { ...QUICK, ...switches } });
	}

	/** Moves n8n and the sandbox forward to this moment, in milliseconds. */
	async moveTo(moment: number) {
		fs.writeFileSync(clockOf(this.folder), String(moment - Date.now()));
		this.sandbox.moveClock(moment);
		await this.server.login();
	}

	/** Has the sandbox do something. */
	async control<T>(
		answer: z.ZodType<T, z.ZodTypeDef, unknown>,
		method: Dispatcher.HttpMethod,
		address: string,
		body?: object,
	): Promise<T> {
		const response = await request(this.sandbox.url + address, {
			method,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		return answer.parse(await response.body.json());
	}

	/** The id of a watchlist of the sandbox. */
	async watchlistId() {
		const answer = z.object({ watchlists: z.array(z.object({ id: z.string() })).min(1) });
		const { watchlists } = await this.control(answer, 'GET', '/sandbox/watchlists');
		return watchlists[0].id;
	}

	/** Has new posts appear in a watchlist. */
	async growPosts(count: number, watchlistId: string) {
		const post = z.object({ id: z.string(), linkedin_post_urn: z.string() }).passthrough();
		const { added } = await this.control(
			z.object({ added: z.array(post).length(count) }),
			'POST',
			'/sandbox/posts/grow',
			{ count, watchlist_id: watchlistId },
		);
		return added;
	}

	/** The requests to OutX whose path ends so. */
	requests(ending: string) {
		return this.sandbox.requests.filter(({ path: asked }) => asked.endsWith(ending));
	}

	/** Waits until that many of these requests have arrived. */
	async requested(ending: string, count: number, timeoutMs = 30_000) {
		await until(
			`${count} requests to ${ending}`,
			timeoutMs,
			() => this.requests(ending).length >= count,
		);
	}

	/** Somebody of the made-up LinkedIn: URNs of so many connections. */
	connections(count: number) {
		return this.sandbox.world.connections
			.slice(0, count)
			.map(({ id }) => `urn:li:fsd_profile:${id}`);
	}

	/** How many messages each of these people really got. */
	messagesTo(urns: string[]) {
		const people = new Map(Object.entries(this.sandbox.ledger.by_recipient));
		return urns.map((urn) => people.get(memberOf(urn))?.created_by_kind.message ?? 0);
	}

	/** Imports a workflow, runs it by hand, and waits for its end. */
	async run(workflow: Flow) {
		const { id } = await this.server.importWorkflow(workflow);
		return await this.runAgain(id);
	}

	/** Runs an imported workflow by hand and waits for its end. */
	async runAgain(id: string, how?: Parameters<Server['runWorkflow']>[1]) {
		return await this.server.waitForExecution(await this.server.runWorkflow(id, how));
	}

	/** The execution of a workflow that starts by itself, the first that gets as far as this node. */
	async executionThatRan(node: string, workflowId: string, timeoutMs = 30_000) {
		return await until(`An execution that runs ${node}`, timeoutMs, async () => {
			for (const { id } of await this.server.executionsOf(workflowId)) {
				const execution = await this.server.execution(id);
				if (isOver(execution) && execution.data?.resultData.runData[node]) return execution;
			}
			return undefined;
		});
	}
}

const clockOf = (folder: string) => path.join(folder, 'clock');

function movableClock(folder: string) {
	fs.writeFileSync(clockOf(folder), '0');
	return {
		OUTX_CLOCK: clockOf(folder),
		NODE_OPTIONS: `--require "${path.join(__dirname, 'movedClock.ts')}"`,
	};
}

/** The bare id that the ledger knows somebody by. */
const memberOf = (urn: string) => urn.slice(urn.lastIndexOf(':') + 1);

/** What n8n says of why an execution did not end well. */
function failureReason({ data }: Execution) {
	const { error, lastNodeExecuted } = data?.resultData ?? {};
	return (
		error && { node: lastNodeExecuted, message: error.message, description: error.description }
	);
}

function succeeded(execution: Execution) {
	expect({ status: execution.status, reason: failureReason(execution) }).toEqual({
		status: 'success',
	});
}

/** What each node of an execution received and returned, by its name. */
function runDataOf({ status, data }: Execution) {
	if (!data) throw new Error(`The execution, ${status}, has no data`);
	return data.resultData.runData;
}

/** The texts of one field in all items. */
const textsOf = (items: Record<string, unknown>[], field: string) =>
	items.map((item) => z.string({ message: `No text in '${field}'` }).parse(item[field]));

/** The same tests for each version of n8n, with a server for this file. */
function onEachN8n(tests: (stage: Stage) => void, options?: Options) {
	for (const major of majors()) {
		describe(`n8n ${major}`, () => {
			const stage = new Stage(major);
			beforeAll(() => stage.setUp(options));
			afterAll(() => stage.close());
			tests(stage);
		});
	}
}

export {
	STATUS_PATH,
	failureReason,
	memberOf,
	onEachN8n,
	packages,
	runDataOf,
	succeeded,
	textsOf,
	until,
};
