import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { npmScript } from '../setup';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The environment of a script that npm started describes this project; npm elsewhere must not obey that. */
function withoutProject(env: NodeJS.ProcessEnv) {
	const about = /^(npm_(lifecycle|package)_|npm_config_local_prefix$|npm_command$|INIT_CWD$)/i;
	return Object.fromEntries(Object.entries(env).filter(([name]) => !about.test(name)));
}

interface Options {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	node?: string;
	/** Takes what npm prints. */
	log?: string;
}

/** Runs npm and returns what it printed. */
export function npm(args: string[], { cwd, env = {}, node = process.execPath, log }: Options) {
	const output = log === undefined ? 'pipe' : fs.openSync(log, 'w');
	const child = spawn(node, [npmScript(), ...args], {
		cwd,
		env: { ...withoutProject(process.env), ...env },
		stdio: ['ignore', output, output],
	});
	if (typeof output === 'number') fs.closeSync(output);
	// npm takes its time over Ctrl+C, and would go on for minutes without us.
	const stop = () => {
		child.kill('SIGKILL');
		process.exit(130);
	};
	for (const signal of SIGNALS) process.once(signal, stop);
	let [printed, errors] = ['', ''];
	child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
	child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
	return new Promise<string>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code) => {
			for (const signal of SIGNALS) process.off(signal, stop);
			if (code === 0) {
				resolve(printed);
				return;
			}
			const text = log === undefined ? errors + printed : fs.readFileSync(log, 'utf8');
			const end = text.trim().split('\n').slice(-20).join('\n');
			reject(new Error(`npm ${args[0]} ended with ${code ?? 'a signal'}:\n${end}`));
		});
	});
}
