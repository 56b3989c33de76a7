/*
 * What is filled in and turns out to be nothing, or something that a field cannot have, is refused by the name of the
 * field: to go on without it may be the opposite of what was meant.
 */
import { DateTime } from 'luxon';
import type { INodeProperties } from 'n8n-workflow';

import { NodeParameters } from '../../../nodes/shared/input/nodeParameters';
import { filledIn, parametersOf, returning } from '../support/parameters';
import { refusalOf } from '../support/refusal';

const BIG = 7123456789012345678;

const fieldOf = (type: INodeProperties['type'], more: Partial<INodeProperties> = {}) => ({
	displayName: 'The Field',
	name: 'x',
	type,
	default: '',
	...more,
});
const TEXT = fieldOf('string');
const OTHERS = ['boolean', 'number', 'options', 'multiOptions'] as const;
const NOTHING: Array<[what: string, value: unknown]> = [
	['undefined', undefined],
	['null', null],
	['an empty text', ''],
	['a blank text', ' \u200b '],
	['an empty list', []],
	['a date that is none', DateTime.invalid('made up')],
];

const member = (field: INodeProperties): INodeProperties =>
	fieldOf('collection', { name: 'options', options: [field] });

describe('an expression that returned nothing', () => {
	describe.each(OTHERS)('in a field of the type %s', (type) => {
		test.each(NOTHING)('is refused: %s', (_, value) => {
			const { message, hint } = refusalOf(() => returning(fieldOf(type), value).has('x'));
			expect(message).toBe("'The Field' is an expression that returned nothing");
			expect(hint).toMatch(/^Check the expression/);
		});
	});

	test.each([...OTHERS, 'string', 'dateTime', 'resourceLocator'] as const)(
		'is refused in a collection, where somebody added the field on purpose: %s',
		(type) => {
			for (const [, value] of NOTHING) {
				const entered = { options: { x: '={{ $json.x }}' } };
				const parameters = parametersOf([member(fieldOf(type))], entered, {
					resolved: { 'options.x': value },
				});
				const { message, hint } = refusalOf(() => parameters.has('options.x'));
				expect(message).toBe("'The Field' is an expression that returned nothing");
				expect(hint).toBe('Check the expression, or remove the field');
			}
		},
	);

	test('an optional text is left out on purpose with an empty text, and with nothing else', () => {
		expect(returning(TEXT, '').optional('x')).toBeUndefined();
		expect(returning(TEXT, '  ').optional('x')).toBeUndefined();
		for (const value of [undefined, null, []]) {
			expect(refusalOf(() => returning(TEXT, value).optional('x')).hint).toContain("return ''");
		}
	});

	test('a text that must be there is missed by the operation, which says where to get it', () => {
		for (const [, value] of NOTHING) {
			const parameters = returning({ ...TEXT, required: true }, value);
			expect(parameters.has('x')).toBe(false);
			expect(() => parameters.required('x')).toThrow("'The Field' is empty");
		}
	});
});

describe('nothing that was entered by hand', () => {
	test.each([...OTHERS.slice(0, 3)])('is refused in a field of the type %s', (type) => {
		for (const value of ['', null]) {
			const { message } = refusalOf(() => filledIn(fieldOf(type), value).has('x'));
			expect(message).toBe("'The Field' has no value");
		}
	});

	test.each(['string', 'dateTime', 'multiOptions'] as const)('is no %s', (type) => {
		for (const value of ['', []]) expect(filledIn(fieldOf(type), value).has('x')).toBe(false);
	});

	test('can be told from a field that nobody added', () => {
		const blank = parametersOf([member(TEXT)], { options: { x: '' } });
		const absent = parametersOf([member(TEXT)], { options: {} });
		expect([blank.has('options.x'), blank.isAdded('options.x')]).toEqual([false, true]);
		expect([absent.has('options.x'), absent.isAdded('options.x')]).toEqual([false, false]);
	});

	test('fields that belong together are not there without their values', () => {
		const from = fieldOf('number', { name: 'from', displayName: 'From' });
		const delay = fieldOf('fixedCollection', {
			options: [{ displayName: 'Seconds', name: 'seconds', values: [from] }],
		});
		expect(parametersOf([delay], { x: { seconds: { from: 3 } } }).number('x.seconds.from')).toBe(3);
		const empty = parametersOf([delay], { x: {} });
		expect(
			refusalOf(() => {
				empty.checkAll();
			}).message,
		).toBe("'The Field' has no value");
		const nothing = parametersOf(
			[delay],
			{ x: { seconds: { from: '={{ $json.x }}' } } },
			{
				resolved: { 'x.seconds.from': undefined },
			},
		);
		expect(() => nothing.number('x.seconds.from')).toThrow(
			"'The Field: From' is an expression that returned nothing",
		);
	});
});

