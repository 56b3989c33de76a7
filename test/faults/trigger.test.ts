/* Whatever goes wrong between two polls: in the end everybody and everything new was returned once, and nothing else. */
import type { IDataObject } from 'n8n-workflow';

import { parametersFor } from '../engine/polling';
import { urnOf } from '../engine/stage';
import { loadEngine, outxCredentials, SANDBOX_KEY, type Engine } from '../support/engine';
import { fetchJson } from '../support/http';
import { listOf, textOf } from '../support/json';
import { CHECK_FAULTS, REQUEST_FAULTS, type Fault } from './faults';
import { wrongsOfWords } from './judge';
import { Lanes } from './lanes';
import { CHECK_HITS, isWhole, REQUEST_HITS } from './matrix';
import type { Row } from './rows';
import type { FaultyServer, Strike } from './server';

const EVENTS = ['newConnection', 'newInteraction', 'newWatchlistPost'] as const;

interface Cell {
	event: (typeof EVENTS)[number];
	fault: Fault;
	hit: string;
	strikes: Strike;
}

const nameOf = ({ event, fault, hit }: Cell) => `${event} × ${fault.name}, ${hit}`;

const rowOf = (event: string): Row => ({
	...{ name: event, node: 'outx', parameters: {}, acts: false, waits: false },
	createsTask: event === 'newConnection',
});

const ONCE: Strike = (_call, nth) => nth === 1;

function cellsOf(event: Cell['event'], faults: readonly Fault[], always: Strike): Cell[] {
	const isHit: Strike = (call, nth) => always(call, nth) && ONCE(call, nth);
	return faults
		.filter((fault) => fault.meets(rowOf(event)))
		.flatMap((fault) => [
			{ event, fault, hit: 'once', strikes: isHit },
			{ event, fault, hit: 'always', strikes: always },
		]);
}

const all = [
	...EVENTS.flatMap((event) => cellsOf(event, REQUEST_FAULTS, REQUEST_HITS.always)),
	...cellsOf('newConnection', CHECK_FAULTS, CHECK_HITS.always),
];
/** A prime, so that events, faults and hits take turns. */
const SAMPLED = 13;
const cells = isWhole ? all : all.filter((_, place) => place % SAMPLED === 0);

/** A task whose status nobody knows counts as under way, which is waited for in silence, and a list may be empty. */
const isQuiet = ({ fault, event }: Cell) =>
	/unknown status|empty list|no data/.test(fault.name) ||
	(event === 'newConnection' && fault.name.startsWith('something of somebody else'));

const NEW = 3;
const POLLS_WITH_FAULT = 4;
const POLLS_AFTER = 8;

async function watchlistOf({ sandbox }: FaultyServer, nth: number): Promise<string> {
	const headers = { 'x-api-key': SANDBOX_KEY };
	const body = { keywords: [`trigger-${nth}`] };
	return textOf((await fetchJson(`${sandbox.url}/api-keyword-watchlist`, { headers, body })).id);
}

async function grow({ sandbox }: FaultyServer, event: string, watchlist_id: string) {
	if (event === 'newConnection') return sandbox.world.growConnections(NEW).map(urnOf);
	const what = event === 'newInteraction' ? 'interactions' : 'posts';
	const body = { count: NEW, watchlist_id };
	const { added } = await fetchJson(`${sandbox.url}/sandbox/${what}/grow`, { body });
	return listOf(added).map(({ id }) => textOf(id));
}

const keyOf = ({ entity_urn, id }: IDataObject) => textOf(entity_urn ?? id);

async function runCell(
	engine: Engine,
	server: FaultyServer,
	cell: Cell,
	nth: number,
): Promise<string[]> {
	const { event, fault, hit, strikes } = cell;
	server.sandbox.set({ taskDelayMs: 0 });
	const watchlist = event === 'newConnection' ? '' : await watchlistOf(server, nth);
	const trigger = engine.trigger('outxTrigger', parametersFor(event, watchlist));
	const returned: string[] = [];
	const wrongs: string[] = [];
	let reports = 0;
	const poll = async (times: number) => {
		for (let left = times; left > 0; left--) {
			try {
				const output = await trigger.poll(outxCredentials(server.url));
				returned.push(...(output?.[0] ?? []).map(({ json }) => keyOf(json)));
			} catch (error) {
				reports++;
				if (!(error instanceof Error)) throw error;
				const { message } = error;
				const description = 'description' in error ? String(error.description) : '';
				const everything = JSON.stringify(Object.assign({}, error, { message }));
				const report = { error: { message, description, data: undefined }, items: [], everything };
				wrongs.push(...wrongsOfWords(report, SANDBOX_KEY));
			}
		}
	};

	server.begin();
	await poll(4);
	if (returned.length > 0) wrongs.push(`returns what was there before: ${returned.join(', ')}`);
	const wanted = await grow(server, event, watchlist);
	server.begin(fault, strikes);
	await poll(POLLS_WITH_FAULT);
	const isSilent = hit === 'always' && reports === 0 && returned.length === 0;
	if (isSilent && !isQuiet(cell)) wrongs.push('is silent');
	server.begin();
	await poll(POLLS_AFTER);

	const missing = wanted.filter((key) => !returned.includes(key));
	const twice = returned.filter((key, place) => returned.indexOf(key) !== place);
	const others = returned.filter((key) => !wanted.includes(key));
	if (missing.length > 0) wrongs.push(`lost ${missing.join(', ')}`);
	if (twice.length > 0) wrongs.push(`returned twice ${twice.join(', ')}`);
	if (others.length > 0) wrongs.push(`returned as new ${others.join(', ')}`);
	return wrongs.map((wrong) => `${nameOf(cell)}: ${wrong}`);
}

describe('the trigger', () => {
	jest.setTimeout(1_200_000);
	let wrongs: string[] = [];

	beforeAll(async () => {
		const engine = await loadEngine();
		const lanes = await Lanes.open<Cell>((...args) => runCell(engine, ...args));
		try {
			wrongs = await lanes.check(cells);
		} finally {
			await lanes.close();
		}
	});

	test.each(EVENTS)('%s', (name) => {
		expect(cells.some(({ event }) => event === name)).toBe(true);
		expect(wrongs.filter((wrong) => wrong.startsWith(`${name} × `))).toEqual([]);
	});
});
