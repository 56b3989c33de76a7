/*
 * npm test                  everything that must pass before a change is merged
 * npm test -- <pattern>     only the tests whose path matches; Jest's own options work, too
 *
 * --suite e2e               the tests of that folder, with its own Jest configuration
 * --retry                   runs failed tests once more; those that pass then are reported as flaky
 */
import { runChecks } from './test/checks';
import { runSuite } from './test/jest';

function readArguments([...args]: string[]) {
	const retry = args.includes('--retry');
	const at = args.indexOf('--suite');
	const suite = at < 0 ? '' : args[at + 1];
	const own = at < 0 ? [] : args.slice(at, at + 2);
	return { suite, retry, forJest: args.filter((arg) => arg !== '--retry' && !own.includes(arg)) };
}

async function main() {
	const { suite, retry, forJest } = readArguments(process.argv.slice(2));
	const isEverything = suite === '' && forJest.length === 0;
	const checking = isEverything ? runChecks() : Promise.resolve({ passed: 0, failed: 0 });
	const testing = runSuite(suite, forJest, { retry, beside: checking });
	const [checks, tests] = await Promise.all([checking, testing]);

	for (const name of tests.flaky) console.log(`flaky: ${name}`);
	const failed = checks.failed + tests.failed.length;
	console.log(`\n${checks.passed + tests.passed} passed, ${failed} failed`);
	process.exitCode = failed === 0 ? 0 : 1;
}

void main();
