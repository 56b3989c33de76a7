import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ROOT } from '../setup';
import { runNode } from './run';

const N8N_NODE = path.join(ROOT, 'node_modules', '@n8n', 'node-cli', 'bin', 'n8n-node.mjs');

/** Node's usual room is full so soon that a fifth of the time goes into clearing it. */
const ROOM_FOR_YOUNG_OBJECTS = '--max-semi-space-size=64';

/**
 * Checks both packages and everything else. n8n-node lint ends well with warnings, so it passes only when it prints
 * nothing but its heading. The companion, and folders that are not published, have a config of their own, which ESLint 9
 * finds with a flag and ESLint 10 will find without.
 */
export async function lint(args: string[] = []) {
	// n8n's rules see every file as a node file when NODE_ENV says "test".
	const { NODE_ENV, ...plain } = process.env;
	const env = {
		...plain,
		ESLINT_FLAGS: 'unstable_config_lookup_from_file',
		NODE_OPTIONS: ROOM_FOR_YOUNG_OBJECTS,
	};
	const { code, stdout, stderr } = await runNode([N8N_NODE, 'lint', ...args], {
		env,
		givesWay: true,
	});
	const findings = stripVTControlCharacters(stdout).replace(/^.*n8n-node lint.*$/m, '');
	return { passed: code === 0 && findings.trim() === '', output: (stdout + stderr).trim() };
}
