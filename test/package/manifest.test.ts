/* What n8n asks of package.json. */
import { z } from 'zod';

import { nameOf, nodes, read } from './published';

const Texts = z.record(z.string());
const manifest = z
	.object({
		name: z.string(),
		version: z.string(),
		license: z.string(),
		homepage: z.string(),
		keywords: z.array(z.string()),
		author: z.object({ name: z.string(), email: z.string() }),
		repository: Texts,
		scripts: Texts,
		devDependencies: Texts,
		peerDependencies: Texts,
		files: z.array(z.string()),
		n8n: z.object({ nodes: z.array(z.string()) }).passthrough(),
	})
	.passthrough()
	.parse(JSON.parse(read('package.json')));

test('has no dependencies but n8n-workflow, which is part of n8n', () => {
	for (const field of [
		...['dependencies', 'optionalDependencies', 'bundledDependencies'],
		...['overrides', 'resolutions'],
	]) {
		expect(manifest).not.toHaveProperty(field);
	}
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(Object.keys(manifest.devDependencies)).toContain('n8n-workflow');
});

test('runs nothing when it is installed', () => {
	const installing = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish', 'prepack'];
	expect(Object.keys(manifest.scripts).filter((name) => installing.includes(name))).toEqual([]);
	expect(manifest.scripts.prepublishOnly).toBe('n8n-node prerelease');
});

test('says what n8n wants to know', () => {
	expect(manifest).toMatchObject({ name: 'n8n-nodes-outx', license: 'MIT' });
	expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/);
	expect(manifest.keywords).toContain('n8n-community-node-package');
	expect(manifest.homepage).toMatch(/^https:\/\//);
	expect(manifest.repository.type).toBe('git');
	expect(manifest.repository.url).toMatch(/github/);
	expect(manifest.author.name).toMatch(/\w/);
	expect(manifest.author.email).toMatch(/^[^@\s]+@[^@\s]+$/);
	expect(manifest).not.toHaveProperty('private');
});

test('lists the nodes, the credential and the files that ship', () => {
	const { nodes: listed, ...rest } = manifest.n8n;
	expect(rest).toEqual({
		n8nNodesApiVersion: 1,
		strict: true,
		credentials: ['dist/credentials/OutxApi.credentials.js'],
	});
	const built = nodes.map(nameOf).map((name) => `dist/nodes/${name}/${name}.node.js`);
	expect([...listed].sort()).toEqual(built.sort());
	expect(manifest.files).toEqual([
		'dist/credentials/**/*.{js,svg}',
		'dist/nodes/**/*.{js,json,svg}',
		'CHANGELOG.md',
	]);
});
