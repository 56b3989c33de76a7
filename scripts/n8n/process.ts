import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { keepFile } from '../artifacts';

const onWindows = process.platform === 'win32';
/** n8n waits 30 s for what is still running. */
const GRACE_MS = 40_000;

/** A server's process together with those that it starts. What they print goes to a file. */
export class ServerProcess {
	readonly child: ChildProcess;
	/** Settles when the process has ended. */
	readonly ended: Promise<unknown>;
	private readonly log: string;

	constructor(
		node: string,
		args: string[],
		{ cwd, env, log }: { cwd: string; env: NodeJS.ProcessEnv; log: string },
	) {
		this.log = log;
		const output = fs.openSync(log, 'a');
		this.child = spawn(node, ['--require', path.join(__dirname, 'guard.ts'), ...args], {
			cwd,
			env,
			stdio: ['ignore', output, output],
			// A group of its own: Ctrl+C in the terminal reaches only us, and we end all of it in order.
			detached: !onWindows,
			windowsHide: true,
		});
		fs.closeSync(output);
		this.child.once('exit', () => {
			keepFile(log);
		});
		this.ended = once(this.child, 'exit');
		this.ended.catch(() => undefined);
	}

	get running() {
		const { pid, exitCode, signalCode } = this.child;
		return pid !== undefined && exitCode === null && signalCode === null;
	}

	/** The end of what the server printed. */
	lastWords(lines = 20) {
		return fs.readFileSync(this.log, 'utf8').trim().split('\n').slice(-lines).join('\n');
	}

	/** Lets it finish what it is doing, and ends it when that takes too long. */
	async stop() {
		if (this.running) {
			if (onWindows) this.endAll();
			else this.child.kill('SIGTERM');
			await Promise.race([this.ended, sleep(GRACE_MS, undefined, { ref: false })]);
		}
		await this.kill();
	}

	/** Ends it at once, as a crash or a power cut would. */
	async kill(signal: NodeJS.Signals = 'SIGKILL') {
		if (this.running) {
			this.child.kill(signal);
			await this.ended;
		}
		this.endAll();
	}

	private endAll() {
		const { pid } = this.child;
		if (pid === undefined) return;
		if (onWindows) {
			spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
			return;
		}
		try {
			process.kill(-pid, 'SIGKILL');
		} catch {
			// Nobody of the group is left.
		}
	}
}
