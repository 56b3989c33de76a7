/*
 * n8n in queue mode, all on this computer: a main server, its workers, PostgreSQL, Redis, and the sandbox.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withoutOthers } from '../../../scripts/n8n/config';
import { packPackages, installPackages } from '../../../scripts/n8n/packages';
import { freePort } from '../../../scripts/n8n/ports';
import { ServerProcess } from '../../../scripts/n8n/process';
import { Server } from '../../../scripts/n8n/server';
import { until } from '../../../scripts/n8n/workflows';
import { startSandbox } from '../../../sandbox';
import { startGate } from './gate';
import { startServices } from './services';

const START_MS = 120_000;
const OUTX_KEY = 'outx_sandbox_key';

/** Otherwise it takes n8n two minutes to notice that a worker is dead, and half a minute to stop one. */
const IMPATIENT = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
	N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
};

/** One worker, with a user folder of its own, as on a machine of its own. */
class Worker {
	constructor(main, folder, { env, concurrency }) {
		this.main = main;
		this.folder = folder;
		this.env = env;
		this.concurrency = concurrency;
		this.log = path.join(folder, 'worker.log');
	}

	async start() {
		const { main, folder, log, concurrency } = this;
		const [port, brokerPort] = [await freePort(), await freePort()];
		fs.rmSync(log, { force: true });
		const args = [main.n8n.script, 'worker', `--concurrency=${concurrency}`];
		this.process = new ServerProcess(main.n8n.node, args, {
			cwd: folder,
			env: {
				...withoutOthers(process.env),
				...main.env,
				...this.env,
				N8N_USER_FOLDER: folder,
				N8N_LOG_LEVEL: 'info',
				N8N_RUNNERS_BROKER_PORT: String(brokerPort),
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(port),
				N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			},
			log,
		});
		await until('The worker', START_MS, async () => {
			if (!this.process.running) throw new Error(`The worker ended: ${this.process.lastWords()}`);
			return fetch(`http://127.0.0.1:${port}/healthz/readiness`).then(
				({ ok }) => ok,
				() => false,
			);
		});
	}

	/** Which execution it took, by its log. */
	took(executionId) {
		const text = fs.readFileSync(this.log, 'utf8');
		return text.includes(`started execution ${executionId} `);
	}

	/** Bytes that it and its task runner hold in memory now. */
	memory() {
		const status = fs.readFileSync(`/proc/${this.process.child.pid}/status`, 'utf8');
		return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)[1]) * 1024;
	}
}

async function startCluster(major, { workers = 2, concurrency = 25, env = {} } = {}) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'outx-queue-'));
	// PostgreSQL may run as somebody else, who has to get through here.
	fs.chmodSync(folder, 0o711);
	/** What has to be stopped, in the order in which it came. */
	const parts = [];
	const cluster = {
		folder,
		workers: [],
		async stop() {
			while (parts.length > 0) await parts.pop()();
			fs.rmSync(folder, { recursive: true, force: true });
		},
	};
	try {
		const services = await startServices(path.join(folder, 'services'));
		parts.push(() => services.stop());
		cluster.sql = services.sql;
		cluster.execute = services.execute;
		cluster.databaseLog = () => fs.readFileSync(services.postgresLog, 'utf8');
		cluster.sandbox = await startSandbox();
		parts.push(() => cluster.sandbox.close());
		cluster.gate = await startGate(cluster.sandbox.url);
		parts.push(() => cluster.gate.close());

		const packages = await packPackages(path.join(folder, 'packed'));
		const shared = {
			...IMPATIENT,
			EXECUTIONS_MODE: 'queue',
			N8N_ENCRYPTION_KEY: 'only-for-this-test',
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(services.postgresPort),
			DB_POSTGRESDB_DATABASE: 'n8n',
			DB_POSTGRESDB_USER: 'n8n',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(services.redisPort),
			...env,
		};
		const home = path.join(folder, 'main');
		const main = await Server.prepare({ major, folder: home, packages, env: shared });
		parts.push(() => main.stop());
		await main.start();
		cluster.main = main;
		await main.importCredential('OutX', 'outxApi', {
			apiKey: OUTX_KEY,
			baseUrl: cluster.gate.url,
		});

		for (let nth = 1; nth <= workers; nth++) {
			const home = path.join(folder, `worker-${nth}`);
			fs.mkdirSync(home);
			await installPackages(home, packages);
			const worker = new Worker(main, home, { env: shared, concurrency });
			cluster.workers.push(worker);
			parts.push(() => worker.process?.stop());
		}
		await Promise.all(cluster.workers.map((worker) => worker.start()));
		return cluster;
	} catch (error) {
		await cluster.stop();
		throw error;
	}
}

export { startCluster };
