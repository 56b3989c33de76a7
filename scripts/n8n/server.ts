import fs from 'node:fs';
import path from 'node:path';
import { request } from 'undici';
import { messageOf } from '../messageOf';
import { environment, withoutOthers } from './config';
import { type N8n, ensureN8n } from './ensure';
import { installPackages } from './packages';
import { freePort } from './ports';
import { ServerProcess } from './process';
import { WorkflowClient, until } from './workflows';

/** A start with a new database runs hundreds of migrations first. */
const START_MS = 120_000;

interface Options {
	major?: number;
	/** Its user folder. */
	folder: string;
	/** Tarballs to install into it. */
	packages?: string[];
	/** The wanted port; the next free one is taken. */
	port?: number;
	env?: Record<string, string>;
}

/** A real n8n on loopback, with its own data folder. */
export class Server extends WorkflowClient {
	readonly log: string;
	process: ServerProcess | undefined;

	private constructor(
		n8n: N8n,
		readonly folder: string,
		port: number,
		readonly env: Record<string, string>,
	) {
		super(`http://127.0.0.1:${port}`, n8n);
		this.log = path.join(folder, 'n8n.log');
	}

	/** Installs what a server needs. It is not running yet. */
	static async prepare({ major = 2, folder, packages = [], port = 0, env = {} }: Options) {
		const n8n = await ensureN8n(major);
		fs.mkdirSync(folder, { recursive: true });
		await installPackages(folder, packages);
		const ownPort = await freePort(port);
		const brokerPort = await freePort(port && ownPort + 1);
		const server = new Server(n8n, folder, ownPort, {
			...environment({ n8n, folder, port: ownPort, brokerPort }),
			...env,
		});
		fs.rmSync(server.log, { force: true });
		return server;
	}

	/** Starts it, also once more after a stop or a crash, waits until it answers, and logs in. */
	async start() {
		const { n8n, folder, env, log } = this;
		const started = new ServerProcess(n8n.node, [n8n.script, 'start'], {
			cwd: folder,
			env: { ...withoutOthers(process.env), ...env },
			log,
		});
		this.process = started;
		try {
			await until(`n8n ${n8n.version} answering`, START_MS, async () => {
				if (!started.running) throw new Error('n8n ended while it started');
				return (await this.answers('/healthz/readiness')) && (await this.answers('/rest/settings'));
			});
			await this.login();
		} catch (error) {
			await started.kill();
			throw new Error(`${messageOf(error)}. The end of ${log}:\n${started.lastWords()}`);
		}
	}

	private async answers(address: string) {
		try {
			const { statusCode, headers, body } = await request(this.url + address);
			await body.dump();
			const type = String(headers['content-type']);
			return statusCode === 200 && type.includes('json');
		} catch {
			return false;
		}
	}

	/** Ends it in order, together with its task runner. */
	async stop() {
		await this.process?.stop();
	}

	/** Ends it as a crash would. */
	async kill(signal?: NodeJS.Signals) {
		await this.process?.kill(signal);
	}
}
