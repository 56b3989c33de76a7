// @ts-check
'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { ROOT } = require('./step');

const LOOK_MS = 300;
const SETTLE_MS = 50;
/** Who holds the lock touches it every second. After so long without, the holder is gone. */
const GONE_MS = 10_000;

const key = createHash('sha256').update(ROOT).digest('hex').slice(0, 16);
/** Not in the project: npm empties node_modules, and the build empties dist. Holds the id of who is at work. */
const LOCK = path.join(os.tmpdir(), `n8n-nodes-outx-setup-${os.userInfo().uid}-${key}`);

const wait = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @template T @param {() => T} work @param {string} expected @returns {T | undefined} */
function unless(work, expected) {
	try {
		return work();
	} catch (problem) {
		if (/** @type {NodeJS.ErrnoException} */ (problem).code === expected) return undefined;
		throw problem;
	}
}

const holder = () => unless(() => Number(fs.readFileSync(LOCK, 'utf8')), 'ENOENT');

/** @param {number} pid */
function isRunning(pid) {
	try {
		return pid > 0 && process.kill(pid, 0);
	} catch (problem) {
		return /** @type {NodeJS.ErrnoException} */ (problem).code !== 'ESRCH';
	}
}

function isHeld() {
	const pid = holder();
	const touched = fs.statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? 0;
	return pid !== undefined && isRunning(pid) && Date.now() - touched < GONE_MS;
}

const tryToTake = () =>
	unless(() => {
		fs.writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
		return true;
	}, 'EEXIST');

async function take() {
	for (let told = false; !tryToTake(); ) {
		if (isHeld()) {
			if (!told) console.error('Another command is setting this up already. Waiting for it …');
			told = true;
			await wait(LOOK_MS);
			continue;
		}
		// It may have been created this instant and be empty still, so look twice.
		await wait(SETTLE_MS);
		if (!isHeld()) fs.rmSync(LOCK, { force: true });
	}
	// Two that found nobody at work may both have taken it: the last to write has it.
	await wait(SETTLE_MS);
	if (holder() !== process.pid) await take();
}

function giveBack() {
	if (holder() === process.pid) fs.rmSync(LOCK, { force: true });
}

function touch() {
	const now = new Date();
	unless(() => fs.utimesSync(LOCK, now, now), 'ENOENT');
}

/** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
async function oneAtATime(work) {
	await take();
	const touching = setInterval(touch, 1000);
	process.on('exit', giveBack);
	try {
		return await work();
	} finally {
		clearInterval(touching);
		process.off('exit', giveBack);
		giveBack();
	}
}

module.exports = { oneAtATime };
