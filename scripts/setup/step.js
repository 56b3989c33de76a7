// @ts-check
'use strict';

const { spawn } = require('node:child_process');
const path = require('node:path');

const ROOT = path.join(__dirname, '..', '..');
const MOST_LINES = 30;
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Shows one line with the seconds that have passed. On a screen they count; in a log they come at the end.
 * @param {string} title
 */
function progressLine(title) {
	const start = Date.now();
	const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`;
	const { stderr } = process;
	const show = () => stderr.write(`\r${title} … ${seconds()}`);
	if (stderr.isTTY) show();
	else stderr.write(`${title} … `);
	const timer = stderr.isTTY ? setInterval(show, 1000) : undefined;
	return {
		/** @param {string} [word] */
		end(word = '') {
			clearInterval(timer);
			if (stderr.isTTY) show();
			stderr.write(`${stderr.isTTY ? '' : seconds()}${word}\n`);
		},
	};
}

const NOISE = /^\s*$|^npm warn|^npm error( {2,}|$| \})|^\[[\d:]+\] (Starting|Finished)/;

/** The end of what a command printed, without what tells a user nothing. @param {string} output */
function lastLines(output) {
	return output
		.split('\n')
		.filter((line) => !NOISE.test(line))
		.slice(-MOST_LINES)
		.join('\n');
}

/**
 * Runs a command in silence. When it fails, shows what it said and what to do.
 * @param {{ title: string, command: string, args: string[], whatToDo: (output: string) => string }} step
 * @returns {Promise<void>}
 */
function step({ title, command, args, whatToDo }) {
	const line = progressLine(title);
	const child = spawn(command, args, {
		cwd: ROOT,
		stdio: ['ignore', 'pipe', 'pipe'],
		// npm is a .cmd file on Windows, which only a shell can start.
		shell: process.platform === 'win32' && command === 'npm',
	});
	/** @param {NodeJS.Signals} signal */
	const stop = (signal) => child.kill(signal);
	for (const signal of SIGNALS) process.on(signal, stop);

	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text) => (output += text));
	}
	return new Promise((resolve, reject) => {
		/** @param {string} said @param {string} hint */
		const fail = (said, hint) => {
			line.end(', without success');
			reject(new Error(`${lastLines(said)}\n\n${hint}, then run the same command again.`));
		};
		child.on('error', ({ message }) =>
			fail(message, `'${command}' could not be started. It comes with Node.js: check your PATH`),
		);
		child.on('close', (code, signal) => {
			for (const each of SIGNALS) process.off(each, stop);
			if (signal ?? (code !== null && code > 128)) {
				line.end(', stopped');
				process.exit(130);
			}
			if (code !== 0) return fail(output, whatToDo(output));
			line.end();
			resolve();
		});
	});
}

module.exports = { ROOT, progressLine, step };
