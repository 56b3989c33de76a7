import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { progressLine } from '../setup/step';
import { hold } from './lock';
import { npm } from './npm';

/** Where this user keeps what can be fetched again; shared by all clones of the project. */
function cacheFolder() {
	const { env, platform } = process;
	const base =
		platform === 'win32'
			? env.LOCALAPPDATA || path.join(os.homedir(), 'AppData', 'Local')
			: env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
	return path.join(base, 'n8n-nodes-outx');
}

/** @param {string} folder @param {string} madeFor */
function keyOf(folder, madeFor) {
	const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${madeFor}`);
	for (const name of fs.readdirSync(folder).sort()) {
		hash.update(`\n${name}\n`).update(fs.readFileSync(path.join(folder, name)));
	}
	return hash.digest('hex').slice(0, 12);
}

/**
 * Installs what a folder with package.json and lock file asks for, once for this user: a whole installation appears
 * at its place in one step, or not at all.
 * @param {object} wanted
 * @param {string} wanted.name
 * @param {string} wanted.source the folder with package.json and package-lock.json
 * @param {string} wanted.what in words, for the user
 * @param {string} [wanted.madeFor] what else makes it another installation
 * @param {string} [wanted.node] the Node to install it with
 * @param {NodeJS.ProcessEnv} [wanted.env]
 * @param {(folder: string) => Promise<unknown>} wanted.prove throws when the installation does not work
 * @returns {Promise<string>} the folder
 */
async function installOnce({ name, source, what, madeFor = '', node, env, prove }) {
	const cache = cacheFolder();
	const target = path.join(cache, `${name}-${keyOf(source, madeFor)}`);
	if (fs.existsSync(target)) return target;

	fs.mkdirSync(cache, { recursive: true });
	const letGo = await hold(`${target}.lock`, (pid) =>
		console.error(`Another command is installing it already, process ${pid}. Waiting for it …`),
	);
	try {
		if (fs.existsSync(target)) return target;
		removeLeftovers(target);
		const folder = `${target}.tmp-${process.pid}`;
		fs.cpSync(source, folder, { recursive: true });
		await inOneStep(what, async () => {
			await npm(
				['install', '--no-audit', '--no-fund', '--loglevel=warn', '--ignore-scripts=false'],
				{ cwd: folder, node, env, log: `${target}.log` },
			);
			await prove(folder);
		});
		fs.renameSync(folder, target);
		return target;
	} finally {
		await letGo();
	}
}

/** @param {string} what @param {() => Promise<void>} work */
async function inOneStep(what, work) {
	const line = progressLine(`Installing ${what}`);
	try {
		await work();
		line.end();
	} catch (error) {
		line.end(', without success');
		const { message } = /** @type {Error} */ error;
		throw new Error(`${message}

${what} could not be installed into ${cacheFolder()}`);
	}
}

/** What an installation that was broken off has left. @param {string} target */
function removeLeftovers(target) {
	const folder = path.dirname(target);
	for (const name of fs.readdirSync(folder)) {
		if (name.startsWith(`${path.basename(target)}.tmp-`)) {
			fs.rmSync(path.join(folder, name), { recursive: true, force: true });
		}
	}
}

export { installOnce };
