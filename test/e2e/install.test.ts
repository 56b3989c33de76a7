import fs from 'node:fs';

import { request } from 'undici';
import { z } from 'zod';

import { npm } from '../../scripts/n8n/npm';
import { nodesFolder } from '../../scripts/n8n/packages';
import { getJson } from './http';
import { onEachN8n, packages } from './stage';

const Resource = z.object({ url: z.string() });
const NodeType = z.object({
	name: z.string(),
	iconUrl: z
		.union([z.string(), z.record(z.string())])
		.transform((icon) => (typeof icon === 'string' ? [icon] : Object.values(icon)))
		.default(''),
	codex: z
		.object({
			categories: z.array(z.string()).default([]),
			resources: z.object({ primaryDocumentation: z.array(Resource).default([]) }).default({}),
		})
		.default({}),
});
type NodeType = z.infer<typeof NodeType>;

/** As the README says, only with the tarballs in place of the names. */
async function installByHand(userFolder: string) {
	const cwd = nodesFolder(userFolder);
	fs.mkdirSync(cwd, { recursive: true });
	await npm(['install', '--omit=peer', ...packages()], { cwd });
}

onEachN8n(
	(stage) => {
		let ours: NodeType[];

		const read = (address: string) =>
			getJson(`${stage.server.url}${address}`, { cookie: stage.server.cookie });

		beforeAll(async () => {
			const types = z.array(NodeType).parse(await read('/types/nodes.json'));
			ours = types.filter(({ name }) => /^n8n-nodes-(outx|linkup-network)\./.test(name));
		});

		test('installing by hand brings in the two packages and nothing else', () => {
			const installed = fs.readdirSync(`${nodesFolder(stage.folder)}/node_modules`);
			expect(installed.filter((name) => !name.startsWith('.')).sort()).toEqual([
				'n8n-nodes-linkup-network',
				'n8n-nodes-outx',
			]);
		});

		test('the nodes have the names that workflows and examples use', () => {
			expect([...new Set(ours.map(({ name }) => name))].sort()).toEqual([
				'n8n-nodes-linkup-network.linkupNetwork',
				'n8n-nodes-linkup-network.linkupNetworkTool',
				'n8n-nodes-outx.outx',
				'n8n-nodes-outx.outxTool',
				'n8n-nodes-outx.outxTrigger',
				'n8n-nodes-outx.outxWaitForTask',
				'n8n-nodes-outx.outxWaitForTaskTool',
			]);
		});

		test('every node has icons that n8n serves, in light and dark', async () => {
			const addresses = ours.flatMap(({ iconUrl }) => iconUrl);
			expect(addresses.length).toBeGreaterThanOrEqual(2 * 4);
			for (const address of new Set(addresses)) {
				const { statusCode, headers, body } = await request(`${stage.server.url}/${address}`);
				await body.dump();
				expect([address, statusCode]).toEqual([address, 200]);
				expect(headers['content-type']).toContain('svg');
			}
		});

		test('every node is found under a category and leads to its documentation', () => {
			const shown = ours.filter(({ name }) => !name.endsWith('Tool'));
			expect(shown).toHaveLength(4);
			for (const { name, codex } of shown) {
				const { categories, resources } = codex;
				expect([name, categories.length > 0]).toEqual([name, true]);
				expect([name, resources.primaryDocumentation.length > 0]).toEqual([name, true]);
			}
		});

		test('both credential types are there', async () => {
			const types = z
				.array(z.object({ name: z.string() }))
				.parse(await read('/types/credentials.json'));
			expect(types.map(({ name }) => name)).toEqual(
				expect.arrayContaining(['outxApi', 'linkupApi']),
			);
		});
	},
	{ install: installByHand },
);
