import fs from 'node:fs';
import path from 'node:path';
import { startSandbox } from '../../sandbox';
import { Server } from '../../scripts/n8n/server';
import { isOver, until } from '../../scripts/n8n/workflows';
import { majors } from './setup';

const SANDBOX_KEY = 'outx_sandbox_key';
/** Tasks end quickly, but not before their creation is answered. */
const QUICK = { taskDelayMs: 50, pickUpMs: 20, firstScanMs: 0 };
const packages = () => process.env.OUTX_E2E_PACKAGES.split('\n');
const STATUS_PATH = '/linkedin-agent/get-task-status';

/** A real n8n with the packed nodes, and the sandbox that they talk to. */
class Stage {
	constructor(major) {
		this.major = major;
	}

	async open(install) {
		const { major } = this;
		this.folder = fs.mkdtempSync(path.join(process.env.OUTX_E2E_FOLDER, `n8n-${major}-`));
		await install?.(this.folder);
		this.sandbox = await startSandbox({ switches: QUICK });
		this.server = await Server.prepare({
			major,
			folder: this.folder,
			packages: install ? [] : packages(),
		});
		await this.server.start();
		this.credential = await this.server.importCredential('OutX', 'outxApi', {
			apiKey: SANDBOX_KEY,
			baseUrl: this.sandbox.url,
		});
	}

	async close() {
		await this.server?.stop();
		await this.sandbox?.close();
		fs.rmSync(this.folder, { recursive: true, force: true });
	}

	/** A fresh made-up LinkedIn. */
	reset(switches = {}) {
		this.sandbox.reset({ switches: { ...QUICK, ...switches } });
	}

	/** Has the sandbox do something. */
	async control(method, address, body) {
		const response = await fetch(this.sandbox.url + address, {
			method,
			headers: body && { 'content-type': 'application/json' },
			body: body && JSON.stringify(body),
		});
		return await response.json();
	}

	/** The requests to OutX whose path ends so. */
	requests(ending) {
		return this.sandbox.requests.filter(({ path: asked }) => asked.endsWith(ending));
	}

	/** Waits until that many of these requests have come. */
	async requested(ending, count, timeoutMs = 30_000) {
		await until(`${count} requests to ${ending}`, timeoutMs, async () => {
			return this.requests(ending).length >= count;
		});
	}

	/** Somebody of the made-up LinkedIn: URNs of so many connections. */
	connections(count) {
		return this.sandbox.world.connections
			.slice(0, count)
			.map(({ id }) => `urn:li:fsd_profile:${id}`);
	}

	/** How often each of these people was really written to. */
	messagesTo(urns) {
		return urns.map(
			(urn) => this.sandbox.ledger.by_recipient[urn.split(':').pop()]?.created_by_kind.message ?? 0,
		);
	}

	/** Imports a workflow, runs it by hand, and waits for its end. */
	async run(workflow, how) {
		const { id } = await this.server.importWorkflow(workflow);
		return await this.server.waitForExecution(await this.server.runWorkflow(id, how));
	}

	/** The execution of a workflow that starts by itself, the first that gets as far as this node. */
	async executionThatRan(node, workflowId, timeoutMs = 30_000) {
		return await until(`An execution that runs ${node}`, timeoutMs, async () => {
			for (const { id } of await this.server.executionsOf(workflowId)) {
				const execution = await this.server.execution(id);
				if (isOver(execution) && execution.data?.resultData.runData?.[node]) return execution;
			}
			return undefined;
		});
	}
}

/** What n8n says of why an execution did not end well. */
function failureReason({ data }) {
	const { error, lastNodeExecuted } = data?.resultData ?? {};
	return (
		error && { node: lastNodeExecuted, message: error.message, description: error.description }
	);
}

function succeeded(execution) {
	expect({ status: execution.status, reason: failureReason(execution) }).toEqual({
		status: 'success',
	});
}

/**
 * The same tests for each version of n8n, with a server for this file.
 * `install` takes the place of the quick installation of the packages.
 */
function onEachN8n(tests, { install } = {}) {
	for (const major of majors()) {
		describe(`n8n ${major}`, () => {
			const stage = new Stage(major);
			beforeAll(() => stage.open(install));
			afterAll(() => stage.close());
			tests(stage);
		});
	}
}

export { onEachN8n, packages, failureReason, succeeded, SANDBOX_KEY, STATUS_PATH, until };
