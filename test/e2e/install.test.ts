import fs from 'node:fs';
import { npm } from '../../scripts/n8n/npm';
import { nodesFolder } from '../../scripts/n8n/packages';
import { onEachN8n, packages } from './stage';

/** As the README says, only with the tarballs in place of the names. */
async function installByHand(userFolder) {
	const cwd = nodesFolder(userFolder);
	fs.mkdirSync(cwd, { recursive: true });
	await npm(['install', '--omit=peer', ...packages()], { cwd });
}

onEachN8n(
	(stage) => {
		let types;

		beforeAll(async () => {
			const response = await fetch(`${stage.server.url}/types/nodes.json`, {
				headers: { cookie: stage.server.cookie },
			});
			types = await response.json();
		});

		const ours = () => types.filter(({ name }) => /^n8n-nodes-(outx|linkup-network)\./.test(name));

		test('installing by hand brings in the two packages and nothing else', () => {
			const installed = fs.readdirSync(`${nodesFolder(stage.folder)}/node_modules`);
			expect(installed.filter((name) => !name.startsWith('.')).sort()).toEqual([
				'n8n-nodes-linkup-network',
				'n8n-nodes-outx',
			]);
		});

		test('the nodes have the names that workflows and examples use', () => {
			expect([...new Set(ours().map(({ name }) => name))].sort()).toEqual([
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
			const addresses = ours().flatMap(({ iconUrl }) =>
				typeof iconUrl === 'string' ? [iconUrl] : Object.values(iconUrl),
			);
			expect(addresses.length).toBeGreaterThanOrEqual(2 * 4);
			for (const address of new Set(addresses)) {
				const response = await fetch(`${stage.server.url}/${address}`);
				expect([address, response.status]).toEqual([address, 200]);
				expect(response.headers.get('content-type')).toContain('svg');
			}
		});

		test('every node is found under a category and leads to its documentation', () => {
			for (const { name, codex } of ours().filter(({ name }) => !name.endsWith('Tool'))) {
				expect([name, codex?.categories?.length > 0]).toEqual([name, true]);
				expect([name, codex?.resources?.primaryDocumentation?.length > 0]).toEqual([name, true]);
			}
		});

		test('both credential types are there', async () => {
			const response = await fetch(`${stage.server.url}/types/credentials.json`, {
				headers: { cookie: stage.server.cookie },
			});
			const names = (await response.json()).map(({ name }) => name);
			expect(names).toEqual(expect.arrayContaining(['outxApi', 'linkupApi']));
		});
	},
	{ install: installByHand },
);
