/*
 * A real n8n with the nodes of this project, next to a sandbox that stands in for OutX and LinkupAPI: nothing here
 * reaches the real LinkedIn.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { OWNER } from './n8n/client';
import { MAJORS, ROOT, ensureN8n } from './n8n/ensure';
import { importExamples } from './n8n/examples';
import { hold } from './n8n/lock';
import { packPackages } from './n8n/packages';
import { freePort } from './n8n/ports';
import { Server } from './n8n/server';
import { progressLine } from './setup/step';

const HELP = `npm start                           n8n 2 with these nodes, and the sandbox
npm start -- --n8n 1                the last n8n 1
npm start -- --port 5700            n8n's port, otherwise 5678 or the next free one
npm start -- --sandbox-port 4100    the sandbox's port, otherwise 4010 or the next free one
npm start -- --fresh                forget the workflows and executions of last time`;

const LOCAL = path.join(ROOT, '.n8n-local');

function readOptions() {
	const { values } = parseArgs({
		options: {
			n8n: { type: 'string', default: '2' },
			port: { type: 'string', default: '5678' },
			'sandbox-port': { type: 'string', default: '4010' },
			fresh: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	const major = Number(values.n8n.split('.')[0]);
	if (!MAJORS.includes(major)) throw new Error(`There is no n8n ${values.n8n} here.\n\n${HELP}`);
	return {
		...values,
		major,
		port: Number(values.port),
		sandboxPort: Number(values['sandbox-port']),
	};
}

/** What is to be undone at the end, in the opposite order. */
class Cleanup {
	/** @type {(() => unknown)[]} */
	steps = [];
	/** @type {Promise<void> | undefined} */
	running = undefined;

	run() {
		this.running ??= (async () => {
			for (const step of this.steps.reverse()) await step();
		})();
		return this.running;
	}
}

/** @param {Cleanup} cleanup @param {() => void} kill */
function stopOnSignals(cleanup, kill) {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(signal, async () => {
			if (cleanup.running) return kill();
			console.log('\nStopping n8n and the sandbox …');
			await cleanup.run();
			process.exit(0);
		});
	}
}

/** @param {ReturnType<typeof readOptions>} options @param {Cleanup} cleanup */
async function start({ major, port, sandboxPort, fresh }, cleanup) {
	const folder = path.join(LOCAL, `n8n-${major}`);
	fs.mkdirSync(LOCAL, { recursive: true });
	const letGo = await hold(`${folder}.lock`, (pid) => {
		throw new Error(`n8n ${major} is running here already, started by process ${pid}`);
	});
	cleanup.steps.push(letGo);
	if (fresh) fs.rmSync(folder, { recursive: true, force: true });
	await ensureN8n(major);

	const { startSandbox } = require('../sandbox');
	const sandbox = await startSandbox({ port: await freePort(sandboxPort) });
	cleanup.steps.push(() => sandbox.close());

	const packages = await packPackages(path.join(folder, 'packages'));
	const server = await Server.prepare({ major, folder, packages, port });
	cleanup.steps.push(() => server.stop());
	stopOnSignals(cleanup, () => void server.kill().then(() => process.exit(1)));

	const line = progressLine(`Starting n8n ${server.n8n.version}`);
	await server.start();
	await server.importCredential('OutX sandbox', 'outxApi', {
		apiKey: 'outx_sandbox_key',
		baseUrl: sandbox.url,
	});
	await server.importCredential('LinkupAPI sandbox', 'linkupApi', {
		apiKey: 'linkup_sandbox_key',
		baseUrl: sandbox.url,
	});
	const { imported, problems } = await importExamples(server);
	line.end();
	for (const problem of problems) console.warn(`An example is not ready to use. ${problem}`);
	console.log(`
n8n        ${server.url}/
Log in     ${OWNER.email}, password ${OWNER.password}
Sandbox    ${sandbox.url}/ shows live what the nodes do on the pretend LinkedIn
Examples   ${imported > 0 ? `${imported} imported` : 'as you left them'}; both credentials lead to the sandbox
Data       ${path.relative(process.cwd(), folder)}, begun anew with: npm start -- --fresh
Stop       Ctrl+C`);
	return server;
}

async function main() {
	const options = readOptions();
	if (options.help) return console.log(HELP);
	const cleanup = new Cleanup();
	try {
		const server = await start(options, cleanup);
		await server.process?.ended;
		if (!cleanup.running) throw new Error(`n8n ended by itself. The end of ${server.log} says why`);
	} catch (error) {
		if (cleanup.running) return;
		await cleanup.run();
		throw error;
	}
}

main().catch((error) => {
	console.error(`\n${error.message}`);
	process.exitCode = 1;
});
