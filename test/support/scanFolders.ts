import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { z } from 'zod';

import { ROOT } from './engine';

const scan = z.object({ passed: z.boolean(), message: z.string(), details: z.string() });

export const NOTHING_FOUND = { passed: true, message: '', details: '' };

/** What n8n's scanner for community packages says of each folder. */
export function scanFolders(folders: Array<[folder: string, patterns: string[]]>) {
	const answer = execFileSync(
		process.execPath,
		['--import', 'tsx', path.join(ROOT, 'test/support/scan.ts'), JSON.stringify(folders)],
		// Its rules take every file for a node's when NODE_ENV says "test", as it does in Jest.
		{ cwd: ROOT, encoding: 'utf8', env: { ...process.env, NODE_ENV: undefined } },
	);
	return z.array(scan).parse(JSON.parse(answer.trim().split('\n').at(-1) ?? ''));
}
