/*
 * Runs every operation against a sandbox that answers rightly, and against every way in which it can go wrong, and
 * writes down where the API key turned up. In a process of its own, because what it prints is part of the test.
 */
import fs from 'node:fs';
import http from 'node:http';
import { startSandbox } from '../../sandbox';
import { SANDBOX_KEY, loadEngine, outxCredentials } from '../support/engine';
import { resources } from '../../nodes/Outx/resources';
import { placesOf, textsIn } from './everywhere';
import { sampleFor } from './samples';

const STATUS_PATH = '/linkedin-agent/get-task-status';
/** n8n retries reads at once when it is told to wait for no time. */
const retryAfter = 0;
const statuses = [400, 401, 402, 403, 404, 405, 429, 500, 502, 503];

const scenes = [
	{ name: 'nothing goes wrong' },
	{ name: 'tasks that fail', switches: { failTasks: { output: `refused ${SANDBOX_KEY.length}` } } },
	{ name: 'no extension', switches: { extension: 'stale' } },
	{ name: 'tasks that do not end', switches: { extension: 'asleep' } },
	...statuses.map((status) => ({
		name: `status ${status}`,
		faults: [{ kind: 'status', status, retryAfter }],
	})),
	{ name: 'statusAfter', faults: [{ kind: 'statusAfter', status: 500, retryAfter }] },
	{ name: 'a web page', faults: [{ kind: 'html' }] },
	{
		name: 'a web page with 503',
		faults: [{ kind: 'status', status: 503, html: true, retryAfter }],
	},
	{ name: 'slow', faults: [{ kind: 'slow', ms: 20 }] },
	{ name: 'brokenJson', faults: [{ kind: 'brokenJson' }] },
	{ name: 'empty', faults: [{ kind: 'empty' }] },
	{ name: 'missingTaskId', faults: [{ kind: 'missingTaskId' }] },
	{ name: 'redirect', faults: [{ kind: 'redirect', to: 'elsewhere' }] },
	{ name: 'redirect 307', faults: [{ kind: 'redirect', to: 'elsewhere', status: 307 }] },
	...[400, 401, 403, 404, 429, 500].map((status) => ({
		name: `echoKey ${status}`,
		faults: [{ kind: 'echoKey', status, retryAfter }],
	})),
	{ name: 'echoKey 200', faults: [{ kind: 'echoKey', status: 200 }] },
	{ name: 'echoKey while waiting', faults: [{ kind: 'echoKey', path: STATUS_PATH, retryAfter }] },
	{
		name: 'echoKey 401 while waiting',
		faults: [{ kind: 'echoKey', status: 401, path: STATUS_PATH }],
	},
	{ name: 'resetBefore', faults: [{ kind: 'resetBefore' }], stopAfter: 1200 },
	{ name: 'resetAfter', faults: [{ kind: 'resetAfter' }], stopAfter: 1200 },
	{
		name: 'resetAfter while waiting',
		faults: [{ kind: 'resetAfter', path: STATUS_PATH }],
		stopAfter: 1500,
	},
	{ name: 'timeout', faults: [{ kind: 'timeout' }], stopAfter: 300 },
	{ name: 'no server', closed: true, stopAfter: 1200 },
];

const MODES = [undefined, 'continueRegularOutput', 'continueErrorOutput'];
const WRONG_KEYS = [`${SANDBOX_KEY}x`, `${SANDBOX_KEY} ${SANDBOX_KEY}`, `${SANDBOX_KEY}\u00fc`];

const operations = resources.flatMap(({ value, operations: list }) =>
	list.map((operation) => `${value}.${operation.value}`),
);

const found = { runs: 0, redacted: 0, kinds: [], leaks: [], elsewhere: 0 };

function judge(where, value) {
	found.runs++;
	for (const text of textsIn(value)) if (text.includes('[API key]')) found.redacted++;
	for (const text of placesOf(SANDBOX_KEY, value))
		found.leaks.push({ where, text: text.slice(0, 500) });
}

/** A server that must never be called. */
async function startElsewhere() {
	const server = http.createServer((request, response) => {
		found.elsewhere++;
		judge('elsewhere', request.headers);
		response.end('{}');
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}

async function poll(engine, sandbox, event, watchlist) {
	const trigger = engine.trigger('outxTrigger', { event, watchlist });
	try {
		const items = await trigger.poll(outxCredentials(sandbox.url), { activation: 'init' });
		return { items, memory: trigger.staticData };
	} catch (error) {
		return { error, memory: trigger.staticData };
	}
}

async function play(engine, scene, elsewhere) {
	const sandbox = await startSandbox({ switches: { taskDelayMs: 0, pickUpMs: 0 } });
	const parameters = new Map();
	for (const name of operations) parameters.set(name, await sampleFor(name, sandbox));
	const faults = (scene.faults ?? []).map((fault) => ({
		times: null,
		...fault,
		...(fault.to && { to: elsewhere }),
	}));
	sandbox.set({ ...scene.switches, faults });
	if (scene.closed) await sandbox.close();

	const options = { maximumWait: 0 };
	const quick = { credentials: outxCredentials(sandbox.url), cancelAfter: scene.stopAfter };
	const run = async (name, node, values, settings, credentials = quick.credentials) => {
		const { raw } = await engine.runNode(node, values, { ...quick, credentials, settings });
		judge(`${scene.name}: ${name}`, raw);
	};
	const all = MODES.flatMap((onError) =>
		operations.map((name) =>
			run(
				`${name}, ${onError}`,
				'outx',
				{ waitForCompletion: true, ...parameters.get(name), options },
				{ onError },
			),
		),
	);
	const { taskId } = parameters.get('task.getStatus');
	for (const onError of MODES) {
		all.push(run(`wait, ${onError}`, 'outxWaitForTask', { taskId, maximumWait: 0 }, { onError }));
	}
	if (!scene.stopAfter) {
		const { watchlist } = parameters.get('watchlistPost.getAll');
		for (const event of ['newConnection', 'newInteraction', 'newWatchlistPost']) {
			all.push(
				poll(engine, sandbox, event, watchlist).then((value) =>
					judge(`${scene.name}: ${event}`, value),
				),
			);
		}
	}
	// n8n gives the test of a credential five minutes.
	if (scene.name !== 'timeout') {
		all.push(
			engine
				.testCredential('outxApi', outxCredentials(sandbox.url).outxApi)
				.then((value) => judge(`${scene.name}: credential`, value)),
		);
	}
	if (!scene.faults) {
		for (const key of WRONG_KEYS) {
			const credentials = outxCredentials(sandbox.url, key);
			all.push(run('wrong key', 'outx', parameters.get('team.get'), {}, credentials));
		}
	}
	await Promise.all(all);
	judge(`${scene.name}: what the sandbox was sent`, sandbox.requests);
	found.kinds.push(...faults.map(({ kind }) => kind));
	if (!scene.closed) await sandbox.close();
}

async function main() {
	const engine = await loadEngine();
	const server = await startElsewhere();
	const elsewhere = `http://127.0.0.1:${server.address().port}/caught`;
	await Promise.all(scenes.map((scene) => play(engine, scene, elsewhere)));
	server.closeAllConnections();
	server.close();
	found.store = placesOf(SANDBOX_KEY, engine.store).length;
	fs.writeFileSync(process.argv[2], JSON.stringify(found));
	// Timers of answers that never came would keep the process.
	process.exit(0);
}

void main();
