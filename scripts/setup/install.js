// @ts-check
'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { ROOT, step } = require('./step');

const LOCK = path.join(ROOT, 'package-lock.json');
const MODULES = path.join(ROOT, 'node_modules');
/** Says which lock file the packages were installed from. */
const MARK = path.join(MODULES, '.installed-from');
/** Written by npm when an installation is complete. */
const INSTALLED = path.join(MODULES, '.package-lock.json');

const lockHash = () => createHash('sha256').update(fs.readFileSync(LOCK)).digest('hex');

/** @param {string} file */
const packagesIn = (file) => JSON.parse(fs.readFileSync(file, 'utf8')).packages;

/** Whether somebody installed just these packages without us, for example with `npm ci`. */
function installedByHand() {
	if (!fs.existsSync(INSTALLED)) return false;
	const installed = packagesIn(INSTALLED);
	return Object.entries(packagesIn(LOCK)).every(
		([name, { version, optional }]) =>
			name === '' || (installed[name] ? installed[name].version === version : optional),
	);
}

function mark() {
	fs.writeFileSync(MARK, `${lockHash()}\n`);
}

function isInstalled() {
	if (fs.existsSync(MARK)) return fs.readFileSync(MARK, 'utf8').trim() === lockHash();
	if (!installedByHand()) return false;
	mark();
	return true;
}

/** @param {string} output */
function whatToDo(output) {
	if (
		/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH)\b/.test(
			output,
		)
	)
		return 'npm could not reach its registry. Check the network, and the proxy if there is one';
	if (/\bENOSPC\b/.test(output)) return 'The disk is full. The packages need about 1.5 GB';
	if (/\b(EACCES|EPERM)\b/.test(output))
		return 'npm may not write here. Check who owns this folder and the npm cache';
	if (/\bEUSAGE\b/.test(output))
		return 'package.json and package-lock.json do not fit together. Run: npm install --ignore-scripts';
	return 'npm says above what is wrong. Mend that';
}

function npm() {
	const started = process.env.npm_execpath;
	return started && /npm-cli\.c?js$/.test(started)
		? { command: process.execPath, first: [started] }
		: { command: 'npm', first: [] };
}

async function install() {
	const { command, first } = npm();
	await step({
		title: 'Installing packages, one or two minutes the first time',
		command,
		args: [
			...first,
			'ci',
			'--ignore-scripts',
			'--no-audit',
			'--no-fund',
			// Also where NODE_ENV says "production": what this project needs are tools.
			'--include=dev',
			'--loglevel=error',
		],
		whatToDo,
	});
	mark();
}

module.exports = { isInstalled, install };
