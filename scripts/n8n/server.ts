import fs from 'node:fs';
import path from 'node:path';
import { environment, withoutOthers } from './config';
import { ensureN8n } from './ensure';
import { installPackages } from './packages';
import { freePort } from './ports';
import { ServerProcess } from './process';
import { WorkflowClient, until } from './workflows';

/** A start with a new database runs hundreds of migrations first. */
const START_MS = 120_000;

/** A real n8n on loopback, with its own data folder. */
class Server extends WorkflowClient {
	/**
	 * Installs what a server needs. It is not running yet.
	 * @param {object} options
	 * @param {number} [options.major]
	 * @param {string} options.folder its user folder
	 * @param {string[]} [options.packages] tarballs to install into it
	 * @param {number} [options.port] the wanted port; the next free one is taken
	 * @param {Record<string, string>} [options.env]
	 */
	static async prepare({ major = 2, folder, packages = [], port = 0, env = {} }) {
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

	/**
	 * @param {import('./ensure').N8n} n8n
	 * @param {string} folder
	 * @param {number} port
	 * @param {Record<string, string>} env
	 */
	constructor(n8n, folder, port, env) {
		super(`http://127.0.0.1:${port}`, n8n);
		this.folder = folder;
		this.env = env;
		this.log = path.join(folder, 'n8n.log');
		/** @type {ServerProcess | undefined} */
		this.process = undefined;
	}

	/** Starts it, also once more after a stop or a crash, waits until it answers, and logs in. */
	async start() {
		const { n8n, folder, env, log } = this;
		const process_ = new ServerProcess(n8n.node, [n8n.script, 'start'], {
			cwd: folder,
			env: { ...withoutOthers(process.env), ...env },
			log,
		});
		this.process = process_;
		try {
			await until(`n8n ${n8n.version} answering`, START_MS, async () => {
				if (!process_.running) throw new Error('n8n ended while it started');
				return (await this.answers('/healthz/readiness')) && (await this.answers('/rest/settings'));
			});
			await this.login();
		} catch (error) {
			await process_.kill();
			const { message } = /** @type {Error} */ error;
			throw new Error(`${message}. The end of ${log}:\n${process_.lastWords()}`);
		}
	}

	/** @param {string} address */
	async answers(address) {
		try {
			const response = await fetch(this.url + address);
			const isJson = response.headers.get('content-type')?.includes('json');
			await response.arrayBuffer();
			return response.ok && isJson;
		} catch {
			return false;
		}
	}

	/** Ends it in order, together with its task runner. */
	async stop() {
		await this.process?.stop();
	}

	/** Ends it as a crash would. @param {NodeJS.Signals} [signal] */
	async kill(signal) {
		await this.process?.kill(signal);
	}
}

export { Server };
