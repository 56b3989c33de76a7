import { DateTime } from 'luxon';
import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../../nodes/shared/input/parameters';
import { filledIn, parametersOf, returning } from '../support/parameters';
import { refusalOf } from '../support/refusal';

const fieldOf = (type: INodeProperties['type'], more: Partial<INodeProperties> = {}) => ({
	displayName: 'The Field',
	name: 'x',
	type,
	default: '',
	...more,
});
const TEXT = fieldOf('string');
const NUMBER = fieldOf('number', { typeOptions: { minValue: 0, maxValue: 100 } });
const WHOLE = fieldOf('number', { typeOptions: { minValue: 1, numberPrecision: 0 } });
const FLAG = fieldOf('boolean');
const CHOICE = fieldOf('options', {
	options: [
		{ name: 'One', value: 'one' },
		{ name: 'Two', value: 2 },
	],
});
const CHOICES = { ...CHOICE, type: 'multiOptions' as const };
const DAY = fieldOf('dateTime');
const PICKED = fieldOf('resourceLocator');

const picked = (value: unknown) => ({ __rl: true, mode: 'id', value });

function expectRefused(read: () => unknown, words: RegExp | string): void {
	const { message } = refusalOf(read);
	expect(message).toContain("'The Field'");
	expect(message).toMatch(words);
}

test('reads the requested field, and names it as the editor does', () => {
	const inner = { ...TEXT, name: 'b', displayName: 'Inner' };
	const fields = [
		{ ...TEXT, name: 'a', displayName: 'Outer' },
		fieldOf('collection', { name: 'options', options: [inner] }),
	];
	const parameters = parametersOf(fields, { a: 'one', options: { b: 'two' } });
	expect(['a', 'options.b'].map((name) => parameters.text(name))).toEqual(['one', 'two']);
	expect(parameters.label('options.b')).toBe('Inner');
	expect(() => parametersOf(fields, {}).required('options.b')).toThrow("'Inner' is empty");
});

describe('text', () => {
	test.each([
		['words', 'words'],
		['  words\n', 'words'],
		['', ''],
		['   ', ''],
		['\u200b', ''],
		[undefined, ''],
		[0, '0'],
		[12.5, '12.5'],
		[true, 'true'],
		[false, 'false'],
		['null', 'null'],
		['Infinity', 'Infinity'],
	])('%j is %j', (value, text) => {
		expect(filledIn(TEXT, value).text('x')).toBe(text);
	});

	test.each([
		[picked(' picked '), 'picked'],
		[picked(''), ''],
		[picked(null), ''],
		['by itself', 'by itself'],
	])('picked from a list: %j is %j', (value, text) => {
		expect(filledIn(PICKED, value).text('x')).toBe(text);
	});

	test('is left as it was entered where that matters', () => {
		expect(filledIn(TEXT, '  Hi\n\nthere ').verbatim('x')).toBe('  Hi\n\nthere ');
		expect(filledIn(TEXT, '  Hi ').required('x')).toBe('  Hi ');
	});

	test.each<[what: string, value: unknown]>([
		['an empty object', {}],
		['an object', { a: 1 }],
		['a list', ['a']],
		['a picked object', picked({})],
		['a date', new Date()],
		['a symbol', Symbol('a')],
	])('refuses %s', (_, value) => {
		for (const method of ['text', 'verbatim', 'required', 'optional'] as const) {
			expectRefused(() => returning(TEXT, value)[method]('x'), /must be text|contains an object/);
		}
	});
});

describe('text that must be there', () => {
	test.each([
		'',
		' ',
		'\n\t',
		'\u200b\u2060',
		'\u2800\u2800',
		'\u3164',
		'\uffa0',
		'\u00ad',
		'\u0301',
	])('refuses %j, of which nobody sees anything', (value) => {
		expectRefused(() => filledIn(TEXT, value).required('x'), /is empty/);
	});

	test('may be an emoji or a sign', () => {
		for (const text of ['👍', '?', '♥️', 'é', '👩‍💻']) {
			expect(filledIn(TEXT, text).required('x')).toBe(text);
		}
	});

	test('may be as long as the limit', () => {
		const long = (length: number) => filledIn(TEXT, 'x'.repeat(length));
		expect(long(300).required('x', 300)).toHaveLength(300);
		expectRefused(() => long(301).required('x', 300), /has 301 characters, 300 are allowed/);
		expect(long(50_000).required('x')).toHaveLength(50_000);
	});
});

