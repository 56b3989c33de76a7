/*
 * A real n8n with the nodes of this project, next to a sandbox that stands in for OutX and LinkupAPI: nothing here
 * acts on the real LinkedIn.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startSandbox } from '../sandbox';
import { messageOf } from './messageOf';
import { chooseIn } from './n8n/choices';
import { OWNER } from './n8n/client';
import { MAJORS, ensureN8n } from './n8n/ensure';
import { importExamples } from './n8n/examples';
import { packPackages } from './n8n/packages';
import { freePort } from './n8n/ports';
import { Server } from './n8n/server';
import { ROOT, hold, progressLine } from './setup';

const LOCAL = path.join(ROOT, '.n8n-local');
const HELP = `npm start                           n8n 2 with these nodes, and the sandbox
npm start -- --n8n 1                the last n8n 1
npm start -- --port 5700            n8n's port; by default 5678, or the next free one
npm start -- --sandbox-port 4100    the sandbox's port; by default 4010, or the next free one
npm start -- --fresh                deletes the workflows and executions of last time first`;

interface Options {
	major: number;
	port: number;
	sandboxPort: number;
	fresh: boolean;
}

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
	if (!MAJORS.includes(major)) throw new Error(`n8n ${values.n8n} is not supported.\n\n${HELP}`);
	return {
		...values,
		major,
		port: Number(values.port),
		sandboxPort: Number(values['sandbox-port']),
	};
}

/** What is to be undone at the end, in the opposite order. */
class Cleanup {
	readonly steps: (() => void | Promise<void>)[] = [];
	private running: Promise<void> | undefined;

	get isRunning() {
		return this.running !== undefined;
	}

	run() {
		this.running ??= (async () => {
			for (const step of this.steps.reverse()) await step();
		})();
		return this.running;
	}
}

function stopOnSignals(cleanup: Cleanup, kill: () => Promise<void>) {
	const stop = async () => {
		if (cleanup.isRunning) {
			await kill();
			process.exit(1);
		}
		console.log('\nStopping n8n and the sandbox …');
		await cleanup.run();
		process.exit(0);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop());
}

const dataFolder = (major: number) => path.join(LOCAL, `n8n-${major}`);
const relative = (folder: string) => path.relative(process.cwd(), folder);
/** After the login, too, n8n goes to the page that was asked for. Its own choice is n8n 2's assistant. */
const workflowsPage = (url: string) => `${url}/home/workflows`;

class RunsAlready extends Error {}

function describeRunning(
	major: number,
	{ pid, note, file }: { pid: number; note: string; file: string },
) {
	const started = `Process ${pid} started it, and Ctrl+C stops it there. If that is another program, delete ${file}.`;
	return note
		? `n8n ${major} is already running: ${note}\n${started}`
		: `n8n ${major} is already starting. ${started}`;
}

async function start({ major, port, sandboxPort, fresh }: Options, cleanup: Cleanup) {
	const folder = dataFolder(major);
	const lock = await hold(folder, (holder) => {
		throw new RunsAlready(describeRunning(major, holder));
	});
	cleanup.steps.push(lock.release);
	if (fresh) {
		fs.rmSync(folder, { recursive: true, force: true });
		console.log(`Deleted ${relative(folder)}, the data of n8n ${major}`);
	}
	await ensureN8n(major);

	const sandbox = await startSandbox({ port: await freePort(sandboxPort) });
	cleanup.steps.push(() => sandbox.close());

	const packages = await packPackages(path.join(folder, 'packages'));
	const server = await Server.prepare({ major, folder, packages, port });
	cleanup.steps.push(() => server.stop());
	stopOnSignals(cleanup, () => server.kill());

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
	const { imported, problems } = await importExamples(server, await chooseIn(sandbox, server));
	line.end();
	for (const problem of problems) console.warn(`An example is not ready. ${problem}`);
	lock.note(workflowsPage(server.url));
	const again = `npm start -- ${major === 2 ? '' : `--n8n ${major} `}--fresh`;
	const other = major === 2 ? 1 : 2;
	console.log(`
n8n        ${workflowsPage(server.url)}
Log in     ${OWNER.email}, password ${OWNER.password}
Sandbox    ${sandbox.url}/ shows live what the nodes do on the simulated LinkedIn
Examples   ${imported > 0 ? `${imported} imported` : 'as you left them'}; both credentials use the sandbox
Data       ${relative(folder)}; to delete it and start over: ${again}
n8n ${other}      npm start -- --n8n ${other}
Stop       Ctrl+C`);
	return server;
}

async function main() {
	const options = readOptions();
	if (options.help) {
		console.log(HELP);
		return;
	}
	const cleanup = new Cleanup();
	try {
		const server = await start(options, cleanup);
		await server.process?.ended;
		if (!cleanup.isRunning) {
			throw new Error(`n8n exited. The end of ${server.log} says why`);
		}
	} catch (error) {
		if (cleanup.isRunning) return;
		await cleanup.run();
		throw error;
	}
}

main().catch((error: unknown) => {
	if (error instanceof RunsAlready) {
		console.log(error.message);
		return;
	}
	console.error(`\n${messageOf(error)}`);
	process.exitCode = 1;
});
