/*
 * What publish.yml runs, here or in the companion's folder: n8n's own release, refused where it would be a mistake.
 * On a computer of your own n8n's command would write CHANGELOG.md anew from the commit messages.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { placeholdersOf, publisherIn, wrongTag } from './publisher/publisher';
import { ROOT } from './setup';

const N8N_NODE = path.join(ROOT, 'node_modules', '@n8n', 'node-cli', 'bin', 'n8n-node.mjs');

const text = fs.readFileSync('package.json', 'utf8');
const { name, version } = z
	.object({ name: z.string(), version: z.string() })
	.parse(JSON.parse(text));
const tag = process.env.GITHUB_REF_TYPE === 'tag' ? process.env.GITHUB_REF_NAME : undefined;
const problems = [
	...(process.env.GITHUB_ACTIONS ? [] : ['GitHub publishes the versions, from a tag']),
	...placeholdersOf(publisherIn(text)),
	...wrongTag(name, version, tag),
];
if (problems.length > 0) {
	console.error(
		`Nothing was published.\n${problems.join('\n')}\nSee 'Publish a version' in CONTRIBUTING.md`,
	);
	process.exitCode = 1;
} else {
	const { status } = spawnSync(process.execPath, [N8N_NODE, 'release'], { stdio: 'inherit' });
	process.exitCode = status ?? 1;
}
