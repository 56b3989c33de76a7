import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { chromium, selectors } from 'playwright-core';

// As n8n's editor has it.
selectors.setTestIdAttribute('data-test-id');

const USUAL_PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];
const FLAGS = [
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

const isRoot = () => process.getuid?.() === 0;

function find() {
	const { CHROMIUM_PATH: chosen } = process.env;
	if (chosen && !fs.existsSync(chosen)) throw new Error(`CHROMIUM_PATH: ${chosen} is not there`);
	return chosen || USUAL_PLACES.find((file) => fs.existsSync(file));
}

/** On Debian the package is called chromium; Ubuntu's package of that name is not a browser. */
function canInstall() {
	if (!isRoot() || !fs.existsSync('/etc/os-release')) return false;
	return /^ID=debian$/m.test(fs.readFileSync('/etc/os-release', 'utf8'));
}

function install() {
	for (const args of [
		['update', '-qq'],
		['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
	]) {
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
	}
}

/** The browser's path. Installs it where that can be done without asking. */
function ensureChromium() {
	if (!find() && canInstall()) {
		console.log('Installing Chromium …');
		install();
	}
	const file = find();
	if (file) return file;
	throw new Error(
		'These tests need Chromium or Google Chrome. Install it (on Debian: apt-get install chromium), or say where it is with CHROMIUM_PATH=/path/to/chromium',
	);
}

const launchChromium = () =>
	chromium.launch({
		executablePath: ensureChromium(),
		args: [...FLAGS, ...(isRoot() ? ['--no-sandbox'] : [])],
	});

export { ensureChromium, launchChromium };