describe('text that may be absent', () => {
	test.each(['', '  ', '\n', undefined])('%j is absent', (value) => {
		expect(filledIn(TEXT, value).optional('x')).toBeUndefined();
	});

	test('is trimmed before it is measured', () => {
		expect(filledIn(TEXT, `  ${'x'.repeat(300)}  `).optional('x', 300)).toHaveLength(300);
		expectRefused(() => filledIn(TEXT, 'x'.repeat(301)).optional('x', 300), /has 301 characters/);
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
		['1e2', 100],
		[100, 100],
	])('%j is %d', (value, number) => {
		expect(returning(NUMBER, value).number('x')).toBe(number);
	});

	test('what was not filled in is the fallback, or missing', () => {
		expect(filledIn(NUMBER, undefined).number('x', 7)).toBe(7);
		expectRefused(() => filledIn(NUMBER, undefined).number('x'), /is empty/);
	});

	test.each<[value: unknown]>(
		['many', '5 s', '1,000', '0x10', 'NaN', '1 2', NaN, true, {}, [5], new Date()].map((value) => [
			value,
		]),
	)('%p is none', (value) => {
		expectRefused(() => returning(NUMBER, value).number('x'), /must be a number, not /);
	});

	test.each<[value: unknown, words: RegExp]>([
		[-1, /must be between 0 and 100, not -1/],
		[101, /must be between 0 and 100, not 101/],
		['101', /must be between 0 and 100, not 101/],
		[Infinity, /must be between 0 and 100, not Infinity/],
		[-Infinity, /must be between 0 and 100/],
		['1e999', /must be between 0 and 100/],
	])('%p is out of bounds', (value, words) => {
		expectRefused(() => returning(NUMBER, value).number('x'), words);
	});

	test.each<[value: unknown, words: RegExp]>([
		[0, /must be at least 1, not 0/],
		[1.5, /must be a whole number, not 1.5/],
		['2.0001', /must be a whole number/],
		[2 ** 53, /must be at least 1, not 9007199254740992/],
		[Infinity, /must be at least 1, not Infinity/],
	])('%p is not whole, or too large', (value, words) => {
		expectRefused(() => returning(WHOLE, value).number('x'), words);
	});

	test('the ends of a range are in it', () => {
		for (const value of [0, 100]) expect(returning(NUMBER, value).number('x')).toBe(value);
		expect(returning(WHOLE, 2 ** 53 - 1).number('x')).toBe(2 ** 53 - 1);
	});
});

describe('a switch', () => {
	test.each<[value: unknown, flag: boolean]>([
		[true, true],
		['true', true],
		[' TRUE ', true],
		[false, false],
		['false', false],
	])('%j is %p', (value, flag) => {
		expect(returning(FLAG, value).flag('x')).toBe(flag);
	});

	test.each<[value: unknown]>([['yes'], ['on'], [1], [0], ['1'], [{}], [['true']], [NaN]])(
		'%p is neither on nor off',
		(value) => {
			expectRefused(() => returning(FLAG, value).flag('x'), /must be true or false, not /);
		},
	);
});

describe('a choice', () => {
	test.each<[value: unknown, text: string]>([
		['one', 'one'],
		[' one ', 'one'],
		[2, '2'],
		['2', '2'],
	])('%j is %s', (value, text) => {
		expect(returning(CHOICE, value).text('x')).toBe(text);
	});

	test.each<[value: unknown]>([['One'], ['three'], [3], [true], [['one']], [{}], ['one,2']])(
		'%p is not one of the list',
		(value) => {
			expectRefused(() => returning(CHOICE, value).text('x'), /must be one or 2, not /);
		},
	);

	test.each<[value: unknown, list: string[]]>([
		[['one'], ['one']],
		[
			['one', 2],
			['one', '2'],
		],
		['one, 2', ['one', '2']],
	])('several: %j are %j', (value, list) => {
		expect(returning(CHOICES, value).list('x')).toEqual(list);
	});

	test.each<[value: unknown]>([
		[['one', 'three']],
		['one,,2'],
		[[null]],
		[[['one']]],
		[{ one: true }],
		[7],
	])('%p are not all of the list', (value) => {
		expectRefused(() => returning(CHOICES, value).list('x'), /must be one or 2, not /);
	});
});

