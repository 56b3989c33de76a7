'use strict';

/*
 * Only one command at a time works on a folder. Who does is written in a file, not in that folder: npm empties
 * node_modules, and a fresh start deletes n8n's data.
 */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');

const CHECK_MS = 300;
const SETTLE_MS = 50;
// What this process holds. Its number in another file was written by an earlier process.
const held = new Set();

function lockFile(folder) {
	const key = createHash('sha256').update(folder).digest('hex').slice(0, 16);
	return path.join(os.tmpdir(), `n8n-nodes-outx-${os.userInfo().uid}-${key}.lock`);
}

function isRunning(pid) {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return error.code !== 'ESRCH';
	}
}

function read(file) {
	try {
		const { mtimeMs } = fs.statSync(file);
		const [pid, note = ''] = fs.readFileSync(file, 'utf8').split('\n');
		return { pid: Number(pid), note, file, mtimeMs };
	} catch (error) {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	}
}

// A process that runs now and has the number of one that was there before the computer started is another one.
function holderOf(file) {
	const holder = read(file);
	const bootedAt = Date.now() - os.uptime() * 1000;
	const isThere =
		holder !== undefined &&
		holder.pid > 0 &&
		holder.mtimeMs > bootedAt &&
		(holder.pid === process.pid ? held.has(file) : isRunning(holder.pid));
	return isThere ? holder : undefined;
}

function create(file) {
	try {
		fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
		held.add(file);
		return true;
	} catch (error) {
		if (error.code === 'EEXIST') return false;
		throw error;
	}
}

async function take(file, inUse) {
	for (let told = false; !create(file); ) {
		const holder = holderOf(file);
		if (holder !== undefined) {
			if (!told) inUse(holder);
			told = true;
			await sleep(CHECK_MS);
			continue;
		}
		// It may have been created this instant and be empty still.
		await sleep(SETTLE_MS);
		if (holderOf(file) === undefined) fs.rmSync(file, { force: true });
	}
	// Two that found nobody may both have taken it: the last to write has it.
	await sleep(SETTLE_MS);
	if (read(file)?.pid === process.pid) return;
	held.delete(file);
	await take(file, inUse);
}

// `inUse` is called once with who has the folder, and may throw instead of waiting. `note` tells others about it.
async function hold(folder, inUse) {
	const file = lockFile(folder);
	await take(file, inUse);
	const release = () => {
		process.off('exit', release);
		held.delete(file);
		if (read(file)?.pid === process.pid) fs.rmSync(file, { force: true });
	};
	process.on('exit', release);
	return { release, note: (text) => fs.writeFileSync(file, `${process.pid}\n${text}`) };
}

module.exports = { hold };
