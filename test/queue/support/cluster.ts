/*
 * n8n in queue mode, all on this computer: a main server, its workers, PostgreSQL, Redis, and the sandbox.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { OUTX_KEY, startSandbox } from '../../../sandbox';
import { installPackages, packPackages } from '../../../scripts/n8n/packages';
import { Server } from '../../../scripts/n8n/server';
import { startGate } from './gate';
import { startServices, type Services } from './services';
import { Worker } from './worker';

/** Otherwise it takes n8n two minutes to notice that a worker is dead, and half a minute to stop one. */
const IMPATIENT = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
	N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
};

interface Options {
	workers?: number;
	/** Executions that one worker runs side by side. */
	concurrency?: number;
	/** For the main server and the workers. */
	env?: Record<string, string>;
}

type Cluster = Awaited<ReturnType<typeof startCluster>>;

const queueMode = ({ postgresPort, redisPort }: Services) => ({
	EXECUTIONS_MODE: 'queue',
	N8N_ENCRYPTION_KEY: 'only-for-this-test',
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: '127.0.0.1',
	DB_POSTGRESDB_PORT: String(postgresPort),
	DB_POSTGRESDB_DATABASE: 'n8n',
	DB_POSTGRESDB_USER: 'n8n',
	QUEUE_BULL_REDIS_HOST: '127.0.0.1',
	QUEUE_BULL_REDIS_PORT: String(redisPort),
});

async function startCluster(
	major: number,
	{ workers: count = 2, concurrency = 25, env = {} }: Options = {},
) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'outx-queue-'));
	// PostgreSQL may run as somebody else, who has to get through here.
	fs.chmodSync(folder, 0o711);
	/** What has to be stopped, in the order in which it came. */
	const parts: (() => Promise<unknown>)[] = [];
	const stop = async () => {
		for (const end of parts.splice(0).reverse()) await end();
		fs.rmSync(folder, { recursive: true, force: true });
	};
	try {
		const services = await startServices(path.join(folder, 'services'));
		parts.push(() => services.stop());
		const sandbox = await startSandbox();
		parts.push(() => sandbox.close());
		const gate = await startGate(sandbox.url);
		parts.push(() => gate.close());

		const packages = await packPackages(path.join(folder, 'packed'));
		const main = await Server.prepare({
			major,
			folder: path.join(folder, 'main'),
			packages,
			env: { ...IMPATIENT, ...queueMode(services), ...env },
		});
		parts.push(() => main.stop());
		await main.start();
		await main.importCredential('OutX', 'outxApi', { apiKey: OUTX_KEY, baseUrl: gate.url });

		const workers: Worker[] = [];
		for (let nth = 1; nth <= count; nth++) {
			const home = path.join(folder, `worker-${nth}`);
			fs.mkdirSync(home);
			await installPackages(home, packages);
			const worker = new Worker(main, home, concurrency);
			workers.push(worker);
			parts.push(() => worker.stop());
		}
		await Promise.all(workers.map((worker) => worker.start()));
		return {
			folder,
			main,
			workers,
			sandbox,
			gate,
			sql: services.sql,
			execute: services.execute,
			databaseLog: () => fs.readFileSync(services.postgresLog, 'utf8'),
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

export { startCluster, type Cluster };
