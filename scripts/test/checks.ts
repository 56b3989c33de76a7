import path from 'node:path';
import { outdatedFiles } from '../publisher/files';
import { ROOT } from '../setup';
import { lint } from './lint';
import { runNode } from './run';
import { findLargeFiles } from './sizes';

interface Check {
	title: string;
	run: () => Promise<{ passed: boolean; output: string }>;
}

const tool = (file: string) => path.join(ROOT, 'node_modules', file);

async function node(...args: string[]) {
	const { code, stdout, stderr } = await runNode(args, { givesWay: true });
	return { passed: code === 0, output: (stdout + stderr).trim() };
}

const nothingFound = (findings: string[]) =>
	Promise.resolve({ passed: findings.length === 0, output: findings.join('\n') });

const wrongNames = () =>
	outdatedFiles().map(({ file }) => `${file} differs from package.json. Run: npm run publisher`);

/** As in n8n's own repository, Biome formats code, in a twentieth of the time, and Prettier the rest. */
const DOCUMENTS = ['--log-level', 'warn', '**/*.{md,yml,html}'];

/** What runs side by side, and beside the tests, each list from its beginning. The rules take longer than all the rest. */
const LANES: Check[][] = [
	[{ title: 'Rules of n8n, and of unpublished files', run: () => lint() }],
	[
		{ title: 'Sizes of files', run: () => nothingFound(findLargeFiles()) },
		{ title: 'Names of the publisher', run: () => nothingFound(wrongNames()) },
		// TypeScript 7 takes a quarter of the time; what is published is built with the TypeScript of n8n's tools.
		{
			title: 'Types',
			run: () => node(tool('@typescript/native-preview/bin/tsgo'), '-p', 'tsconfig.tools.json'),
		},
		{ title: 'Formatting', run: () => node(tool('@biomejs/biome/bin/biome'), 'format', '.') },
		{
			title: 'Formatting of documents',
			run: () => node(tool('prettier/bin/prettier.cjs'), '--check', ...DOCUMENTS),
		},
	],
];

async function runCheck({ title, run }: Check) {
	const start = Date.now();
	const { passed, output } = await run();
	const seconds = ((Date.now() - start) / 1000).toFixed(1);
	console.log(`${title}: ${passed ? 'passed' : 'FAILED'} (${seconds} s)`);
	if (!passed) console.log(output);
	return passed;
}

export async function runChecks() {
	console.log('Checks, and tests at the same time …');
	const lanes = LANES.map(async (checks) => {
		const results: boolean[] = [];
		for (const check of checks) results.push(await runCheck(check));
		return results;
	});
	const results = (await Promise.all(lanes)).flat();
	const passed = results.filter(Boolean).length;
	return { passed, failed: results.length - passed };
}
