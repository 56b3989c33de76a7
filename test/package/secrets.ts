/*
 * Runs every operation against a sandbox that answers rightly, and against every way in which it can go wrong, and
 * writes down where the API key turned up. In a process of its own, because what it prints is part of the test.
 */
import fs from 'node:fs';

import fastify from 'fastify';
import type { INodeParameters, OnError } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { loadEngine, outxCredentials, SANDBOX_KEY, type Engine } from '../support/engine';
import { placesOf, textsIn } from './everywhere';
import type { Findings } from './findings';
import { operationNames, sampleFor } from './samples';
import { ELSEWHERE, scenes, type Scene } from './scenes';

const MODES: (OnError | undefined)[] = [undefined, 'continueRegularOutput', 'continueErrorOutput'];
const WRONG_KEYS = [`${SANDBOX_KEY}x`, `${SANDBOX_KEY} ${SANDBOX_KEY}`, `${SANDBOX_KEY}\u00fc`];

const findings: Findings = {
	runs: 0,
	redacted: 0,
	kinds: [],
	leaks: [],
	elsewhere: 0,
	store: 0,
};

function judge(where: string, value: unknown) {
	findings.runs++;
	for (const text of textsIn(value)) if (text.includes('[API key]')) findings.redacted++;
	for (const text of placesOf(SANDBOX_KEY, value)) {
		findings.leaks.push({ where, text: text.slice(0, 500) });
	}
}

/** A server that must never be called. */
async function startElsewhere() {
	const server = fastify({ forceCloseConnections: true });
	server.all('/*', ({ headers }) => {
		findings.elsewhere++;
		judge('elsewhere', headers);
		return {};
	});
	return { url: await server.listen({ port: 0, host: '127.0.0.1' }), close: () => server.close() };
}

async function poll(engine: Engine, { url }: Sandbox, parameters: INodeParameters) {
	const trigger = engine.trigger('outxTrigger', parameters);
	try {
		const items = await trigger.poll(outxCredentials(url), { activation: 'init' });
		return { items, memory: trigger.staticData };
	} catch (error) {
		return { error, memory: trigger.staticData };
	}
}

async function play(engine: Engine, scene: Scene, elsewhere: string) {
	const sandbox = await startSandbox({ switches: { taskDelayMs: 0, pickUpMs: 0 } });
	const samples = new Map<string, INodeParameters>();
	for (const name of operationNames) samples.set(name, await sampleFor(name, sandbox));
	const faults = (scene.faults ?? []).map((fault) => ({
		times: null,
		...fault,
		...(fault.to === ELSEWHERE && { to: `${elsewhere}/caught` }),
	}));
	sandbox.set({ ...scene.switches, faults });
	if (scene.closed) await sandbox.close();

	const run = async (
		what: string,
		nodeType: string,
		parameters: INodeParameters,
		onError?: OnError,
		credentials = outxCredentials(sandbox.url),
	) => {
		const { raw } = await engine.runNode(nodeType, parameters, {
			credentials,
			cancelAfter: scene.stopAfter,
			settings: { onError },
		});
		judge(`${scene.name}: ${what}`, raw);
	};
	// The matrix of faults looks for the key in every mode; here the modes take turns.
	const all = [...samples].map(([name, sample], nth) => {
		const onError = MODES[(nth + scenes.indexOf(scene)) % MODES.length];
		return run(
			`${name}, ${onError ?? 'stop'}`,
			'outx',
			{ waitForCompletion: true, ...sample, options: { maximumWait: 0 } },
			onError,
		);
	});
	const taskId = samples.get('task.getStatus')?.taskId;
	for (const onError of MODES) {
		const parameters = { taskId, maximumWait: 0 };
		all.push(run(`wait, ${onError ?? 'stop'}`, 'outxWaitForTask', parameters, onError));
	}
	if (scene.stopAfter === undefined) {
		const watchlist = samples.get('watchlistPost.getAll')?.watchlist;
		for (const event of ['newConnection', 'newInteraction', 'newWatchlistPost']) {
			all.push(
				poll(engine, sandbox, { event, watchlist }).then((value) => {
					judge(`${scene.name}: ${event}`, value);
				}),
			);
		}
	}
	// n8n gives the test of a credential five minutes.
	if (scene.name !== 'timeout') {
		all.push(
			engine.testCredential('outxApi', outxCredentials(sandbox.url).outxApi).then((value) => {
				judge(`${scene.name}: credential`, value);
			}),
		);
	}
	if (!scene.faults) {
		for (const key of WRONG_KEYS) {
			const credentials = outxCredentials(sandbox.url, key);
			all.push(
				run('wrong key', 'outx', { resource: 'team', operation: 'get' }, undefined, credentials),
			);
		}
	}
	await Promise.all(all);
	judge(`${scene.name}: what the sandbox was sent`, sandbox.requests);
	findings.kinds.push(...faults.map(({ kind }) => kind));
	if (!scene.closed) await sandbox.close();
}

async function main() {
	const engine = await loadEngine();
	const elsewhere = await startElsewhere();
	await Promise.all(scenes.map((scene) => play(engine, scene, elsewhere.url)));
	await elsewhere.close();
	findings.store = placesOf(SANDBOX_KEY, engine.store).length;
	fs.writeFileSync(process.argv[2], JSON.stringify(findings));
	// Timers of answers that never came would keep the process.
	process.exit(0);
}

void main();
