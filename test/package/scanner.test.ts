/* n8n's scanner for community packages has no objection. */
import fs from 'node:fs';
import path from 'node:path';

import { ROOT } from '../support/engine';
import { NOTHING_FOUND, scanFolders } from '../support/scanFolders';
import { setUpPacked } from './packed';

const packed = setUpPacked();

const wrong = path.join(packed.temporary, 'wrong');
const published = path.join(packed.temporary, 'published', 'n8n-nodes-outx');
let results: ReturnType<typeof scanFolders>;

beforeAll(() => {
	fs.cpSync(packed.unpacked, published, { recursive: true });
	fs.mkdirSync(path.join(wrong, 'nodes'), { recursive: true });
	fs.writeFileSync(path.join(wrong, 'nodes/x.js'), "require('fs'); process.exit(1);\n");
	results = scanFolders([
		[ROOT, ['package.json', '{nodes,credentials}/**/*.{js,ts,json}']],
		[published, ['**/*.js', 'package.json']],
		[wrong, ['**/*.js']],
	]);
}, 120_000);

test('finds nothing in the sources and in the tarball', () => {
	const [sources, tarball] = results;
	expect({ sources, tarball }).toEqual({ sources: NOTHING_FOUND, tarball: NOTHING_FOUND });
});

test('would find something', () => {
	const [, , { passed }] = results;
	expect(passed).toBe(false);
});
