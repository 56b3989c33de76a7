/*
 * Odd values in every field of every operation. An item whose field turns out to be something that the field cannot
 * have is refused by the name of the field, before anything is sent; what is sent holds nothing odd.
 */
import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { operationProperties } from '../../../nodes/Outx/description/properties';
import { InputError } from '../../../nodes/shared/input/inputError';
import { settingsIn, type Setting } from '../../../nodes/shared/input/settings';
import { isObject } from '../../../nodes/shared/util/guards';
import { isBlank } from '../../../nodes/shared/util/text';
import { choicesOf, filledIn, groupsOf, variants } from '../../package/fields';
import { enteredIn, names, operationOf } from '../support/operations';
import { nodeParameters, valueAt } from '../support/parameters';

const EXPRESSION = '={{ $json.value }}';
const BIG = 7123456789012345678;

/** Not even with a way to become text. */
const BARE: unknown = Object.create(null);

const ODD: unknown[] = [
	...[
		undefined,
		null,
		'',
		' ',
		'\u200b',
		'\u2800',
		'\u3164',
		[],
		DateTime.invalid('x'),
		new Date(NaN),
	],
	...['undefined', 'null', 'NaN', 'Infinity', '-Infinity', '[object Object]', 'a [object Object]'],
	...[
		'true',
		'false',
		'yes',
		'no',
		'on',
		'off',
		'0',
		'1',
		'-1',
		'1.5',
		'1e3',
		'5 s',
		'all',
		'none',
	],
	...[
		'none of the list',
		'constructor',
		'__proto__',
		'../..',
		'\u202egnp',
		'💥',
		'x'.repeat(20_001),
	],
	...[0, -0, 1, -1, 1.5, 51, 101, 1e21, BIG, -BIG, 2 ** 53, NaN, Infinity, -Infinity, 10n ** 20n],
	...[
		true,
		false,
		{},
		{ a: 1 },
		{ value: 'x' },
		{ __rl: true, value: {} },
		{ toString: () => 'x' },
	],
	...[[null], [''], ['a', null], [undefined], [{}], [[]], [BIG], ['undefined'], [true], [1, 'a']],
	...[new Date(), DateTime.now(), new Map(), new Set(['a']), /x/, Symbol('x'), () => 'x'],
	...[new Error('x'), Promise.resolve('x'), BARE],
];

function isNothing(value: unknown): boolean {
	if (typeof value === 'string') return isBlank(value);
	if (Array.isArray(value)) return value.length === 0;
	const isDate = value instanceof Date || DateTime.isDateTime(value);
	return value === undefined || value === null || (isDate && value.toJSON() === null);
}

/** Whether a value is none that a field of this type can have. */
function isForeign(field: INodeProperties, value: unknown): boolean {
	const choices = choicesOf(field).map((choice) => String(choice.value));
	const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
	const text = isPlain ? String(value).trim() : undefined;
	switch (field.type) {
		case 'boolean':
			return !['true', 'false'].includes(text?.toLowerCase() ?? '');
		case 'options':
			return !choices.includes(text ?? '');
		case 'multiOptions': {
			const parts: unknown[] = Array.isArray(value) ? value : (text ?? '').split(/ *, */);
			return !parts.every((part) => typeof part === 'string' && choices.includes(part.trim()));
		}
		case 'number': {
			const number = typeof value === 'boolean' ? NaN : Number(text);
			const { minValue = 0, maxValue = Number.MAX_SAFE_INTEGER } = field.typeOptions ?? {};
			return Number.isNaN(number) || number < minValue || number > maxValue;
		}
		default:
			return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
	}
}

/** Numbers, texts and switches, wherever they are. */
const leavesOf = (value: unknown): unknown[] =>
	isObject(value) || Array.isArray(value) ? Object.values(value).flatMap(leavesOf) : [value];

