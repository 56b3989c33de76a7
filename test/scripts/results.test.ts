import { type Result, outcomeOf } from '../../scripts/test/results';

const passed = (name: string): Result => ({ name, passed: true, isFile: false });
const failed = (name: string): Result => ({ name, passed: false, isFile: false });
const file = (passed: boolean): Result => ({ name: 'a.test.ts', passed, isFile: true });

describe('what passed, failed, and did both', () => {
	test.each([
		{ what: 'one run', first: [passed('a'), failed('b')], second: [], is: [1, ['b'], []] },
		{
			what: 'failed twice',
			first: [passed('a'), failed('b')],
			second: [passed('a'), failed('b')],
			is: [1, ['b'], []],
		},
		{
			what: 'failed, then passed',
			first: [passed('a'), failed('b')],
			second: [passed('a'), passed('b')],
			is: [1, [], ['b']],
		},
		{
			what: 'passed, then failed',
			first: [passed('a'), failed('b')],
			second: [failed('a'), passed('b')],
			is: [0, [], ['a', 'b']],
		},
		{
			what: 'a file that could be loaded only the second time',
			first: [file(false)],
			second: [file(true), passed('a')],
			is: [1, [], ['a.test.ts']],
		},
		{
			what: 'a file that could be loaded only the first time',
			first: [file(true), failed('a')],
			second: [file(false)],
			is: [0, ['a'], ['a.test.ts']],
		},
		{
			what: 'a file counts as no test',
			first: [file(true), passed('a')],
			second: [],
			is: [1, [], []],
		},
		{
			what: 'tests of one name',
			first: [passed('a'), passed('a'), failed('a')],
			second: [],
			is: [2, ['a (3)'], []],
		},
	])('$what', ({ first, second, is }) => {
		const outcome = outcomeOf(first, second);
		expect([outcome.passed, outcome.failed, outcome.flaky]).toEqual(is);
	});
});
