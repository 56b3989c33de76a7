'use strict';

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { npmScript } = require('./npm');
const { ROOT, step } = require('./step');

const LOCK = path.join(ROOT, 'package-lock.json');
const MODULES = path.join(ROOT, 'node_modules');
// Says which lock file the packages were installed from.
const MARK = path.join(MODULES, '.installed-from');
// Written by npm when an installation is complete.
const INSTALLED = path.join(MODULES, '.package-lock.json');

const lockHash = () => createHash('sha256').update(fs.readFileSync(LOCK)).digest('hex');
const packagesIn = (file) => JSON.parse(fs.readFileSync(file, 'utf8')).packages;
const mark = () => fs.writeFileSync(MARK, `${lockHash()}\n`);

// Whether somebody installed just these packages without us, for example with `npm ci`.
function isInstalledByHand() {
	if (!fs.existsSync(INSTALLED)) return false;
	const installed = packagesIn(INSTALLED);
	return Object.entries(packagesIn(LOCK)).every(
		([name, { version, optional }]) =>
			name === '' || (installed[name] ? installed[name].version === version : optional),
	);
}

function isInstalled() {
	if (fs.existsSync(MARK)) return fs.readFileSync(MARK, 'utf8').trim() === lockHash();
	if (!isInstalledByHand()) return false;
	mark();
	return true;
}

const ADVICE = [
	[
		/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH)\b/,
		'npm could not connect to its registry. Check the network, and the proxy if there is one',
	],
	[/\bENOSPC\b/, 'The disk is full. The packages need about 1.5 GB'],
	[
		/\b(EACCES|EPERM)\b/,
		'npm has no permission to write here. Check who owns this folder and the npm cache',
	],
	[
		/\bEUSAGE\b/,
		'package.json and package-lock.json do not match. Run: npm install --ignore-scripts',
	],
	[/(?:)/, 'Fix what npm reports above'],
];

async function install() {
	await step({
		title: 'Installing packages, one or two minutes the first time',
		args: [
			npmScript(),
			'ci',
			'--ignore-scripts',
			'--no-audit',
			'--no-fund',
			// Also where NODE_ENV says "production": what this project needs are tools.
			'--include=dev',
			'--loglevel=error',
		],
		whatToDo: (output) => ADVICE.find(([pattern]) => pattern.test(output))[1],
	});
	mark();
}

module.exports = { isInstalled, install };
