/*
 * docs/api.md lists the endpoints of OutX. Here every operation of the built package runs, and what it really asks for is
 * held against that list: none is forgotten, and none is spoken that is not on it.
 */
import fs from 'node:fs';
import path from 'node:path';

import { ROOT, outxCredentials } from '../support/engine';
import { sampleFor } from '../package/samples';
import { createTasks, itemsFor } from './requests';
import { AT_ONCE, setUpStage } from './stage';

const stage = setUpStage();

const MOST_BYTES_PER_OPERATION = 3000;
const KINDS = ['keyword', 'people', 'company', 'reddit'];
const LEFT_OUT = ['POST /linkedin-agent/auth-send-otp', 'POST /linkedin-agent/auth-verify-otp'];

/** Rows of the page's tables: the call, and the operations that make it. */
function rowsOf(page) {
	const row = /^\| `(GET|POST|PUT|DELETE)` +\| `(\/[\w/-]+)` +\|(?: (.+?) +\|)?$/gm;
	return [...page.matchAll(row)].map(([, method, endpoint, operations]) => ({
		call: `${method} ${endpoint}`,
		operations: operations?.split(', ').sort(),
	}));
}

const page = fs.readFileSync(path.join(ROOT, 'docs/api.md'), 'utf8');
const rows = rowsOf(page);
const spoken = rows.filter(({ operations }) => operations);

const description = () => stage.engine.describe('outx');
/** What the menus of the node offer: value and name of every operation. */
function menu() {
	const { properties } = description();
	const resources = properties.find(({ name }) => name === 'resource').options;
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			displayOptions.show.resource.flatMap((resource) =>
				options.map(({ name, value }) => ({
					what: `${resource}.${value}`,
					title: `${resources.find((each) => each.value === resource).name} → ${name}`,
				})),
			),
		);
}

const asked = () => stage.sandbox.requests.map((request) => `${request.method} ${request.path}`);

/** Runs an operation, of watchlists once for every kind, and tells what it asked for. */
async function callsOf(what) {
	const calls = new Set();
	stage.sandbox.reset({ switches: AT_ONCE });
	const ofAKind = what.startsWith('watchlist.');
	for (const kind of ofAKind ? KINDS : [undefined]) {
		const { resource, operation, ...parameters } = await sampleFor(what, stage.sandbox);
		if (kind) Object.assign(parameters, await kindly(kind, operation));
		stage.sandbox.requests.length = 0;
		const run = await stage.outx(`${resource}.${operation}`, parameters);
		expect(run.error?.message).toBeUndefined();
		for (const call of asked()) calls.add(call);
	}
	return [...calls];
}

async function kindly(kind, operation) {
	const response = await fetch(`${stage.sandbox.url}/sandbox/watchlists`);
	const { id } = (await response.json()).watchlists.find((watchlist) => watchlist.kind === kind);
	return {
		kind,
		watchlist: { __rl: true, mode: 'id', value: id },
		...(operation === 'create' && { profiles: 'somebody', companies: 'something' }),
	};
}

test('every endpoint of the page is asked for by the operations it names, and by no other', async () => {
	const made = new Map();
	for (const { what, title } of menu()) {
		for (const call of await callsOf(what)) {
			made.set(call, [...(made.get(call) ?? []), title].sort());
		}
	}
	const listed = spoken.map(({ call, operations }) => [call, operations]);
	expect(Object.fromEntries(made)).toEqual(Object.fromEntries(listed));
	expect(listed).toHaveLength(32);
});

test('the page lists everything once, and what is left out as left out', () => {
	const calls = rows.map(({ call }) => call);
	expect(new Set(calls).size).toBe(calls.length);
	const leftOut = rows.filter(({ operations }) => !operations).map(({ call }) => call);
	expect(leftOut).toEqual(LEFT_OUT);
});

test('trigger, waiting, credential and the lists of the editor ask for nothing else', async () => {
	const credentials = outxCredentials(stage.sandbox.url);
	const { watchlist } = await kindly('keyword');
	const [id] = await createTasks(stage.sandbox, 1);
	stage.sandbox.requests.length = 0;
	for (const event of ['newConnection', 'newWatchlistPost', 'newInteraction']) {
		await stage.engine.trigger('outxTrigger', { event, watchlist }).poll(credentials);
	}
	await stage.waitForTask({ taskId: id }, { items: itemsFor([id]) });
	await stage.engine.testCredential('outxApi', credentials.outxApi);
	await stage.engine.listSearch('outx', 'searchWatchlists', {}, credentials);

	const calls = [...new Set(asked())].sort();
	const known = spoken.map(({ call }) => call);
	expect(calls.filter((call) => !known.includes(call))).toEqual([]);
	expect(calls).toEqual(
		[
			'GET /api-team',
			'GET /api-posts',
			'GET /api-interactions',
			'GET /linkedin-agent/get-task-status',
			'POST /linkedin-agent/fetch-connections',
			...KINDS.map((kind) => `GET /api-${kind}-watchlist`),
		].sort(),
	);
});

test('the built package holds no path that is not on the page', () => {
	const dist = path.join(ROOT, 'dist');
	const files = fs
		.readdirSync(dist, { recursive: true })
		.filter((file) => path.extname(file) === '.js');
	expect(files.length).toBeGreaterThan(20);
	const paths = files.flatMap((file) => {
		const code = fs.readFileSync(path.join(dist, file), 'utf8');
		return [...code.matchAll(/['"`](\/(?:linkedin-agent\/|api-)(?:\$\{[^}]*\}|[^'"`$])*)/g)].map(
			([, found]) => found,
		);
	});
	const known = spoken.map(({ call }) => call.split(' ')[1]);
	const isKnown = (found) =>
		KINDS.map((kind) => found.replace(/\$\{[^}]*\}/, kind)).every((each) => known.includes(each));
	expect(paths.length).toBeGreaterThan(15);
	expect([...new Set(paths)].filter((found) => !isKnown(found))).toEqual([]);
});

test('the description stays small, because the editor loads it whole', () => {
	const bytes = Buffer.byteLength(JSON.stringify(description()));
	expect(bytes / menu().length).toBeLessThan(MOST_BYTES_PER_OPERATION);
});

test('a page without an endpoint, or with one too many, is noticed', () => {
	const row = '| `POST` | `/api-like`         | Watchlist Post → Like                 |';
	expect(rowsOf(row)).toEqual([{ call: 'POST /api-like', operations: ['Watchlist Post → Like'] }]);
	expect(rowsOf(page.replace(/^.*`\/api-like`.*\n/m, ''))).toHaveLength(rows.length - 1);
	expect(rowsOf(`${page}\n${row}\n`)).toHaveLength(rows.length + 1);
});
