import { setTimeout as sleep } from 'node:timers/promises';

import { request } from 'undici';
import { z } from 'zod';

import type { Person } from '../../../sandbox';
import { itemsOf, until } from '../../../scripts/n8n/workflows';
import { startCluster, type Cluster } from './cluster';
import type { Chain } from './workflows';

/** A workflow that n8n knows. */
type Added = Chain & { id: string };

const PATIENCE_MS = 120_000;

const Execution = z.object({ id: z.coerce.string(), status: z.string() });
const MarksRow = z.object({ value: z.string() });
const Marks = z.object({ data: z.array(z.string()) });

const urnOf = ({ id }: Person) => `urn:li:fsd_profile:${id}`;
export const isOver = ({ status }: { status: string }) => !/^(new|running|waiting)$/.test(status);

/** Calls workflows on a cluster, and sees from the database and the sandbox what becomes of them. */
class QueueMode {
	private constructor(readonly cluster: Cluster) {}

	static async start(major: number) {
		return new QueueMode(await startCluster(major));
	}

	get sandbox() {
		return this.cluster.sandbox;
	}

	get workers() {
		return this.cluster.workers;
	}

	async add(workflow: Chain): Promise<Added> {
		const { id } = await this.cluster.main.importWorkflow(workflow, { activate: true });
		return { ...workflow, id };
	}

	/** Calls a workflow's webhook and returns the status of its answer. */
	async call({ path }: Added, person: Person) {
		const { statusCode, body } = await request(`${this.cluster.main.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ profile: person.slug, urn: urnOf(person) }),
		});
		await body.dump();
		return statusCode;
	}

	/** Calls one of a workflow's webhooks with a list of people. */
	async callWithAll(path: string, people: Person[]) {
		const { body } = await request(`${this.cluster.main.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ people: people.map((person) => ({ urn: urnOf(person) })) }),
		});
		await body.dump();
	}

	/** The same, and the items that a node of the workflow returns. */
	async itemsForAll(workflow: Added, path: string, people: Person[], node: string) {
		const before = (await this.executionsOf(workflow)).length;
		await this.callWithAll(path, people);
		const { id } = await this.until('The end of the execution', async () => {
			const execution = (await this.executionsOf(workflow)).at(before);
			return execution && isOver(execution) && execution;
		});
		return itemsOf(await this.cluster.main.execution(id), node);
	}

	/** Calls it without waiting for the answer. */
	callOnly(workflow: Added, person: Person) {
		this.call(workflow, person).catch(() => undefined);
	}

	/**
	 * Calls the webhook for each person at once and waits until all executions have ended. Not for all answers: n8n 1
	 * leaves a caller without one now and then, when the execution is over within a moment.
	 */
	async callForAll(workflow: Added, people: Person[]) {
		const before = (await this.executionsOf(workflow)).length;
		const statuses: number[] = [];
		for (const person of people) {
			this.call(workflow, person).then(
				(status) => statuses.push(status),
				() => undefined,
			);
		}
		await this.until('The end of all executions', async () => {
			const executions = (await this.executionsOf(workflow)).slice(before);
			return executions.length === people.length && executions.every(isOver);
		});
		await sleep(1000);
		return statuses;
	}

	async executionsOf({ id }: Added) {
		const query = `select id, status from execution_entity where "workflowId" = '${id}' order by id`;
		return await this.cluster.sql(Execution, query);
	}

	async onlyExecutionOf(workflow: Added) {
		const executions = await this.executionsOf(workflow);
		if (executions.length !== 1) throw new Error(`${executions.length} executions, not one`);
		return executions[0];
	}

	async statusesOf(workflow: Added) {
		return (await this.executionsOf(workflow)).map(({ status }) => status);
	}

	async allEnded(workflow: Added) {
		await this.until('The end of all', async () =>
			(await this.executionsOf(workflow)).every(isOver),
		);
	}

	/** The end of a workflow's only execution, and how many milliseconds it took to come. */
	async endOf(workflow: Added) {
		const start = Date.now();
		const { id, status } = await this.until('The end of the execution', async () => {
			const execution = await this.onlyExecutionOf(workflow);
			return isOver(execution) && execution;
		});
		const execution = await this.cluster.main.execution(id);
		return { ...execution, id, status, afterMs: Date.now() - start };
	}

	/** How many marks of a workflow's last node are in the database: one for each attempt, one for each answer. */
	async marksOf({ id, lastNodeId }: Added) {
		const rows = await this.cluster.sql(
			MarksRow,
			`select value from processed_data where "workflowId" = '${id}' and context = 'n:${lastNodeId}'`,
		);
		return new Set(Marks.parse(JSON.parse(rows[0].value)).data).size;
	}

	/** Everybody who was sent something, as often as it was. */
	recipients() {
		return this.sandbox.ledger.created.map(({ recipient }) => recipient).sort();
	}

	checks() {
		return this.sandbox.requests.filter(({ path }) => path.endsWith('get-task-status'));
	}

	workerOf(executionId: string) {
		const worker = this.workers.find((each) => each.took(executionId));
		if (!worker) throw new Error(`No worker took execution ${executionId}`);
		return worker;
	}

	/** Starts the workers that have gone. */
	async completeWorkers() {
		const gone = this.workers.filter(({ running }) => !running);
		await Promise.all(gone.map((worker) => worker.start()));
	}

	until<T>(what: string, check: Parameters<typeof until<T>>[2]) {
		return until(what, PATIENCE_MS, check);
	}
}

export { QueueMode, type Added };
