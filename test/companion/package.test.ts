import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { ROOT } from '../support/engine';
import { NOTHING_FOUND, scanFolders } from '../support/scanFolders';
import { COMPANION } from './stage';

const DIST = path.join(COMPANION, 'dist');

const readJson = (file: string): unknown => JSON.parse(fs.readFileSync(file, 'utf8'));
const manifest = z
	.object({
		name: z.string(),
		dependencies: z.unknown(),
		peerDependencies: z.record(z.string()),
	})
	.parse(readJson(path.join(COMPANION, 'package.json')));

test('needs nothing but n8n-workflow when it runs', () => {
	const required = fs
		.readdirSync(DIST, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.js'))
		.map((file) => fs.readFileSync(path.join(DIST, file), 'utf8'))
		.flatMap((code) => [...code.matchAll(/require\(['"]([^'"]+)['"]\)/g)].map(([, name]) => name));
	expect(required.length).toBeGreaterThan(0);
	expect(required.filter((name) => name !== 'n8n-workflow' && !name.startsWith('.'))).toEqual([]);
	expect(manifest.dependencies).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
});

test('ships the node, the credential, their icons and schemas, and nothing of the workshop', () => {
	const out = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: COMPANION,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const packed = z.array(z.object({ files: z.array(z.object({ path: z.string() })) }));
	const [{ files }] = packed.parse(JSON.parse(out));
	const shipped = files.map((file) => file.path);
	expect(shipped).toEqual(
		expect.arrayContaining([
			'LICENSE',
			'README.md',
			'CHANGELOG.md',
			'dist/credentials/LinkupApi.credentials.js',
			'dist/credentials/linkupApi.dark.svg',
			'dist/nodes/LinkupNetwork/LinkupNetwork.node.js',
			'dist/nodes/LinkupNetwork/LinkupNetwork.node.json',
			'dist/nodes/LinkupNetwork/linkupNetwork.svg',
			'dist/nodes/LinkupNetwork/__schema__/v1.0.0/connection/getAll.json',
		]),
	);
	const wanted = /^(dist\/(nodes|credentials)\/.+\.(js|json|svg)|[A-Z]+(\.md)?|package\.json)$/;
	expect(shipped.filter((file) => !wanted.test(file))).toEqual([]);
});

test("keeps n8n's rules as they are, as the main package does", () => {
	const [own, main] = [COMPANION, ROOT].map((folder) =>
		fs.readFileSync(path.join(folder, 'eslint.config.mjs'), 'utf8'),
	);
	expect(own).toBe(main);
});

test("passes n8n's scanner, sources and what ships", () => {
	const results = scanFolders([
		[COMPANION, ['package.json', '{nodes,credentials}/**/*.{js,ts,json}']],
		[COMPANION, ['dist/{nodes,credentials}/**/*.js', 'package.json']],
	]);
	expect(results).toEqual([NOTHING_FOUND, NOTHING_FOUND]);
}, 240_000);

test('has a codex that names the package and words to search for', () => {
	const codex = z
		.object({
			node: z.string(),
			alias: z.array(z.string()),
			resources: z.object({ primaryDocumentation: z.array(z.object({ url: z.string() })) }),
		})
		.parse(readJson(path.join(DIST, 'nodes/LinkupNetwork/LinkupNetwork.node.json')));
	expect(codex.node).toBe(manifest.name);
	expect(codex.resources.primaryDocumentation[0].url).toContain(manifest.name);
	expect(codex.alias).toContain('invite');
});
