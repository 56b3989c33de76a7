/* Drawings and search words. */
import path from 'node:path';

import { z } from 'zod';

import { credential, nameOf, nodes, read, sources } from './published';

const PACKAGE = 'n8n-nodes-outx';

const Themes = z.object({ light: z.string(), dark: z.string() });

const icons = [
	...nodes.map((node) => ({
		folder: path.join('nodes', nameOf(node)),
		...Themes.parse(node.description.icon),
	})),
	{ folder: 'credentials', ...Themes.parse(credential.icon) },
];
const fileOf = (folder: string, icon: string) => path.join(folder, icon.slice('file:'.length));
const drawings = icons.flatMap(({ folder, light, dark }) => [
	fileOf(folder, light),
	fileOf(folder, dark),
]);

describe('icons', () => {
	test('each node and the credential has one for light and one for dark themes', () => {
		for (const { light, dark } of icons) {
			expect(light).toMatch(/^file:\w+\.svg$/);
			expect(dark).toMatch(/^file:\w+\.dark\.svg$/);
		}
		expect(drawings).toHaveLength(8);
		expect(sources.filter((file) => file.endsWith('.svg')).sort()).toEqual([...drawings].sort());
	});

	test.each(drawings)('%s is a small square drawing and nothing else', (file) => {
		const svg = read(file);
		const size = /viewBox="0 0 (?<width>\d+) (?<height>\d+)"/.exec(svg)?.groups;
		expect(size).toBeDefined();
		expect(size?.width).toBe(size?.height);
		expect(svg.length).toBeLessThan(2000);
		expect(svg).not.toMatch(/<script|<image|<foreignObject|href=|\bon\w+=|<text/i);
	});

	test('light and dark are not the same', () => {
		for (const { folder, light, dark } of icons) {
			expect(read(fileOf(folder, light))).not.toBe(read(fileOf(folder, dark)));
		}
	});
});

const Pages = z.array(z.object({ url: z.string() })).nonempty();
const Codex = z.object({
	node: z.string(),
	nodeVersion: z.string(),
	codexVersion: z.string(),
	categories: z.array(z.string()).nonempty(),
	alias: z.array(z.string()),
	// Without resources n8n drops the whole file, silently.
	resources: z.object({ credentialDocumentation: Pages, primaryDocumentation: Pages }),
});

test.each(nodes.map((node) => [nameOf(node), node] as const))(
	'the codex of %s names the package, its pages and words to search for',
	(name, { description }) => {
		const codex = Codex.parse(JSON.parse(read(`nodes/${name}/${name}.node.json`)));
		expect(codex.node).toBe(PACKAGE);
		expect(codex.nodeVersion).toBe(`${[description.version].flat().at(-1)}.0`);
		expect(codex.codexVersion).toBe('1.0');
		for (const [{ url }] of Object.values(codex.resources)) {
			expect(url).toMatch(/^https:\/\/github\.com\/.+n8n-nodes-outx/);
		}
		expect(codex.alias).toContain('LinkedIn');
		expect(new Set(codex.alias).size).toBe(codex.alias.length);
	},
);
