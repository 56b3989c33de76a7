/* What is published: which files, and how large. */
import fs from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { ROOT } from '../support/engine';
import { setUpPacked } from './packed';
import { filesIn, sources } from './published';

/** With room for what another npm or zlib makes of the same files. */
const MAX_TARBALL = 95_000;

const Manifest = z.object({
	main: z.undefined(),
	n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()) }),
});

const packed = setUpPacked();

test('has the built nodes with their icons, search words and schemas, and the papers', () => {
	const papers = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];
	const built = sources.map((file) => `dist/${file.replace(/\.ts$/, '.js')}`);
	expect(packed.shipped).toEqual([...built, ...papers].sort());
});

test.each([
	'dist/credentials/OutxApi.credentials.js',
	'dist/credentials/outxApi.dark.svg',
	'dist/credentials/outxApi.svg',
	'dist/nodes/Outx/Outx.node.js',
	'dist/nodes/Outx/Outx.node.json',
	'dist/nodes/Outx/outx.dark.svg',
	'dist/nodes/Outx/outx.svg',
	'dist/nodes/Outx/__schema__/v1.0.0/connection/getAll.json',
	'dist/nodes/OutxTrigger/OutxTrigger.node.js',
	'dist/nodes/OutxTrigger/OutxTrigger.node.json',
	'dist/nodes/OutxTrigger/outxTrigger.dark.svg',
	'dist/nodes/OutxTrigger/outxTrigger.svg',
	'dist/nodes/OutxWaitForTask/OutxWaitForTask.node.js',
	'dist/nodes/OutxWaitForTask/OutxWaitForTask.node.json',
	'dist/nodes/OutxWaitForTask/outxWaitForTask.dark.svg',
	'dist/nodes/OutxWaitForTask/outxWaitForTask.svg',
	'dist/nodes/OutxWaitForTask/__schema__/v1.0.0.json',
	'dist/nodes/shared/api/request.js',
])('has %s', (file) => {
	expect(packed.shipped).toContain(file);
});

test('has nothing of the workshop', () => {
	const kinds = /^(dist\/(credentials|nodes)\/.+\.(js|json|svg)|[A-Z]+(\.md)?|package\.json)$/;
	expect(packed.shipped.filter((file) => !kinds.test(file))).toEqual([]);
	expect(
		packed.shipped.filter((file) =>
			/\.(ts|map|tsbuildinfo|png|tgz)$|test|sandbox|example|docs|bench|companion|\bscripts?\b/i.test(
				file,
			),
		),
	).toEqual([]);
});

test(`is smaller than ${MAX_TARBALL / 1000} kB`, () => {
	expect(packed.size).toBeLessThan(MAX_TARBALL);
	expect(fs.statSync(packed.tarball).size).toBe(packed.size);
});

test('has no source maps and no path of the machine that built it', () => {
	for (const file of filesIn(packed.unpacked).filter((each) => each.endsWith('.js'))) {
		const text = fs.readFileSync(path.join(packed.unpacked, file), 'utf8');
		expect(text).not.toMatch(/sourceMappingURL|__dirname|__filename/);
		expect(text).not.toContain(ROOT);
	}
});

test('names only files that are there', () => {
	const { n8n, main } = Manifest.parse(
		JSON.parse(fs.readFileSync(path.join(packed.unpacked, 'package.json'), 'utf8')),
	);
	expect(main).toBeUndefined();
	const named = [...n8n.nodes, ...n8n.credentials];
	expect(named.filter((file) => !packed.shipped.includes(file))).toEqual([]);
	const there = packed.shipped.filter((file) => /\.(node|credentials)\.js$/.test(file));
	expect(there).toEqual([...named].sort());
});
