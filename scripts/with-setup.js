'use strict';

/*
 * node scripts/with-setup.js <script> [arguments]
 *
 * Runs a script of this project after it has made sure that the packages are installed and the nodes are built. It
 * needs nothing but Node.js, and takes a moment when everything is there.
 */
const path = require('node:path');
const { runMain } = require('node:module');

const OLDEST = [20, 15];

function isTooOld() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

async function main() {
	const script = process.argv[2];
	if (!script) throw new Error('Usage: node scripts/with-setup.js <script> [arguments]');
	if (isTooOld()) {
		throw new Error(
			`This needs Node.js ${OLDEST.join('.')} or newer, and this is ${process.versions.node}.\nGet a newer one from https://nodejs.org, then run the same command again.`,
		);
	}
	const { setUp } = require('./setup');
	await setUp();
	// In this process: arguments, signals and the exit code need nobody to pass them on.
	process.argv.splice(1, 2, path.resolve(script));
	runMain();
}

main().catch((error) => {
	console.error(`\n${error.message}`);
	process.exitCode = 1;
});
