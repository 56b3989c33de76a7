/*
 * npm test                  everything that has to pass before a change is in
 * npm test -- <pattern>     only the tests whose path matches; Jest's own options work, too
 */
import { spawn } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');
const COMPANION = path.join(ROOT, 'companion', 'n8n-nodes-linkup-network');
/** @param {string} file */
const tool = (file) => path.join(ROOT, 'node_modules', file);

const PRETTIER = tool('prettier/bin/prettier.cjs');
const N8N_NODE = tool('@n8n/node-cli/bin/n8n-node.mjs');
const TSC = tool('typescript/bin/tsc');
const JEST = tool('jest/bin/jest.js');

// n8n's lint rules see every file as a node file when NODE_ENV says "test".
const { NODE_ENV: _, ...PLAIN_ENV } = process.env;
const TEST_ENV = {
	...process.env,
	NODE_ENV: 'test',
	...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
};

/**
 * @typedef {{ code: number, output: string }} Ended
 * @typedef {{ title: string, args: string[], cwd?: string, passed?: (ended: Ended) => boolean }} Check
 */

/** n8n-node lint ends well with warnings. Nothing but its heading means that it found nothing. @type {Check['passed']} */
const saidNothing = ({ code, output }) =>
	code === 0 &&
	plain(output)
		.replace(/^.*n8n-node lint.*$/m, '')
		.trim() === '';

/** @type {Check[]} */
const CHECKS = [
	{ title: 'Formatting', args: [PRETTIER, '--check', '--log-level', 'warn', '.'] },
	{ title: "n8n's rules", args: [N8N_NODE, 'lint'], passed: saidNothing },
	{
		title: "n8n's rules, companion",
		args: [N8N_NODE, 'lint'],
		cwd: COMPANION,
		passed: saidNothing,
	},
	{ title: 'Types of the tools', args: [TSC, '-p', 'tsconfig.tools.json'] },
];

/** Without colours. @param {string} text */
function plain(text) {
	return text.replace(/\u001b\[[\d;]*m/g, '');
}

/** @param {number} start */
const secondsSince = (start) => `${((Date.now() - start) / 1000).toFixed(1)} s`;

/**
 * @param {string[]} args
 * @param {{ cwd?: string, env: NodeJS.ProcessEnv, stderr: 'pipe' | number }} options
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
function runNode(args, { cwd = ROOT, env, stderr }) {
	const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', stderr] });
	const said = { stdout: '', stderr: '' };
	child.stdout?.setEncoding('utf8').on('data', (text) => (said.stdout += text));
	child.stderr?.setEncoding('utf8').on('data', (text) => (said.stderr += text));
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code) => resolve({ code: code ?? 1, ...said }));
	});
}

/** @param {Check} check */
async function runCheck({ title, args, cwd, passed = ({ code }) => code === 0 }) {
	const start = Date.now();
	process.stdout.write(`${title} … `);
	const { code, stdout, stderr } = await runNode(args, { cwd, env: PLAIN_ENV, stderr: 'pipe' });
	const isFine = passed({ code, output: stdout });
	console.log(`${isFine ? 'passed' : 'FAILED'} (${secondsSince(start)})`);
	if (!isFine) console.log(`${stdout}${stderr}`.trim());
	return isFine;
}

/** Jest's report goes to our output as it comes; its numbers are read from the JSON. @param {string[]} args */
async function runJest(args) {
	const { code, stdout } = await runNode(
		[JEST, '--config', 'test/jest.config.json', '--json', ...args],
		{ env: TEST_ENV, stderr: 1 },
	);
	try {
		const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(stdout);
		const failed = numFailedTests + numRuntimeErrorTestSuites;
		return { passed: numPassedTests, failed: code === 0 ? failed : Math.max(failed, 1) };
	} catch {
		console.log(stdout);
		return { passed: 0, failed: 1 };
	}
}

async function main() {
	const args = process.argv.slice(2);
	const count = { passed: 0, failed: 0 };
	if (args.length === 0) {
		for (const check of CHECKS) count[(await runCheck(check)) ? 'passed' : 'failed']++;
		console.log('Tests …');
	}
	const jest = await runJest(args);
	const failed = count.failed + jest.failed;
	console.log(`\n${count.passed + jest.passed} passed, ${failed} failed`);
	process.exitCode = failed === 0 ? 0 : 1;
}

void main();
