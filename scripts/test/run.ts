import { spawn } from 'node:child_process';
import { ROOT } from '../setup';

interface Options {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** Shows stderr as it comes instead of keeping it. */
	showErrors?: boolean;
}

/** Runs a script with this Node and returns what it printed. */
export function runNode(args: string[], { cwd = ROOT, env, showErrors = false }: Options = {}) {
	const child = spawn(process.execPath, args, {
		cwd,
		env,
		stdio: ['ignore', 'pipe', showErrors ? 1 : 'pipe'],
	});
	let [stdout, stderr] = ['', ''];
	child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
	child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
	return new Promise<{ code: number; stdout: string; stderr: string }>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code) => {
			resolve({ code: code ?? 1, stdout, stderr });
		});
	});
}
