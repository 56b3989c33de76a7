import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const onWindows = process.platform === 'win32';
/** n8n waits 30 s for what is still running. */
const GRACE_MS = 40_000;

/** A server's process together with those that it starts. What they say goes to a file. */
class ServerProcess {
	/**
	 * @param {string} node
	 * @param {string[]} args
	 * @param {{ cwd: string, env: NodeJS.ProcessEnv, log: string }} options
	 */
	constructor(node, args, { cwd, env, log }) {
		this.log = log;
		const output = fs.openSync(log, 'a');
		this.child = spawn(node, ['--require', path.join(__dirname, 'guard.js'), ...args], {
			cwd,
			env,
			stdio: ['ignore', output, output],
			// A group of its own: Ctrl-C in the terminal reaches only us, and we end all of it in order.
			detached: !onWindows,
			windowsHide: true,
		});
		fs.closeSync(output);
		this.ended = once(this.child, 'exit').then(([code, signal]) => code ?? signal);
		this.ended.catch(() => {});
	}

	get running() {
		return this.child.pid !== undefined && this.child.exitCode === null && !this.child.signalCode;
	}

	/** The end of what the server said. */
	lastWords(lines = 20) {
		return fs.readFileSync(this.log, 'utf8').trim().split('\n').slice(-lines).join('\n');
	}

	/** Lets it finish what it is doing, and ends it when that takes too long. */
	async stop() {
		if (this.running) {
			if (onWindows) this.endAll('SIGKILL');
			else this.child.kill('SIGTERM');
			await Promise.race([this.ended, sleep(GRACE_MS, undefined, { ref: false })]);
		}
		await this.kill();
	}

	/** Ends it at once, as a crash or a power cut would. @param {NodeJS.Signals} [signal] */
	async kill(signal = 'SIGKILL') {
		if (this.running) {
			this.child.kill(signal);
			await this.ended;
		}
		this.endAll('SIGKILL');
	}

	/** @param {NodeJS.Signals} signal */
	endAll(signal) {
		const { pid } = this.child;
		if (pid === undefined) return;
		if (onWindows) {
			spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
			return;
		}
		try {
			process.kill(-pid, signal);
		} catch {
			// Nobody of the group is left.
		}
	}
}

export { ServerProcess };
