/* The API key never turns up: in no output, no message, no property of any error, and nothing that is printed. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { SANDBOX_KEY as KEY } from '../support/engine/sandboxCredentials';
import { formsOf, placesOf } from './everywhere';
import { Findings } from './findings';
import { operationNames } from './samples';

const KINDS = [
	...['brokenJson', 'echoKey', 'empty', 'html', 'missingTaskId', 'redirect', 'resetAfter'],
	...['resetBefore', 'slow', 'status', 'statusAfter', 'timeout'],
];

describe('in everything that can happen', () => {
	let printed: string;
	let found: Findings;

	beforeAll(() => {
		const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'outx-secrets-'));
		const file = path.join(folder, 'found.json');
		const child = spawnSync(
			process.execPath,
			['--import', 'tsx', path.join(__dirname, 'secrets.ts'), file],
			{
				encoding: 'utf8',
				maxBuffer: 2 ** 28,
				env: {
					...process.env,
					NODE_ENV: undefined,
					N8N_LOG_LEVEL: 'debug',
					N8N_USER_FOLDER: folder,
				},
			},
		);
		printed = child.stdout + child.stderr;
		if (child.status !== 0) throw new Error(`The runs ended badly: ${printed}`);
		found = Findings.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
		fs.rmSync(folder, { recursive: true, force: true });
	}, 120_000);

	test('every kind of fault was met, by every operation, with and without Continue', () => {
		expect([...new Set(found.kinds)].sort()).toEqual(KINDS);
		expect(found.runs).toBeGreaterThan(3 * operationNames.length * KINDS.length);
	});

	test('the key is nowhere in what came out', () => {
		expect(found.leaks).toEqual([]);
		expect(found.store).toBe(0);
	});

	test('the key is nowhere in what was printed, with all of the log switched on', () => {
		expect(printed.length).toBeGreaterThan(1000);
		for (const form of formsOf(KEY)) expect(printed).not.toContain(form);
	});

	test('where OutX sends the key back, it is taken out', () => {
		expect(found.redacted).toBeGreaterThan(0);
	});

	test('nothing follows a redirect to another host', () => {
		expect(found.elsewhere).toBe(0);
	});
});

describe('the search finds a key', () => {
	const hidden = Object.defineProperty({}, 'config', {
		enumerable: false,
		value: { headers: [KEY] },
	});
	const loop: Record<string, unknown> = { deep: [{ text: `x ${KEY} y` }] };
	loop.self = loop;
	const symbol = { [Symbol('s')]: KEY };
	test.each<[string, unknown]>([
		['in a text', KEY],
		['deep inside, with a loop', loop],
		['as a name', { [KEY]: 1 }],
		['in the message of an error', new Error(KEY)],
		['in its stack', Object.assign(new Error('x'), { stack: `at ${KEY}` })],
		['in its cause', new Error('x', { cause: new Error(KEY) })],
		['in a hidden property', hidden],
		['behind a symbol', symbol],
		['in a map', new Map([['a', { b: KEY }]])],
		['in a set', new Set([KEY])],
		['in a buffer', { body: Buffer.from(`{"key":"${KEY}"}`) }],
		['in base64', Buffer.from(KEY).toString('base64')],
		['in an address', `https://x/?key=${encodeURIComponent(KEY)}`],
		['cut off', KEY.slice(0, -4)],
	])('%s', (_, value) => {
		expect(placesOf(KEY, value).length).toBeGreaterThan(0);
	});

	test('and none where there is none', () => {
		expect(placesOf(KEY, { a: ['key', 'outx', new Error('sandbox')] })).toEqual([]);
	});
});
