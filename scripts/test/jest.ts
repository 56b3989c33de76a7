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

type Print = (text: string) => void;

/** Jest's report is printed as it comes; its numbers are read from the JSON. */
async function runJest(suite: string, args: string[], print: Print) {
	const config = path.join('test', suite, 'jest.config.json');
	const { code, stdout } = await runNode([JEST, '--config', config, '--json', ...args], {
		env: { ...process.env, NODE_ENV: 'test', ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) },
		onError: print,
	});
	try {
		const results = resultsOf(stdout);
		const isExplained = code === 0 || results.some(({ passed }) => !passed);
		return isExplained ? results : [...results, failedRun(code)];
	} catch {
		print(stdout);
		return [failedRun(code)];
	}
}

const failedRun = (code: number) => ({
	name: `Jest ended with ${code}`,
	passed: false,
	isFile: true,
});

/** Keeps text back until something else has been printed. */
function printAfter(other: Promise<unknown>): Print {
	let kept: string | undefined = '';
	const show = () => {
		process.stdout.write(kept ?? '');
		kept = undefined;
	};
	other.then(show, show);
	return (text) => {
		if (kept === undefined) process.stdout.write(text);
		else kept += text;
	};
}

interface Run {
	retry: boolean;
	/** What runs at the same time and is reported before the tests. */
	beside: Promise<unknown>;
}

/** Runs the tests of a folder below test/, or all that need no servers. */
export async function runSuite(suite: string, args: string[], { retry, beside }: Run) {
	const print = printAfter(beside);
	const first = await runJest(suite, args, print);
	if (!retry || first.every(({ passed }) => passed)) return outcomeOf(first);
	print('\nRunning the failed tests once more …\n');
	return outcomeOf(first, await runJest(suite, [...args, '--onlyFailures'], print));
}
