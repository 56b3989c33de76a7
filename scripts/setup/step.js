'use strict';

const { spawn } = require('node:child_process');
const path = require('node:path');
const { progressLine } = require('./progress');

const ROOT = path.join(__dirname, '..', '..');
const COMPANION = 'companion/n8n-nodes-linkup-network';
const MAX_LINES = 30;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const NOISE = /^\s*$|^npm warn|^npm error( {2,}|$| \})|^\[[\d:]+\] (Starting|Finished)/;

// The end of what a script printed, without what tells a user nothing.
function lastLines(output) {
	return output
		.split('\n')
		.filter((line) => !NOISE.test(line))
		.slice(-MAX_LINES)
		.join('\n');
}

// Runs a Node script silently. When it fails, shows what it printed and what to do.
function step({ title, args, whatToDo }) {
	const line = progressLine(title);
	const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
	const stop = (signal) => child.kill(signal);
	for (const signal of SIGNALS) process.on(signal, stop);

	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text) => (output += text));
	}
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code, signal) => {
			for (const each of SIGNALS) process.off(each, stop);
			if (signal !== null || code > 128) {
				line.end(', stopped');
				process.exit(130);
			}
			if (code === 0) {
				line.end();
				resolve();
				return;
			}
			line.end(', failed');
			reject(
				new Error(`${lastLines(output)}\n\n${whatToDo(output)}, then run the same command again.`),
			);
		});
	});
}

module.exports = { COMPANION, ROOT, step };
