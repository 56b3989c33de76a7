import { DateTime } from 'luxon';

import { Parameters } from '../../../nodes/shared/input/parameters';
import { refusalOf } from '../support/refusal';

const of = (value: unknown) =>
	new Parameters(
		() => value,
		() => 'The Field',
	);

function expectRefused(read: () => unknown, words: RegExp): void {
	const { message } = refusalOf(read);
	expect(message).toContain("'The Field'");
	expect(message).toMatch(words);
}

test('reads the field that it was asked for', () => {
	const values: Record<string, unknown> = { a: 'one', 'options.b': 'two' };
	const parameters = new Parameters(
		(name) => values[name],
		(name) => `Label of ${name}`,
	);
	expect(['a', 'options.b', 'c'].map((name) => parameters.text(name))).toEqual(['one', 'two', '']);
	expect(parameters.label('options.b')).toBe('Label of options.b');
	expect(() => parameters.required('c')).toThrow("'Label of c' is empty");
});

describe('text', () => {
	test.each([
		['words', 'words'],
		['  words\n', 'words'],
		['', ''],
		['   ', ''],
		[undefined, ''],
		[null, ''],
		[0, '0'],
		[12.5, '12.5'],
		[true, 'true'],
		[false, 'false'],
		[{ __rl: true, mode: 'id', value: ' picked ' }, 'picked'],
		[{ __rl: true, mode: 'list', value: '' }, ''],
		[{ __rl: true, mode: 'list', value: null }, ''],
	])('%j is %j', (value, text) => {
		expect(of(value).text('x')).toBe(text);
	});

	test('is left as it was entered where that matters', () => {
		expect(of('  Hi\n\nthere ').verbatim('x')).toBe('  Hi\n\nthere ');
		expect(of('  Hi ').required('x')).toBe('  Hi ');
	});

	test.each<[what: string, value: unknown]>([
		['an empty object', {}],
		['an object', { a: 1 }],
		['an empty list', []],
		['a list', ['a']],
		['a picked object', { __rl: true, value: {} }],
		['a date', new Date()],
		['a symbol', Symbol()],
	])('refuses %s', (_, value) => {
		for (const method of ['text', 'verbatim', 'required', 'optional'] as const) {
			expectRefused(() => of(value)[method]('x'), /must be text/);
		}
	});
});

describe('text that must be there', () => {
	test.each(['', ' ', '\n\t', undefined, null])('refuses %j', (value) => {
		expectRefused(() => of(value).required('x'), /is empty/);
	});

	test('may be as long as the limit', () => {
		expect(of('x'.repeat(300)).required('x', 300)).toHaveLength(300);
		expectRefused(
			() => of('x'.repeat(301)).required('x', 300),
			/has 301 characters, 300 are allowed/,
		);
		expect(of('x'.repeat(50_000)).required('x')).toHaveLength(50_000);
	});
});

describe('text that may be absent', () => {
	test.each(['', '  ', '\n', undefined, null])('%j is absent', (value) => {
		expect(of(value).optional('x')).toBeUndefined();
	});

	test('is trimmed before it is measured', () => {
		expect(of(`  ${'x'.repeat(300)}  `).optional('x', 300)).toHaveLength(300);
		expectRefused(() => of('x'.repeat(301)).optional('x', 300), /has 301 characters/);
	});
});

