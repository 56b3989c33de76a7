import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { messageOf } from '../messageOf';
import { hold, progressLine } from '../setup';
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

function keyOf(folder: string, madeFor: string) {
	const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${madeFor}`);
	for (const name of fs.readdirSync(folder).sort()) {
		hash.update(`\n${name}\n`).update(fs.readFileSync(path.join(folder, name)));
	}
	return hash.digest('hex').slice(0, 12);
}

interface Wanted {
	name: string;
	/** The folder with package.json and package-lock.json. */
	source: string;
	/** In words, for the user. */
	what: string;
	/** What else makes it another installation. */
	madeFor?: string;
	/** The Node to install it with. */
	node?: string;
	env?: NodeJS.ProcessEnv;
	/** Rejects when the installation does not work. */
	prove: (folder: string) => Promise<unknown>;
}

/**
 * Installs what a folder with package.json and lock file asks for, once for this user, and returns where. A whole
 * installation appears at its place in one step, or not at all.
 */
export async function installOnce({ name, source, what, madeFor = '', node, env, prove }: Wanted) {
	const cache = cacheFolder();
	const target = path.join(cache, `${name}-${keyOf(source, madeFor)}`);
	if (fs.existsSync(target)) return target;

	fs.mkdirSync(cache, { recursive: true });
	const lock = await hold(target, ({ pid }) => {
		console.error(`Another command is already installing it, process ${pid}. Waiting for it …`);
	});
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
		lock.release();
	}
}

async function inOneStep(what: string, work: () => Promise<void>) {
	const line = progressLine(`Installing ${what}`);
	try {
		await work();
		line.end();
	} catch (error) {
		line.end(', failed');
		throw new Error(`${messageOf(error)}\n\n${what} could not be installed into ${cacheFolder()}`);
	}
}

/** What an installation that was broken off has left. */
function removeLeftovers(target: string) {
	const folder = path.dirname(target);
	for (const name of fs.readdirSync(folder)) {
		if (name.startsWith(`${path.basename(target)}.tmp-`)) {
			fs.rmSync(path.join(folder, name), { recursive: true, force: true });
		}
	}
}