describe('what a text must not hold', () => {
	test.each<[what: string, value: unknown, words: string]>([
		['an object', { a: 1 }, 'must be text, not an object'],
		['an object in a list', [{ a: 1 }], 'contains an object instead of text'],
		['an object that became text', 'Hi [object Object]!', 'contains an object instead of text'],
		['a list that became text', 'a,[object Object]', 'contains an object instead of text'],
		['a promise that became text', '[object Promise]', 'contains an object instead of text'],
		['a function', () => 1, 'contains an object instead of text'],
		['NaN', NaN, 'contains NaN, which is not a number'],
		['Infinity', -Infinity, 'contains -Infinity, which is not a number'],
		['NaN as text', 'NaN', 'contains "NaN" instead of text'],
		['Infinity as text', '-Infinity', 'contains "-Infinity" instead of text'],
		['the word undefined', ' undefined ', 'contains "undefined" instead of text'],
		['the word null', 'null', 'contains "null" instead of text'],
		['a date that is none', 'Invalid DateTime', 'contains "Invalid DateTime" instead of text'],
		['an inexact number', BIG, 'contains 7123456789012346000, a number that is too long'],
		['a larger one', 1e21, 'contains 1e+21, a number that is too long'],
		['a negative one', -(2 ** 53), 'contains -9007199254740992, a number that is too long'],
	])('%s', (_, value, words) => {
		expect(refusalOf(() => returning(TEXT, value).has('x')).message).toContain(
			`'The Field' ${words}`,
		);
	});

	test.each([2 ** 53 - 1, 0, -3, 0.1 + 0.2, 1e-9])('%d is exact', (value) => {
		expect(returning(TEXT, value).text('x')).toBe(String(value));
	});

	test('words that were typed are meant, objects never', () => {
		for (const value of ['undefined', 'null', 'NaN', 'Infinity', 'How do you handle NaN?']) {
			expect(filledIn(TEXT, value).text('x')).toBe(value);
		}
		expect(() => filledIn(TEXT, 'Hi [object Object]').text('x')).toThrow('an object');
		expect(() => filledIn(TEXT, BIG).text('x')).toThrow('too long to be exact');
	});
});

