import { isObject } from '../util/guards';
import { cleanText, isBlank } from '../util/text';
import { InputError } from './inputError';
import type { Setting } from './settings';
import { isDate } from './textParts';

/** The value selected from a list, or entered as ID or URL. */
export const picked = (value: unknown): unknown =>
	isObject(value) && '__rl' in value ? value.value : value;

export function isExpression(entered: unknown): boolean {
	const own = picked(entered);
	return typeof own === 'string' && own.startsWith('=');
}

/** The input, fit for a message. */
export function shown(value: unknown): string {
	if (typeof value === 'string') return `'${cleanText(value, 80)}'`;
	if (Array.isArray(value)) return 'a list';
	return isObject(value) ? 'an object' : cleanText(String(value), 80);
}

export function isNothing(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	if (typeof value === 'string') return isBlank(value);
	return Array.isArray(value) ? value.length === 0 : isDate(value) && value.toJSON() === null;
}

/**
 * The value of a field, checked to be one that the field can have; undefined if it was left blank. An expression that
 * returns nothing is an error, because continuing without a value may be the opposite of what was meant.
 */
export function checkedValue(setting: Setting, resolved: unknown): unknown {
	const value = picked(resolved);
	if (isNothing(value)) return checkBlank(setting, value);
	switch (setting.field.type) {
		case 'boolean':
			return flag(setting, value);
		case 'number':
			return number(setting, value);
		case 'options':
			return choice(setting, value);
		case 'multiOptions':
			return several(value).map((each) => choice(setting, each));
		case 'fixedCollection':
			throw new InputError(
				`'${setting.label}' has no value`,
				'Add its values, or remove the field',
			);
		default:
			return text(setting, value);
	}
}

/** A condition that does not hold is no message, and neither is an object. */
function text({ label, entered }: Setting, value: unknown): unknown {
	const isFlag = typeof value === 'boolean' && isExpression(entered);
	const isOther = typeof value === 'object' && !Array.isArray(value) && !isDate(value);
	if (isFlag || isOther) throw notText(label, value);
	return value;
}

export const notText = (label: string, value: unknown) =>
	new InputError(
		`'${label}' must be text, not ${shown(value)}`,
		'Check the expression of this field',
	);

const TEXTS = ['string', 'dateTime', 'resourceLocator'];

/** A field may be blank as entered, but an expression must not become blank unnoticed. */
function checkBlank({ label, field, entered, isMember }: Setting, value: unknown): undefined {
	const isText = TEXTS.includes(field.type);
	// The operation that needs it says so, and where to find it.
	if (isText && field.required) return;
	if (isExpression(entered)) {
		if (isText && !isMember && typeof value === 'string') return;
		const ways = isMember
			? 'Check the expression, or remove the field'
			: isText
				? "Check the expression. To leave the field empty on purpose, make it return ''"
				: 'Check the expression and the data of this item';
		throw new InputError(`'${label}' is an expression that returned nothing`, ways);
	}
	if (!isText && field.type !== 'multiOptions') {
		throw new InputError(`'${label}' has no value`, 'Enter a value, or reset the field');
	}
}

function flag({ label }: Setting, value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
	if (word === 'true' || word === 'false') return word === 'true';
	throw new InputError(
		`'${label}' must be true or false, not ${shown(value)}`,
		'Make the expression return true or false',
	);
}

const DECIMAL = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

function number({ label, field }: Setting, value: unknown): number {
	const isNumeric = typeof value === 'string' ? DECIMAL.test(value) : typeof value === 'number';
	const exact = isNumeric ? Number(value) : NaN;
	if (Number.isNaN(exact)) {
		throw new InputError(`'${label}' must be a number, not ${shown(value)}`);
	}
	const { minValue: min = -Infinity, maxValue: max, numberPrecision } = field.typeOptions ?? {};
	if (exact < min || exact > (max ?? Number.MAX_SAFE_INTEGER)) {
		const range = max === undefined ? `at least ${min}` : `between ${min} and ${max}`;
		throw new InputError(`'${label}' must be ${range}, not ${exact}`);
	}
	if (numberPrecision === 0 && !Number.isInteger(exact)) {
		throw new InputError(`'${label}' must be a whole number, not ${exact}`);
	}
	return exact;
}

/** Several choices: an array from an expression, or text with commas. */
function several(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	return typeof value === 'string' ? value.split(',') : [value];
}

/** So many fit into a message. */
const FEW_CHOICES = 10;

function choice({ label, field }: Setting, value: unknown): unknown {
	const values = (field.options ?? []).flatMap((option) =>
		'value' in option ? [option.value] : [],
	);
	const word = typeof value === 'string' ? value.trim() : value;
	const found = values.find((each) => each === word || String(each) === word);
	if (found !== undefined) return found;
	throw notOneOf(label, values, value);
}

export function notOneOf(label: string, values: readonly unknown[], value: unknown): InputError {
	const words =
		values.length > FEW_CHOICES
			? 'from its list'
			: [values.slice(0, -1).join(', '), ...values.slice(-1)].filter(Boolean).join(' or ');
	return new InputError(
		`'${label}' must be ${words}, not ${shown(value)}`,
		'Choose from the list, or make the expression return one of these values',
	);
}
