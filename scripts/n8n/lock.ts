import fs from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ error.code === 'EPERM';
	}
}

/** The process that holds a lock file, or undefined. @param {string} file */
async function holderOf(file) {
	const pid = Number(await fs.readFile(file, 'utf8').catch(() => ''));
	return pid > 0 && isAlive(pid) ? pid : undefined;
}

/** @param {string} file */
async function tryToHold(file) {
	try {
		await fs.writeFile(file, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ error.code !== 'EEXIST') throw error;
		return false;
	}
}

/**
 * Takes a lock file that names this process. One whose process has gone is taken over.
 * @param {string} file
 * @param {(pid: number) => void} inUse called once, when somebody else holds it; may throw instead of waiting
 * @returns {Promise<() => Promise<void>>} what lets go of it
 */
async function hold(file, inUse) {
	for (let told = false; !(await tryToHold(file)); ) {
		const holder = await holderOf(file);
		if (holder === undefined) {
			// A moment later still nobody: then it is not being written just now.
			await sleep(200);
			if ((await holderOf(file)) === undefined) await fs.rm(file, { force: true });
			continue;
		}
		if (!told) inUse(holder);
		told = true;
		await sleep(1000);
	}
	return () => fs.rm(file, { force: true });
}

export { hold, isAlive };
