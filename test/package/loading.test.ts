/* The tarball, unpacked in a folder of its own, loads as n8n loads it. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { core } from '../support/engine';
import { setUpPacked } from './packed';

/** Of the time that n8n-workflow takes to load, without which no node loads. It is about a ninth. */
const MAX_SHARE = 1 / 6;

const packed = setUpPacked();

test('it loads as n8n loads it, with icons, search words and schemas', async () => {
	const loader = new core.PackageDirectoryLoader(packed.unpacked);
	await loader.loadAll();
	expect(Object.keys(loader.credentialTypes)).toEqual(['outxApi']);
	const nodes = Object.values(loader.nodeTypes).map(({ type }) => type.description);
	expect(nodes.map(({ name }) => name).sort()).toEqual(['outx', 'outxTrigger', 'outxWaitForTask']);
	for (const { iconUrl, codex } of nodes) {
		if (typeof iconUrl !== 'object') throw new Error('There are no icons for light and dark');
		for (const url of [iconUrl.light, iconUrl.dark]) {
			expect(url).toMatch(/^icons\/n8n-nodes-outx\/dist\/nodes\/\w+\/\w+(\.dark)?\.svg$/);
			const icon = path.join(packed.unpacked, url.slice('icons/n8n-nodes-outx/'.length));
			expect(fs.existsSync(icon)).toBe(true);
		}
		expect(codex?.alias).toContain('LinkedIn');
		expect(codex?.resources?.primaryDocumentation?.[0].url).toMatch(/^https:/);
	}
	const schema = core.loadOutputSchema({
		nodeDir: path.join(packed.unpacked, 'dist/nodes/Outx'),
		version: 1,
		resource: 'profile',
		operation: 'get',
	});
	expect(schema?.properties).toHaveProperty('profile_urn');
});

/** Both measured in one process that has loaded neither, in processor time: the machine may be busy. */
const measure = `
	const cost = (work) => {
		const begin = process.cpuUsage();
		work();
		const { user, system } = process.cpuUsage(begin);
		return user + system;
	};
	const { n8n } = require('./package.json');
	const yardstick = cost(() => require('n8n-workflow'));
	const load = cost(() => {
		for (const file of [...n8n.credentials, ...n8n.nodes]) {
			const name = file.split('/').pop().split('.')[0];
			new (require('./' + file)[name])();
		}
	});
	process.stdout.write(String(load / yardstick));
`;

test('it loads in less than a sixth of the time that n8n-workflow takes', () => {
	const shares = Array.from({ length: 7 }, () =>
		Number(
			execFileSync(process.execPath, ['-e', measure], { cwd: packed.unpacked, encoding: 'utf8' }),
		),
	).sort((a, b) => a - b);
	expect(shares[0]).toBeGreaterThan(0);
	expect(shares[3]).toBeLessThan(MAX_SHARE);
});
