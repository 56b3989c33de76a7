import { spawn } from 'node:child_process';
import os from 'node:os';
import { ROOT } from '../setup';

interface Options {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** Gets stderr as it comes, which is then not returned. */
	onError?: (text: string) => void;
	/** Tests measure time: what runs beside them gives way. */
	givesWay?: boolean;
}

/** A little: the linter takes longest of all, and everybody waits for it in the end. */
const NICENESS = 2;

/** Runs a script with this Node and returns what it printed. */
export function runNode(args: string[], { cwd = ROOT, env, onError, givesWay }: Options = {}) {
	const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
	if (givesWay && child.pid !== undefined) {
		os.setPriority(child.pid, Math.max(NICENESS, os.getPriority()));
	}
	let [stdout, stderr] = ['', ''];
	child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
	child.stderr.setEncoding('utf8').on('data', onError ?? ((text: string) => (stderr += text)));
	return new Promise<{ code: number; stdout: string; stderr: string }>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code) => {
			resolve({ code: code ?? 1, stdout, stderr });
		});
	});
}
