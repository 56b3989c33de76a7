// @ts-check
'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { ROOT, step } = require('./step');

const COMPANION = 'companion/n8n-nodes-linkup-network';
const SOURCES = ['nodes', 'credentials', 'package.json', 'tsconfig.json'].flatMap((name) => [
	name,
	`${COMPANION}/${name}`,
]);
const TOOLS = ['gulpfile.js', 'package-lock.json'];
const OUTPUTS = ['dist/nodes', `${COMPANION}/dist/nodes`];
/** Says which sources were built. The build removes it with everything else in dist. */
const MARK = path.join(ROOT, 'dist', '.built-from');

/** @param {string} name @returns {string[]} */
function filesIn(name) {
	const found = fs.statSync(path.join(ROOT, name), { throwIfNoEntry: false });
	if (!found) return [];
	if (!found.isDirectory()) return [name];
	return fs
		.readdirSync(path.join(ROOT, name))
		.sort()
		.flatMap((entry) => filesIn(`${name}/${entry}`));
}

function sourceHash() {
	const hash = createHash('sha256');
	for (const file of [...SOURCES, ...TOOLS].flatMap(filesIn)) {
		hash.update(`${file}\0`).update(fs.readFileSync(path.join(ROOT, file)));
	}
	return hash.digest('hex');
}

function isBuilt() {
	return (
		fs.existsSync(MARK) &&
		OUTPUTS.every((folder) => fs.existsSync(path.join(ROOT, folder))) &&
		fs.readFileSync(MARK, 'utf8').trim() === sourceHash()
	);
}

async function build() {
	// Taken before: what somebody changes while it is being built is not in it.
	const hash = sourceHash();
	await step({
		title: 'Building the nodes',
		command: process.execPath,
		args: [path.join(ROOT, 'node_modules', 'gulp', 'bin', 'gulp.js'), 'build'],
		whatToDo: () => 'The compiler says above what is wrong. Mend that',
	});
	fs.writeFileSync(MARK, `${hash}\n`);
}

module.exports = { isBuilt, build };
