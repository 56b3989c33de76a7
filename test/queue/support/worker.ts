import fs from 'node:fs';
import path from 'node:path';

import { request } from 'undici';

import { withoutOthers } from '../../../scripts/n8n/config';
import { freePort } from '../../../scripts/n8n/ports';
import { ServerProcess } from '../../../scripts/n8n/process';
import type { Server } from '../../../scripts/n8n/server';
import { until } from '../../../scripts/n8n/workflows';

const START_MS = 120_000;

/** One worker, with a user folder of its own, as on a machine of its own. */
class Worker {
	private readonly log: string;
	private process: ServerProcess | undefined;
	private isStarted = false;

	constructor(
		private readonly main: Server,
		private readonly folder: string,
		private readonly concurrency: number,
	) {
		this.log = path.join(folder, 'worker.log');
	}

	get running() {
		return this.process?.running ?? false;
	}

	/** Whether it takes executions. */
	get ready() {
		return this.running && this.isStarted;
	}

	async start() {
		const { main, folder, log, concurrency } = this;
		const [port, brokerPort] = [await freePort(), await freePort()];
		fs.rmSync(log, { force: true });
		const args = [main.n8n.script, 'worker', `--concurrency=${concurrency}`];
		const started = new ServerProcess(main.n8n.node, args, {
			cwd: folder,
			env: {
				...withoutOthers(process.env),
				...main.env,
				N8N_USER_FOLDER: folder,
				N8N_LOG_LEVEL: 'info',
				N8N_RUNNERS_BROKER_PORT: String(brokerPort),
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(port),
				N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			},
			log,
		});
		this.process = started;
		this.isStarted = false;
		await until('The worker', START_MS, async () => {
			if (!started.running) throw new Error(`The worker ended: ${started.lastWords()}`);
			return await isReady(port);
		});
		this.isStarted = true;
	}

	/** Lets it finish what it is doing. */
	async stop() {
		await this.process?.stop();
	}

	/** Ends it at once, as a crash would. */
	async kill() {
		await this.process?.kill();
	}

	/** Whether it took this execution, by its log. */
	took(executionId: string) {
		return fs.readFileSync(this.log, 'utf8').includes(`started execution ${executionId} `);
	}
}

async function isReady(port: number) {
	try {
		const { statusCode, body } = await request(`http://127.0.0.1:${port}/healthz/readiness`);
		await body.dump();
		return statusCode === 200;
	} catch {
		return false;
	}
}

export { Worker };
