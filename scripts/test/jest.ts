import path from 'node:path';
import { z } from 'zod';
import { ROOT } from '../setup';
import { type Result, outcomeOf } from './results';
import { runNode } from './run';

const JEST = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');

const testResult = z.object({ fullName: z.string(), status: z.string() });
const report = z.object({
	testResults: z.array(
		z.object({ name: z.string(), status: z.string(), assertionResults: z.array(testResult) }),
	),
});

/** What Jest reports in JSON. A file fails as a whole when it failed without one of its tests. */
function resultsOf(json: string): Result[] {
	return report.parse(JSON.parse(json)).testResults.flatMap((file) => {
		const name = path.relative(ROOT, file.name);
		const tests = file.assertionResults
			.filter(({ status }) => status === 'passed' || status === 'failed')
			.map(({ fullName, status }) => ({
				name: `${name} › ${fullName}`,
				passed: status === 'passed',
				isFile: false,
			}));
		const passed = file.status === 'passed' || tests.some((test) => !test.passed);
		return [{ name, passed, isFile: true }, ...tests];
	});
}

/** Jest's report goes to our output as it comes; its numbers are read from the JSON. */
async function runJest(suite: string, args: string[]) {
	const config = path.join('test', suite, 'jest.config.json');
	const { code, stdout } = await runNode([JEST, '--config', config, '--json', ...args], {
		env: { ...process.env, NODE_ENV: 'test', ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) },
		showErrors: true,
	});
	try {
		const results = resultsOf(stdout);
		const isExplained = code === 0 || results.some(({ passed }) => !passed);
		return isExplained ? results : [...results, failedRun(code)];
	} catch {
		console.log(stdout);
		return [failedRun(code)];
	}
}

const failedRun = (code: number) => ({
	name: `Jest ended with ${code}`,
	passed: false,
	isFile: true,
});

/** Runs the tests of a folder below test/, or all that need no servers. */
export async function runSuite(suite: string, args: string[], { retry }: { retry: boolean }) {
	const first = await runJest(suite, args);
	if (!retry || first.every(({ passed }) => passed)) return outcomeOf(first);
	console.log('\nRunning the failed tests once more …');
	return outcomeOf(first, await runJest(suite, [...args, '--onlyFailures']));
}
