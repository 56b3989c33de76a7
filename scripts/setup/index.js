'use strict';

const { hold } = require('./lock');
const { npmScript } = require('./npm');
const { progressLine } = require('./progress');
const { COMPANION, ROOT, step } = require('./step');
const { isInstalled, install } = require('./install');

const inUse = () => console.error('Another command is already setting this up. Waiting for it …');

// Two commands that start together do not do it twice.
async function unlessDone(isDone, work) {
	if (isDone()) return;
	const { release } = await hold(ROOT, inUse);
	try {
		if (!isDone()) await work();
	} finally {
		release();
	}
}

async function setUp() {
	await unlessDone(isInstalled, install);
	// From here on, TypeScript runs as it is.
	require('tsx/cjs');
	const { isBuilt, build } = require('./build');
	await unlessDone(isBuilt, build);
}

module.exports = { COMPANION, ROOT, hold, npmScript, progressLine, setUp, step };
