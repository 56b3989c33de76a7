import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const SIGNALS = /** @type {const} */ ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** The JavaScript of npm itself, so that it can run on any Node and without a shell. */
function npmScript() {
	const { npm_execpath: running } = process.env;
	const beside = path.dirname(process.execPath);
	const candidates = [
		running && path.basename(running) === 'npm-cli.js' ? running : '',
		path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		path.join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		...(process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, 'npm')),
	];
	const found = candidates.find((file) => file && fs.existsSync(file));
	if (!found) throw new Error('npm was not found. Install Node.js together with npm');
	return fs.realpathSync(found);
}

/** The environment of a script that npm started speaks of this project; npm elsewhere must not listen to that. */
function withoutProject(/** @type {NodeJS.ProcessEnv} */ env) {
	const about = /^(npm_(lifecycle|package)_|npm_config_local_prefix$|npm_command$|INIT_CWD$)/i;
	return Object.fromEntries(Object.entries(env).filter(([name]) => !about.test(name)));
}

/**
 * Runs npm and answers with what it printed.
 * @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, node?: string, log?: string }} options `log` takes what npm says
 * @returns {Promise<string>}
 */
function npm(args, { cwd, env = {}, node = process.execPath, log }) {
	const errors = log ? fs.openSync(log, 'w') : 'pipe';
	const child = spawn(node, [npmScript(), ...args], {
		cwd,
		env: { ...withoutProject(process.env), ...env },
		stdio: ['ignore', log ? errors : 'pipe', errors],
	});
	if (typeof errors === 'number') fs.closeSync(errors);
	// npm takes its time over Ctrl-C, and would go on for minutes without us.
	const stop = () => {
		child.kill('SIGKILL');
		process.exit(130);
	};
	for (const signal of SIGNALS) process.once(signal, stop);
	child.on('close', () => SIGNALS.forEach((signal) => process.off(signal, stop)));
	return new Promise((resolve, reject) => {
		let [out, said] = ['', ''];
		child.stdout?.on('data', (chunk) => (out += chunk));
		child.stderr?.on('data', (chunk) => (said += chunk));
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) return resolve(out);
			const text = log ? fs.readFileSync(log, 'utf8') : said + out;
			const end = text.trim().split('\n').slice(-20).join('\n');
			reject(new Error(`npm ${args[0]} ended with ${code}:\n${end}`));
		});
	});
}

export { npm };
