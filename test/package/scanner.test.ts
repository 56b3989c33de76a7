/* n8n's scanner for community packages has no objection. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { ROOT } from '../support/engine';
import { setUpPacked } from './packed';

const Scan = z.object({ passed: z.boolean(), message: z.string(), details: z.string() });

const packed = setUpPacked();

const wrong = path.join(packed.temporary, 'wrong');
const published = path.join(packed.temporary, 'published', 'n8n-nodes-outx');
const Results = z.tuple([Scan, Scan, Scan]);
let results: z.infer<typeof Results>;

beforeAll(() => {
	fs.cpSync(packed.unpacked, published, { recursive: true });
	fs.mkdirSync(path.join(wrong, 'nodes'), { recursive: true });
	fs.writeFileSync(path.join(wrong, 'nodes/x.js'), "require('fs'); process.exit(1);\n");
	const folders = [
		[ROOT, ['package.json', '{nodes,credentials}/**/*.{js,ts,json}']],
		[published, ['**/*.js', 'package.json']],
		[wrong, ['**/*.js']],
	];
	const answer = execFileSync(
		process.execPath,
		[path.join(ROOT, 'test/support/scan.mjs'), JSON.stringify(folders)],
		// Its rules take every file for a node's when NODE_ENV says "test", as it does in Jest.
		{ encoding: 'utf8', env: { ...process.env, NODE_ENV: undefined } },
	);
	results = Results.parse(JSON.parse(answer.trim().split('\n').at(-1) ?? ''));
}, 120_000);

test('finds nothing in the sources and in the tarball', () => {
	const [sources, tarball] = results;
	const nothing = { passed: true, message: '', details: '' };
	expect({ sources, tarball }).toEqual({ sources: nothing, tarball: nothing });
});

test('would find something', () => {
	const [, , { passed }] = results;
	expect(passed).toBe(false);
});
