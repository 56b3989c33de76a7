import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { z } from 'zod';
import { QueueMode, type Added } from '../../test/queue/support/queueMode';
import { isOver } from '../n8n/workflows';
import { type Ask, WORKFLOWS, type WorkflowName, planDrill, planKills } from './plan';
import { type Account, saidBy } from './reconcile';
import { LAST_NODE, drillWorkflow } from './workflows';

/** n8n notices late that a worker died, and some requests are left without an answer for a minute. */
const PATIENCE_MS = 400_000;
const RECORD_EVERY_MS = 3000;

export interface DrillOptions {
	major: number;
	seed: string;
	sends: number;
	/** No send is asked for after that. */
	maxMs: number;
	/** Says how far it is. */
	report: (text: string) => void;
}

const started = z.object({ id: z.coerce.string(), ask: z.string() });

/** One drill on one n8n. */
class Drill {
	private readonly plan;
	private readonly asked: Ask[] = [];
	/** Executions by ask. They are noted while they run, because n8n keeps no data of some that die. */
	private readonly executions = new Map<string, string>();
	private kills = 0;
	private isAsking = true;

	constructor(
		private readonly n8n: QueueMode,
		private readonly workflows: Map<WorkflowName, Added>,
		private readonly options: DrillOptions,
	) {
		this.plan = planDrill(options.seed, options.sends);
	}

	async run() {
		const start = Date.now();
		this.n8n.sandbox.reset({
			seed: this.options.seed,
			switches: {
				taskDelayMs: [50, 500],
				pickUpMs: 0,
				oneAtATime: false,
				faults: this.plan.faults,
			},
		});
		const killing = this.killWorkers();
		const recording = this.recordExecutions();
		await this.ask();
		this.isAsking = false;
		await Promise.all([killing, recording]);
		await this.n8n.completeWorkers();
		await this.settle();
		const accounts = await this.accounts();
		return { accounts, kills: this.kills, seconds: (Date.now() - start) / 1000 };
	}

	/** Calls the webhooks. A caller that gets no answer does not ask again. */
	private async ask() {
		const end = Date.now() + this.options.maxMs;
		const { url } = this.n8n.cluster.main;
		const client = new Pool(url, { connections: 20 });
		const calls: Promise<unknown>[] = [];
		for (const ask of this.plan.asks) {
			if (Date.now() > end) break;
			await sleep(ask.afterMs);
			this.asked.push(ask);
			calls.push(this.call(client, ask).catch(() => undefined));
			if (this.asked.length % 250 === 0) this.report(`${this.asked.length} sends requested`);
		}
		await Promise.all(calls);
		await client.close();
	}

	private async call(client: Pool, { name, workflow, person }: Ask) {
		const { id } = this.n8n.sandbox.world.connections[person];
		const { body } = await client.request({
			method: 'POST',
			path: `/webhook/${this.workflows.get(workflow)?.path ?? ''}`,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ ask: name, urn: `urn:li:fsd_profile:${id}` }),
		});
		await body.dump();
	}

	/** Repeated power cuts: each worker comes back with the disk that it had. */
	private async killWorkers() {
		const restarts: Promise<void>[] = [];
		for (const { afterMs, worker: nth } of planKills(this.options.seed)) {
			await sleep(afterMs);
			if (!this.isAsking) break;
			const worker = this.n8n.workers[nth];
			if (!worker.ready) continue;
			await worker.kill();
			this.kills++;
			restarts.push(worker.start());
		}
		await Promise.all(restarts);
	}

	private async recordExecutions() {
		do {
			await sleep(RECORD_EVERY_MS);
			await this.noteExecutions();
		} while (this.isAsking);
	}

	private async noteExecutions() {
		const ask = `substring(data from 'drill-[^"]*-[0-9]{4}')`;
		const query = `select "executionId" as id, ${ask} as ask from execution_data where ${ask} is not null`;
		for (const found of await this.n8n.cluster.sql(started, query)) {
			this.executions.set(found.ask, found.id);
		}
	}

	private async settle() {
		const end = Date.now() + PATIENCE_MS;
		for (;;) {
			const all = [...this.workflows.values()].map((each) => this.n8n.executionsOf(each));
			const open = (await Promise.all(all)).flat().filter((each) => !isOver(each));
			if (open.length === 0 || Date.now() > end) break;
			this.report(`${open.length} executions have not ended`);
			await sleep(10_000);
		}
		await this.noteExecutions();
	}

	private async accounts() {
		const counts = new Map<string | null, number>();
		for (const { text } of this.n8n.sandbox.ledger.created) {
			counts.set(text, (counts.get(text) ?? 0) + 1);
		}
		const accounts: Account[] = [];
		for (const { name } of this.asked) {
			const id = this.executions.get(name);
			const execution = id === undefined ? undefined : await this.n8n.cluster.main.execution(id);
			accounts.push({
				ask: name,
				times: counts.get(name) ?? 0,
				...saidBy(execution, LAST_NODE),
			});
		}
		return accounts;
	}

	private report(text: string) {
		this.options.report(`${text}, ${this.kills} workers killed`);
	}
}

export async function runDrill(options: DrillOptions) {
	const n8n = await QueueMode.start(options.major);
	try {
		const workflows = new Map<WorkflowName, Added>();
		for (const name of WORKFLOWS) workflows.set(name, await n8n.add(drillWorkflow(name)));
		return await new Drill(n8n, workflows, options).run();
	} finally {
		await n8n.cluster.stop();
	}
}
