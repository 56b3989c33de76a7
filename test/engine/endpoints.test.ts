/*
 * docs/api.md lists the endpoints of OutX. Here every operation of the built package runs, and what it really calls is
 * held against that list: none is forgotten, and none is called that is not on it.
 */
import fs from 'node:fs';
import path from 'node:path';

import { rowsOf, withCalls } from '../../scripts/docs/apiPage';
import { callsOfAll, KINDS, parametersOfKind } from '../../scripts/docs/calls';
import { ROOT } from '../../scripts/setup';
import { outxCredentials } from '../support/engine';
import { createTasks, itemsFor } from './requests';
import { setUpStage } from './stage';

const stage = setUpStage();

const MAX_BYTES_PER_OPERATION = 3000;
const LEFT_OUT = ['POST /linkedin-agent/auth-send-otp', 'POST /linkedin-agent/auth-verify-otp'];

const page = fs.readFileSync(path.join(ROOT, 'docs/api.md'), 'utf8');
const rows = rowsOf(page);
const listed = rows.filter(({ operations }) => operations.length > 0);
const knownCalls = listed.map(({ call }) => call);

test('the page is what npm run docs writes: every call, with the operations that make it', async () => {
	const calls = await callsOfAll(stage.engine, stage.sandbox);
	const expected = [...calls].map(([call, operations]) => [call, [...operations].sort()]);
	expect(Object.fromEntries(listed.map(({ call, operations }) => [call, operations]))).toEqual(
		Object.fromEntries(expected),
	);
	expect(withCalls(page, calls)).toBe(page);
});

test('the page lists everything once, and what is left out as left out', () => {
	const calls = rows.map(({ call }) => call);
	expect(new Set(calls).size).toBe(calls.length);
	const leftOut = calls.filter((call) => !knownCalls.includes(call));
	expect(leftOut).toEqual(LEFT_OUT);
});

test('trigger, waiting, credential and the lists of the editor call nothing else', async () => {
	const { engine, sandbox } = stage;
	const credentials = outxCredentials(sandbox.url);
	const { watchlist } = await parametersOfKind(sandbox, 'keyword');
	const [id] = await createTasks(sandbox, 1);
	sandbox.requests.length = 0;
	for (const event of ['newConnection', 'newWatchlistPost', 'newInteraction']) {
		await engine.trigger('outxTrigger', { event, watchlist }).poll(credentials);
	}
	await stage.waitForTask({ taskId: id }, { items: itemsFor([id]) });
	await engine.testCredential('outxApi', credentials.outxApi);
	await engine.listSearch('outx', 'searchWatchlists', {}, credentials);

	const calls = [...new Set(sandbox.requests.map((asked) => `${asked.method} ${asked.path}`))];
	expect(calls.filter((call) => !knownCalls.includes(call))).toEqual([]);
	expect(calls.sort()).toEqual(
		[
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
		.readdirSync(dist, { recursive: true, encoding: 'utf8' })
		.filter((file) => path.extname(file) === '.js');
	expect(files.length).toBeGreaterThan(20);
	const paths = files.flatMap((file) => {
		const code = fs.readFileSync(path.join(dist, file), 'utf8');
		return [...code.matchAll(/['"`](\/(?:linkedin-agent\/|api-)(?:\$\{[^}]*\}|[^'"`$])*)/g)].map(
			([, found]) => found,
		);
	});
	const known = knownCalls.map((call) => call.split(' ')[1]);
	const isKnown = (found: string) =>
		KINDS.map((kind) => found.replace(/\$\{[^}]*\}/, kind)).every((each) => known.includes(each));
	expect(paths.length).toBeGreaterThan(15);
	expect([...new Set(paths)].filter((found) => !isKnown(found))).toEqual([]);
});

test('the description stays small, because the editor loads it whole', () => {
	const description = stage.engine.describe('outx');
	const operations = description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [] }) => options);
	const bytes = Buffer.byteLength(JSON.stringify(description));
	expect(bytes / operations.length).toBeLessThan(MAX_BYTES_PER_OPERATION);
});

describe('the tables of the page', () => {
	const row = '| `POST` | `/api-like` | Watchlist Post → Like |';
	const calls = new Map(listed.map(({ call, operations }) => [call, operations]));

	test('are read row by row', () => {
		expect(rowsOf(row)).toEqual([
			{ call: 'POST /api-like', operations: ['Watchlist Post → Like'] },
		]);
		expect(rowsOf(page.replace(/^.*`\/api-like`.*\n/m, ''))).toHaveLength(rows.length - 1);
		expect(rowsOf(`${page}\n${row}\n`)).toHaveLength(rows.length + 1);
	});

	test.each(['POST /linkedin-agent/share', 'GET /api-new-watchlist', 'PUT /api-new'])(
		'get a row for %s, and lose it again',
		(call) => {
			const longer = withCalls(page, new Map([...calls, [call, ['New → One']]]));
			expect(rowsOf(longer)).toContainEqual({ call, operations: ['New → One'] });
			expect(rowsOf(longer)).toHaveLength(rows.length + 1);
			expect(withCalls(longer, calls)).toBe(page);
		},
	);
});