describe('text with expressions in it', () => {
	const built = (expression: string, value: string, pieces: Record<string, unknown>, json = {}) =>
		parametersOf([TEXT], { x: expression }, { resolved: { x: value }, pieces, json });

	test.each<[what: string, expression: string, value: string, piece: unknown, words: string]>([
		['NaN, which n8n leaves out', '=Save {{ a }} %', 'Save  %', NaN, 'contains NaN'],
		['Infinity', '=Save {{ a }} %', 'Save Infinity %', Infinity, 'contains Infinity'],
		['an object', '=Hi {{ a }}', 'Hi [object Object]', {}, 'contains an object'],
		['an inexact number', '=urn:li:activity:{{ a }}', `urn:li:activity:${BIG}`, BIG, 'too long'],
		['the word undefined', '=Hi {{ a }}', 'Hi undefined', 'undefined', 'contains "undefined"'],
		['a list of objects', '=Hi {{ a }}', 'Hi x', [[{}]], 'contains an object'],
	])('does not hide %s', (_, expression, value, piece, words) => {
		expect(() => built(expression, value, { a: piece }).text('x')).toThrow(words);
	});

	test('may leave out what is not there, and hold everything else', () => {
		const pieces = {
			a: undefined,
			b: null,
			c: '',
			d: 'Ana',
			e: 7,
			f: true,
			g: new Date(),
			h: ['x'],
		};
		const expression = `=Hi ${Object.keys(pieces)
			.map((name) => `{{ ${name} }}`)
			.join(' ')}`;
		expect(built(expression, 'Hi Ana', pieces).text('x')).toBe('Hi Ana');
	});

	test.each<[expression: string, value: string, json: unknown, words: string | undefined]>([
		["={{ 'Hi ' + $json.name }}", 'Hi undefined', {}, 'contains "undefined"'],
		['={{ `Hi ${$json.name}!` }}', 'Hi null!', { name: null }, 'contains "null"'],
		["={{ 'Save ' + 1 / $json.a + ' %' }}", 'Save Infinity %', { a: 0 }, 'contains "Infinity"'],
		["={{ ['Hi', NaN].join(' ') }}", 'Hi NaN', {}, 'contains "NaN"'],
		["={{ 'Hi ' + $json.team }}", 'Hi Infinity Pools', { team: 'Infinity Pools' }, undefined],
		["={{ 'a null ' + $json.a }}", 'a null result', { a: 'result' }, undefined],
		['={{ $json.text }}', 'the null hypothesis', {}, undefined],
		["={{ 'Hi ' + $json.name }}", 'Hi Nullert, undefinedness', {}, undefined],
		["={{ 'activity:' + $json.id }}", `activity:${BIG}`, { id: BIG }, 'too long to be exact'],
		["={{ 'activity:' + $json.a.id }}", `activity:${BIG}`, { a: { id: BIG } }, 'too long'],
		["={{ 'activity:' + $json.id }}", `activity:${BIG}`, { id: String(BIG) }, undefined],
		["={{ 'activity:' + $json.id }}", 'activity:12345678901234567', { id: 'x' }, undefined],
	])('put together: %s, which is %s', (expression, value, json, words) => {
		const read = () =>
			parametersOf([TEXT], { x: expression }, { resolved: { x: value }, json }).text('x');
		if (words === undefined) expect(read()).toBe(value);
		else expect(refusalOf(read).message).toContain(words);
	});
});

test('an expression that fails names its field, and what n8n says of it', () => {
	const source = {
		entered: { x: '={{ $("Nope").item }}' },
		resolve: () => {
			throw new Error("Referenced node doesn't exist");
		},
		pieces: () => ({ evaluate: () => undefined, json: {} }),
	};
	expect(() => new NodeParameters(source, [TEXT]).ofItem(0).text('x')).toThrow(
		"The expression of 'The Field' failed: Referenced node doesn't exist",
	);
});

describe('fields that other fields show or hide', () => {
	const all = fieldOf('boolean', { name: 'all', displayName: 'All' });
	const limit = fieldOf('number', {
		name: 'limit',
		displayName: 'Limit',
		displayOptions: { show: { '/all': [false] } },
	});
	const entered = { all: '={{ $json.all }}', limit: '={{ $json.limit }}' };
	const read = (resolved: Record<string, unknown>) =>
		parametersOf([all, limit], entered, { resolved });

	test('count when an expression shows them for this item', () => {
		expect(read({ all: false, limit: 3 }).number('limit')).toBe(3);
		expect(() => read({ all: false, limit: undefined }).number('limit')).toThrow("'Limit' is an");
	});

	test('do not count when it hides them', () => {
		const hidden = read({ all: true, limit: undefined });
		expect(() => {
			hidden.checkAll();
		}).not.toThrow();
		expect(hidden.has('limit')).toBe(false);
	});
});

test('values that are the same for every item are read once, others for each item', () => {
	const asked: string[] = [];
	const source = {
		entered: { a: 'fixed', b: '={{ $json.b }}' },
		resolve: (name: string, item: number) => {
			asked.push(`${name}${item}`);
			return name;
		},
		pieces: () => ({ evaluate: () => undefined, json: {} }),
	};
	const fields = ['a', 'b'].map((name) => ({ ...TEXT, name }));
	const parameters = new NodeParameters(source, fields);
	for (const item of [0, 1, 2]) parameters.ofItem(item).checkAll();
	expect(asked).toEqual(['a0', 'b0', 'b1', 'b2']);
});

test('what is certain is not read', () => {
	const source = {
		entered: { x: false },
		resolve: () => false,
		pieces: () => ({ evaluate: () => undefined, json: {} }),
	};
	const parameters = new NodeParameters(source, [fieldOf('boolean')], { x: true });
	expect(parameters.ofItem(0).flag('x')).toBe(true);
});
