import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from './client';

/** @typedef {import('./client').Json} Json */

const LOOK_EVERY_MS = 200;

/** @param {Json} execution */
const isOver = ({ status }) =>
	['success', 'error', 'crashed', 'canceled', 'failed'].includes(status);

/** Asks again and again until there is an answer. @param {string} what @param {number} timeoutMs @param {() => Promise<any>} look */
async function until(what, timeoutMs, look) {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const found = await look();
		if (found) return found;
		if (Date.now() > deadline) throw new Error(`${what}: not within ${timeoutMs / 1000} s`);
		await sleep(LOOK_EVERY_MS);
	}
}

/** Workflows and their executions. */
class WorkflowClient extends Client {
	/** @param {string} url @param {import('./ensure').N8n} n8n */
	constructor(url, n8n) {
		super(url);
		this.n8n = n8n;
		this.flatted = n8n.require('flatted');
	}

	/**
	 * Takes a workflow as it is exported. Its credentials become those of this server, by type.
	 * @param {Json} json
	 * @param {{ activate?: boolean }} [options]
	 * @returns {Promise<Json>}
	 */
	async importWorkflow(json, { activate = false } = {}) {
		const known = await this.api('GET', '/credentials');
		const here = (/** @type {string} */ type, /** @type {Json} */ asked) => {
			const ofType = known.filter((/** @type {Json} */ each) => each.type === type);
			const same = ofType.find((/** @type {Json} */ each) => each.name === asked.name) ?? ofType[0];
			return same ? { id: same.id, name: same.name } : asked;
		};
		const nodes = json.nodes.map((/** @type {Json} */ node) => ({
			...node,
			...(node.credentials && {
				credentials: Object.fromEntries(
					Object.entries(node.credentials).map(([type, asked]) => [type, here(type, asked)]),
				),
			}),
		}));
		const { name, connections, settings = {}, pinData = {} } = json;
		const workflow = { name, nodes, connections, settings, pinData, active: false };
		const made = await this.api('POST', '/workflows', workflow);
		if (activate) await this.activate(made);
		return made;
	}

	/** Activates it, or publishes it as n8n 2 has it, and waits until its triggers are live. @param {Json} workflow */
	async activate({ id, versionId }) {
		await this.api('POST', `/workflows/${id}/activate`, { versionId });
		if (this.n8n.major === 1) return;
		await until(`Publishing workflow ${id}`, 20_000, async () => {
			const { status, triggers } = await this.api('GET', `/workflows/${id}/publication-status`);
			if (status === 'failed') throw new Error(`Not published: ${JSON.stringify(triggers)}`);
			return status === 'published';
		});
	}

	/** @param {string} id */
	async deactivate(id) {
		await this.api('POST', `/workflows/${id}/deactivate`, {});
	}

	/**
	 * Presses "Execute workflow". With `destination` and `runData` of an earlier execution, "Execute step".
	 * @param {string} id
	 * @param {{ trigger?: string, destination?: string, runData?: Json }} [how]
	 * @returns {Promise<string>} the execution's id
	 */
	async runWorkflow(id, { trigger, destination, runData } = {}) {
		const workflowData = await this.api('GET', `/workflows/${id}`);
		const first = workflowData.nodes.find((/** @type {Json} */ { type }) => /trigger$/i.test(type));
		const { executionId } = await this.api('POST', `/workflows/${id}/run`, {
			workflowData,
			...(destination && { destinationNode: { nodeName: destination, mode: 'inclusive' } }),
			...(runData ? { runData } : { triggerToStartFrom: { name: trigger ?? first?.name } }),
		});
		return executionId;
	}

	/** @param {string} id */
	async execution(id) {
		const { data, ...execution } = await this.api('GET', `/executions/${id}`);
		const unpacked = typeof data === 'string' ? this.flatted.parse(data) : data;
		return { ...execution, data: unpacked };
	}

	/** @param {string} id @param {string} status @param {number} [timeoutMs] */
	async waitForStatus(id, status, timeoutMs = 30_000) {
		await until(`Execution ${id} being ${status}`, timeoutMs, async () => {
			const execution = await this.execution(id);
			return execution.status === status;
		});
	}

	/** The execution when it is over, with its data. @param {string} id @param {number} [timeoutMs] */
	async waitForExecution(id, timeoutMs = 60_000) {
		return until(`The end of execution ${id}`, timeoutMs, async () => {
			const execution = await this.execution(id);
			// The data can come a moment after the status.
			const complete = execution.data?.resultData?.runData ?? execution.status === 'crashed';
			return isOver(execution) && complete ? execution : undefined;
		});
	}

	/** All executions of a workflow, newest first. @param {string} workflowId */
	async executionsOf(workflowId) {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.api('GET', `/executions?filter=${filter}`);
		return results;
	}

	/** Presses the stop button. @param {string} id */
	async stopExecution(id) {
		return this.api('POST', `/executions/${id}/stop`, {});
	}
}

/** The JSON of the items that left a node. @param {Json} execution @param {string} node @param {number} [branch] @param {number} [turn] */
function itemsOf(execution, node, branch = 0, turn = -1) {
	const runs = execution.data.resultData.runData[node] ?? [];
	return (runs.at(turn)?.data?.main?.[branch] ?? []).map((/** @type {Json} */ { json }) => json);
}

export { WorkflowClient, isOver, itemsOf, until };
