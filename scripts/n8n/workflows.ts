import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'flatted';
import type { IDataObject, INode, IRunData } from 'n8n-workflow';
import { z } from 'zod';
import {
	type Execution,
	type ExportedWorkflow,
	executionData,
	executionList,
	listedWorkflow,
	publication,
	startedExecution,
	storedExecution,
	storedWorkflow,
	wholeWorkflow,
} from './answers';
import { Client } from './client';
import type { N8n } from './ensure';

const CHECK_EVERY_MS = 200;

export const isOver = ({ status }: { status: string }) =>
	['success', 'error', 'crashed', 'canceled', 'failed'].includes(status);

/** Checks again and again until there is something. */
export async function until<T>(
	what: string,
	timeoutMs: number,
	check: () => T | false | undefined | null | Promise<T | false | undefined | null>,
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const found = await check();
		if (found) return found;
		if (Date.now() > deadline) throw new Error(`${what}: not within ${timeoutMs / 1000} s`);
		await sleep(CHECK_EVERY_MS);
	}
}

/** Where to begin and to end, instead of at the trigger and at the end. */
interface Part {
	trigger?: string;
	destination?: string;
	/** Of an earlier execution. */
	runData?: IRunData;
}

/** Workflows and their executions. */
export class WorkflowClient extends Client {
	constructor(
		url: string,
		readonly n8n: N8n,
	) {
		super(url);
	}

	async workflows() {
		return z.array(listedWorkflow).parse(await this.api('GET', '/workflows'));
	}

	async workflow(id: string) {
		return wholeWorkflow.parse(await this.api('GET', `/workflows/${id}`));
	}

	/** Takes a workflow as it is exported. Its credentials become those of this server, by type. */
	async importWorkflow(exported: ExportedWorkflow, { activate = false } = {}) {
		const known = await this.credentials();
		const ownCredential = (type: string, name: string) => {
			const ofType = known.filter((each) => each.type === type);
			return ofType.find((each) => each.name === name) ?? ofType.at(0);
		};
		const asked = (credentials: INode['credentials'] = {}) =>
			Object.fromEntries(
				Object.entries(credentials).map(([type, credential]) => {
					const { id, name } = ownCredential(type, credential.name) ?? credential;
					return [type, { id, name }];
				}),
			);
		const nodes = exported.nodes.map((node) => ({
			...node,
			...(node.credentials && { credentials: asked(node.credentials) }),
		}));
		const { name, connections, settings = {}, pinData = {} } = exported;
		const body = { name, nodes, connections, settings, pinData, active: false };
		const made = storedWorkflow.parse(await this.api('POST', '/workflows', body));
		if (activate) await this.activate(made);
		return made;
	}

	/** Activates it, or publishes it as n8n 2 calls it, and waits until its triggers are live. */
	async activate({ id, versionId }: { id: string; versionId?: string }) {
		await this.api('POST', `/workflows/${id}/activate`, { versionId });
		if (this.n8n.major === 1) return;
		await until(`Publishing workflow ${id}`, 20_000, async () => {
			const answer = await this.api('GET', `/workflows/${id}/publication-status`);
			const { status, triggers } = publication.parse(answer);
			if (status === 'failed') throw new Error(`Not published: ${JSON.stringify(triggers)}`);
			return status === 'published';
		});
	}

	async deactivate(id: string) {
		await this.api('POST', `/workflows/${id}/deactivate`, {});
	}

	/** Presses "Execute workflow", or "Execute step" for a part of it. Returns the execution's id. */
	async runWorkflow(id: string, { trigger, destination, runData }: Part = {}) {
		const workflowData = await this.workflow(id);
		const name = trigger ?? workflowData.nodes.find(({ type }) => /trigger$/i.test(type))?.name;
		const { executionId } = startedExecution.parse(
			await this.api('POST', `/workflows/${id}/run`, {
				workflowData,
				...(destination && { destinationNode: { nodeName: destination, mode: 'inclusive' } }),
				...(runData ? { runData } : { triggerToStartFrom: { name } }),
			}),
		);
		return executionId;
	}

	async execution(id: string): Promise<Execution> {
		const { data, ...execution } = storedExecution.parse(
			await this.api('GET', `/executions/${id}`),
		);
		const unpacked: unknown = typeof data === 'string' ? parse(data) : data;
		return { ...execution, data: executionData.safeParse(unpacked).data };
	}

	async waitForStatus(id: string, status: string, timeoutMs = 30_000) {
		await until(`Execution ${id} being ${status}`, timeoutMs, async () => {
			const execution = await this.execution(id);
			return execution.status === status;
		});
	}

	/** The execution when it is over, with its data. */
	async waitForExecution(id: string, timeoutMs = 60_000) {
		return await until(`The end of execution ${id}`, timeoutMs, async () => {
			const execution = await this.execution(id);
			// The data can come a moment after the status.
			const complete = execution.data !== undefined || execution.status === 'crashed';
			return isOver(execution) && complete ? execution : undefined;
		});
	}

	/** All executions of a workflow, newest first. */
	async executionsOf(workflowId: string) {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		return executionList.parse(await this.api('GET', `/executions?filter=${filter}`)).results;
	}

	/** Presses the stop button. */
	async stopExecution(id: string) {
		await this.api('POST', `/executions/${id}/stop`, {});
	}
}

/** The JSON of the items that left a node. */
export function itemsOf({ data }: Execution, node: string, branch = 0, turn = -1): IDataObject[] {
	const runs = new Map(Object.entries(data?.resultData.runData ?? {})).get(node);
	return (runs?.at(turn)?.data?.main[branch] ?? []).map(({ json }) => json);
}
