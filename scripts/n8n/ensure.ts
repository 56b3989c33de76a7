import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { installOnce } from './cache';

const run = promisify(execFile);
const ROOT = path.join(__dirname, '..', '..');
const EXE = process.platform === 'win32' ? 'node.exe' : 'node';
const MAJORS = [1, 2];

/**
 * @typedef {object} N8n an n8n that can be started
 * @property {number} major
 * @property {string} version
 * @property {string} folder
 * @property {string} node the Node that runs it
 * @property {string} script
 * @property {NodeJS.Require} require from inside its folder
 */

/** The Node that n8n wants, whatever Node this computer has. */
async function ensureNode() {
	const binary = (/** @type {string} */ folder) =>
		path.join(folder, 'node_modules', 'node', 'bin', EXE);
	const nodeFolder = await installOnce({
		name: 'node',
		source: path.join(ROOT, 'n8n', 'node'),
		what: 'the Node.js that n8n runs on',
		prove: (installed) => run(binary(installed), ['--version']),
	});
	const inner = path.join(nodeFolder, 'node_modules', 'node', 'node_modules');
	const headers = fs
		.readdirSync(inner)
		.map((name) => path.join(inner, name))
		.find((platform) => fs.existsSync(path.join(platform, 'include', 'node')));
	return { nodeFolder, node: binary(nodeFolder), headers };
}

/** @param {string} node */
const withNodeFirst = (node) => ({
	PATH: [path.dirname(node), process.env.PATH].join(path.delimiter),
});

/**
 * Makes sure that this n8n is installed, and says where.
 * @param {number} [major] 1 or 2
 * @returns {Promise<N8n>}
 */
async function ensureN8n(major = 2) {
	if (!MAJORS.includes(major)) throw new Error(`There is no n8n ${major} here: choose 1 or 2`);
	const source = path.join(ROOT, 'n8n', String(major));
	const { dependencies } = require(path.join(source, 'package.json'));
	const { nodeFolder, node, headers } = await ensureNode();

	const folder = await installOnce({
		name: `n8n-${major}`,
		source,
		what: `n8n ${dependencies.n8n}, once for this computer: two to ten minutes, 2 GB`,
		madeFor: path.basename(nodeFolder),
		node,
		env: { ...withNodeFirst(node), ...(headers ? { npm_config_nodedir: headers } : {}) },
		prove: async (installed) => {
			await needsCompiler(run(node, ['-e', "require('sqlite3')"], { cwd: installed }));
			await run(node, [scriptIn(installed), '--version'], { cwd: installed });
		},
	});
	return {
		major,
		version: dependencies.n8n,
		folder,
		node,
		script: scriptIn(folder),
		require: createRequire(path.join(folder, 'node_modules', 'n8n', 'package.json')),
	};
}

/** @param {string} folder */
const scriptIn = (folder) => path.join(folder, 'node_modules', 'n8n', 'bin', 'n8n');

/** @param {Promise<unknown>} proof */
async function needsCompiler(proof) {
	await proof.catch((error) => {
		throw new Error(
			`Its database module does not load. It is compiled here unless a finished one can be fetched: install a C++ compiler, make and Python 3.\n${error.stderr || error.message}`,
		);
	});
}

export { ROOT, MAJORS, ensureN8n, withNodeFirst };