describe('numbers', () => {
	test.each<[value: unknown, number: number]>([
		[5, 5],
		['5', 5],
		[' 5 ', 5],
		[0, 0],
		[2.5, 2.5],
		['2.5', 2.5],
		[100, 100],
	])('%j is %d', (value, number) => {
		expect(of(value).number('x', { max: 100 })).toBe(number);
	});

	test.each(['', '  ', undefined, null, 'many', '5 s', '1,000', NaN, true])(
		'%p is none',
		(value) => {
			expectRefused(() => of(value).number('x', {}), /must be a number/);
		},
	);

	test.each([
		[-1, {}, /must be at least 0, not -1/],
		[0, { min: 1 }, /must be at least 1, not 0/],
		[101, { min: 1, max: 100 }, /must be between 1 and 100, not 101/],
		['0', { min: 1, max: 50 }, /must be between 1 and 50, not 0/],
		[Infinity, {}, /must be at least 0, not Infinity/],
		[-Infinity, {}, /must be at least 0/],
	])('%p with %j is refused', (value, bounds, words) => {
		expectRefused(() => of(value).number('x', bounds), words);
		expectRefused(() => of(value).whole('x', bounds), words);
	});

	test('the ends of a range are in it', () => {
		for (const value of [1, 50]) expect(of(value).whole('x', { min: 1, max: 50 })).toBe(value);
	});

	test.each([1.5, '2.0001'])('%j is not whole', (value) => {
		expectRefused(() => of(value).whole('x', {}), /must be a whole number/);
	});
});

test.each<[value: unknown, flag: boolean]>([
	[true, true],
	['true', true],
	[false, false],
	['false', false],
	['yes', false],
	[1, false],
	[undefined, false],
	[null, false],
	[{}, false],
])('the flag %j is %p', (value, flag) => {
	expect(of(value).flag('x')).toBe(flag);
});

test.each<[value: unknown, list: string[]]>([
	['a, b,c', ['a', 'b', 'c']],
	['a\nb\r\n c', ['a', 'b', 'c']],
	['a,, ,\n,b', ['a', 'b']],
	['a,b,a , a', ['a', 'b']],
	['one', ['one']],
	['', []],
	[' , ', []],
	[undefined, []],
	[null, []],
	[7, ['7']],
	[
		['a', ' b ', 3],
		['a', 'b', '3'],
	],
	[['a', '', null, undefined, {}, ['b']], ['a']],
	[['a', 'a'], ['a']],
	[['a, b'], ['a, b']],
	[[], []],
])('the list %j is %j', (value, list) => {
	expect(of(value).list('x')).toEqual(list);
});

describe('a day', () => {
	test.each<[value: unknown, day: string | undefined]>([
		['2026-01-31', '2026-01-31'],
		['2026-01-31T23:30:00.000+02:00', '2026-01-31'],
		['2026-01-31 08:00', '2026-01-31'],
		[' 2026-01-31 ', '2026-01-31'],
		['2028-02-29', '2028-02-29'],
		[DateTime.fromISO('2026-01-31T01:00:00', { zone: 'Asia/Tokyo' }), '2026-01-31'],
		[new Date('2026-01-31T12:00:00Z'), '2026-01-31'],
		['', undefined],
		[undefined, undefined],
		[null, undefined],
		[DateTime.invalid('made up'), undefined],
	])('%j is %j', (value, day) => {
		expect(of(value).day('x')).toBe(day);
	});

	test.each([
		...['yesterday', '31.01.2026', '2026-1-31', '2026-02-30', '2026-02-29', '2026-13-01'],
		...['2026-01-31x', '20260131', '1769817600000'],
	])('%j is none', (value) => {
		expectRefused(() => of(value).day('x'), /is not a date/);
	});
});

test('rows are the entries of a collection, and nothing else', () => {
	const rowsOf = (value: unknown) =>
		new Parameters<'x' | 'x.name'>(
			() => value,
			() => 'The Field',
		).rows('x');
	const names = (value: unknown) => rowsOf(value).map((row) => row.text('name'));
	expect(names([{ name: 'a' }, { name: 'b' }])).toEqual(['a', 'b']);
	expect(names([{ name: 'a' }, null, 'x', [1], undefined])).toEqual(['a']);
	for (const value of [undefined, null, '', 'x', { name: 'a' }]) expect(names(value)).toEqual([]);
});

test.each<[value: unknown, there: boolean]>([
	['x', true],
	[0, true],
	[false, true],
	[[], true],
	['', false],
	[undefined, false],
	[null, false],
])('%j is there: %p', (value, there) => {
	expect(of(value).has('x')).toBe(there);
});