const JUNK = /\[object|^-?(undefined|null|NaN|Infinity)$|7123456789012346|9007199254740992/;

function isOdd(leaf: unknown): boolean {
	if (typeof leaf === 'string') return isBlank(leaf) || JUNK.test(leaf);
	return typeof leaf === 'number'
		? !Number.isSafeInteger(leaf) && Number.isInteger(leaf)
		: typeof leaf !== 'boolean';
}

interface Place {
	operation: string;
	label: string;
	/** The field, and whether somebody added it to a collection. */
	field: INodeProperties;
	isMember: boolean;
	/** What is entered, and what it resolves to when the expression returns this value. */
	with: (value: unknown) => { entered: INodeParameters; resolved: Record<string, unknown> };
}

/** A copy with something else at a path. */
function changed(values: unknown, [key, ...rest]: string[], value: unknown): INodeParameters {
	const copy: INodeParameters = isObject(values) ? ({ ...values } as INodeParameters) : {};
	Object.assign(copy, { [key]: rest.length > 0 ? changed(copy[key], rest, value) : value });
	return copy;
}

function placesFor(operation: string, entered: INodeParameters, setting: Setting): Place[] {
	const { name, label, field } = setting;
	const path = name.split('.');
	if (field.type !== 'fixedCollection') {
		return [
			{
				...{ operation, label, field, isMember: setting.isMember },
				with: (value) => ({
					entered: changed(entered, path, EXPRESSION),
					resolved: { [name]: value },
				}),
			},
		];
	}
	const row = valueAt(entered, name);
	const first: unknown = Array.isArray(row) ? row[0] : undefined;
	return groupsOf(field).flatMap(({ values }) =>
		values.map((member) => ({
			...{ operation, label: `${label}: ${member.displayName}`, field: member, isMember: true },
			with: (value: unknown) => ({
				entered: changed(entered, path, [changed(first, [member.name], EXPRESSION)]),
				resolved: { [name]: [changed(first, [member.name], value)] },
			}),
		})),
	);
}

/** Every field of every operation, each with all the others filled in. */
const places = names.flatMap((operation) => {
	const fields = operationProperties(operationOf(operation));
	const found = new Map<string, Place>();
	for (const variant of variants(fields)) {
		const all = filledIn(fields);
		// A prompt and other changes exclude each other.
		if (isObject(all.changes)) Reflect.deleteProperty(all.changes, 'prompt');
		const entered = enteredIn(operation, { ...all, ...variant });
		for (const setting of settingsIn(fields, entered)) {
			for (const place of placesFor(operation, entered, setting)) found.set(place.label, place);
		}
	}
	return [...found.values()];
});

/** What would be sent with this value in this place, or the words that refuse it. */
function outcomeOf(place: Place, value: unknown): { request: unknown } | { refusal: string } {
	const operation = operationOf(place.operation);
	const { entered: all, resolved } = place.with(value);
	// n8n does not know what an expression shows, and keeps it all.
	const entered = enteredIn(place.operation, all);
	const item = { resolved, json: { value } };
	const parameters = nodeParameters(operationProperties(operation), entered, item).ofItem(0);
	try {
		const checked = operation.request(parameters);
		// A person who was entered by URL or slug is looked up first.
		const request = 'lookUp' in checked ? checked.complete(checked.lookUp) : checked;
		operation.pages?.limit(parameters);
		parameters.checkAll();
		return { request };
	} catch (error) {
		if (error instanceof InputError) return { refusal: error.message };
		throw error;
	}
}

/** What is wrong with what became of a value; undefined when nothing is. */
function complaintOf(place: Place, value: unknown): string | undefined {
	const outcome = outcomeOf(place, value);
	if ('refusal' in outcome) {
		const { refusal } = outcome;
		return refusal.includes(`'${place.label}'`) && refusal.length < 300 ? undefined : refusal;
	}
	const { field, isMember } = place;
	const mayBeBlank = field.type === 'string' && !isMember && typeof value === 'string';
	if (isNothing(value) && !mayBeBlank) return 'went on with nothing';
	if (!isNothing(value) && isForeign(field, value)) return 'went on with something foreign';
	const odd = leavesOf(outcome.request).find(isOdd);
	return odd === undefined ? undefined : `sent ${JSON.stringify(odd)}`;
}

test('there are many places', () => {
	expect(places.length).toBeGreaterThan(90);
	expect(new Set(places.map(({ operation }) => operation))).toEqual(new Set(names));
});

describe.each(places)('$operation: $label', (place) => {
	test('refuses what is odd, by its name', () => {
		const complaints = ODD.flatMap((value) => {
			const complaint = complaintOf(place, value);
			return complaint === undefined ? [] : [[value, complaint]];
		});
		expect(complaints).toEqual([]);
	});

	test('refuses whatever else an expression may return', () => {
		const anything = fc.oneof(
			fc.anything({
				withBigInt: true,
				withDate: true,
				withMap: true,
				withSet: true,
				withNullPrototype: true,
			}),
			fc.string({ unit: 'binary' }),
			fc.double(),
			fc.maxSafeInteger(),
		);
		fc.assert(
			fc.property(anything, (value) => {
				expect(complaintOf(place, value)).toBeUndefined();
			}),
			{ numRuns: 25 },
		);
	});
});
