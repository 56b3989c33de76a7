/*
 * npm run docs    writes the tables of docs/api.md: it runs every operation against the sandbox and notes what it calls
 */
import fs from 'node:fs';
import path from 'node:path';
import { startSandbox } from '../sandbox';
import { loadEngine } from '../test/support/engine';
import { withCalls } from './docs/apiPage';
import { callsOfAll } from './docs/calls';
import { messageOf } from './messageOf';
import { ROOT } from './setup';

const PAGE = path.join(ROOT, 'docs', 'api.md');

async function main() {
	const sandbox = await startSandbox();
	try {
		const page = fs.readFileSync(PAGE, 'utf8');
		fs.writeFileSync(PAGE, withCalls(page, await callsOfAll(await loadEngine(), sandbox)));
	} finally {
		await sandbox.close();
	}
}

main().then(
	// n8n's engine leaves timers behind.
	() => process.exit(0),
	(error: unknown) => {
		console.error(messageOf(error));
		process.exit(1);
	},
);