describe('a list', () => {
	test.each<[value: unknown, list: string[]]>([
		['a, b,c', ['a', 'b', 'c']],
		['a\nb\r\n c', ['a', 'b', 'c']],
		['a,, ,\n,b', ['a', 'b']],
		['a,b,a , a', ['a', 'b']],
		['one', ['one']],
		['', []],
		[' , ', []],
		[undefined, []],
		[7, ['7']],
		[
			['a', ' b ', 3],
			['a', 'b', '3'],
		],
		[['a', 'a'], ['a']],
		[['a, b'], ['a, b']],
	])('%j is %j', (value, list) => {
		expect(filledIn(TEXT, value).list('x')).toEqual(list);
	});

	test.each<[what: string, entry: unknown, words: RegExp]>([
		['an empty text', '', /Entry 2 of 'The Field' is empty/],
		['a blank text', '\u200b', /Entry 2 of 'The Field' is empty/],
		['null', null, /Entry 2 of 'The Field' must be text, not null/],
		['undefined', undefined, /Entry 2 of 'The Field' must be text, not undefined/],
		['true', true, /Entry 2 of 'The Field' must be text, not true/],
		['a list', ['b'], /Entry 2 of 'The Field' must be text, not a list/],
		['an object', {}, /'The Field' contains an object/],
		['NaN', NaN, /'The Field' contains NaN/],
		['the word undefined', 'undefined', /'The Field' contains "undefined"/],
		[
			'an inexact number',
			2 ** 60,
			/'The Field' contains 1152921504606847000, a number that is too/,
		],
	])('is refused for %s in it, not made shorter', (_, entry, words) => {
		expectRefused(() => returning(TEXT, ['a', entry, 'c']).list('x'), words);
	});
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
	])('%j is %j', (value, day) => {
		expect(returning(DAY, value).day('x')).toBe(day);
		expect(filledIn(DAY, undefined).day('x')).toBeUndefined();
	});

	test.each([
		...['yesterday', '31.01.2026', '2026-1-31', '2026-02-30', '2026-02-29', '2026-13-01'],
		...['2026-01-31x', '20260131', '1769817600000'],
	])('%j is none', (value) => {
		expectRefused(() => returning(DAY, value).day('x'), /is not a date/);
	});

	test('a date that is invalid is an expression that returned nothing', () => {
		const read = () => returning(DAY, DateTime.invalid('made up')).day('x');
		expectRefused(read, /is an expression that returned nothing/);
	});
});

describe('entries with fields of their own', () => {
	const entries = fieldOf('fixedCollection', {
		typeOptions: { multipleValues: true },
		options: [
			{
				displayName: 'Entry',
				name: 'entry',
				values: [
					{ ...TEXT, name: 'name', displayName: 'Name' },
					{ ...FLAG, name: 'on', displayName: 'On' },
				],
			},
		],
	});
	type Reader = Parameters<'x' | 'x.entry' | 'x.entry.name' | 'x.entry.on'>;
	const reader = (entered: unknown, resolved: Record<string, unknown> = {}): Reader =>
		parametersOf([entries], entered, { resolved });
	const rows = (own: unknown[], resolved: unknown = own) =>
		reader({ x: { entry: own } }, { 'x.entry': resolved }).rows('x.entry');

	test('are read one by one', () => {
		const [first, second] = rows([
			{ name: ' a ', on: true },
			{ name: 'b', on: false },
		]);
		expect([first.text('name'), first.flag('on')]).toEqual(['a', true]);
		expect([second.text('name'), second.flag('on')]).toEqual(['b', false]);
	});

	test('are named with the collection when something is wrong', () => {
		const [row] = rows([{ name: ' ', on: true }]);
		expect(() => row.required('name')).toThrow("'The Field: Name' is empty");
		expect(() => rows([{ on: 'maybe' }])).toThrow("'The Field: On' must be true or false");
	});

	test.each<[what: string, row: unknown]>([
		['null', null],
		['text', 'x'],
		['a list', [1]],
	])('%s instead of fields is refused', (_, row) => {
		expect(() => rows([{ name: '={{ $json }}' }], [row])).toThrow(
			"Entry 1 of 'The Field' has no fields",
		);
	});

	test('none are no rows', () => {
		expect(rows([])).toEqual([]);
		expect(reader({ x: {} }).rows('x.entry')).toEqual([]);
		expect(reader({}).rows('x.entry')).toEqual([]);
	});
});
