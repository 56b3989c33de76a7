import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../util/guards';
import type { NamesInside } from './field';
import { InputError } from './inputError';

export interface Bounds {
	min?: number;
	max?: number;
}

/** Where OutX puts IDs. */
const ID_FIELDS = ['api_agent_task_id', 'id'];

/** What was picked from a list or entered as ID or URL. */
function picked(value: unknown): unknown {
	return isObject(value) && '__rl' in value ? value.value : value;
}

/** Dates in expressions are Luxon's, or JavaScript's own. Both tell their ISO form. */
interface DateLike {
	toJSON(): string | null;
}

const isDate = (value: unknown): value is DateLike =>
	typeof value === 'object' &&
	value !== null &&
	('toISODate' in value || 'toISOString' in value) &&
	'toJSON' in value &&
	typeof value.toJSON === 'function';

/** JavaScript takes February 30 for a day of March. */
function exists(day: string): boolean {
	const date = new Date(day);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/**
 * Reads the parameters of one item, the way the user means them: blanks count as absent, numbers may come as text.
 * What cannot be meant is an InputError that names the field as the editor shows it.
 */
export class Parameters<in Name extends string = string> {
	constructor(
		private readonly value: (name: string) => unknown,
		private readonly labelOf: (name: string) => string,
		/** The fields of the item that the parameters are for. */
		private readonly itemFields: IDataObject = {},
	) {}

	/** What the editor calls a field. */
	label(name: Name): string {
		return this.labelOf(name);
	}

	/** The text of a field without outer white space; '' when it is blank or absent. */
	text(name: Name): string {
		return this.verbatim(name).trim();
	}

	/** The text of a field exactly as entered. */
	verbatim(name: Name): string {
		const value = picked(this.value(name));
		if (value === undefined || value === null) return '';
		if (typeof value === 'string') return value;
		if (typeof value === 'number' || typeof value === 'boolean') return String(value);
		throw new InputError(
			`'${this.label(name)}' must be text`,
			'Check the expression of this field',
		);
	}

	/** Text that must be there, at most so many characters long. */
	required(name: Name, max?: number): string {
		const text = this.verbatim(name);
		if (text.trim() === '') throw new InputError(`'${this.label(name)}' is empty`, 'Enter a text');
		return this.limited(name, text, max);
	}

	/** Text that may be absent, trimmed. */
	optional(name: Name, max?: number): string | undefined {
		const text = this.text(name);
		return text === '' ? undefined : this.limited(name, text, max);
	}

	private limited(name: Name, text: string, max: number | undefined): string {
		if (max !== undefined && text.length > max) {
			throw new InputError(
				`'${this.label(name)}' has ${text.length} characters, ${max} are allowed`,
				'Shorten the text',
			);
		}
		return text;
	}

	whole(name: Name, { min = 0, max = Number.MAX_SAFE_INTEGER }: Bounds): number {
		const value = this.number(name, { min, max });
		if (Number.isInteger(value)) return value;
		throw new InputError(`'${this.label(name)}' must be a whole number, not ${value}`);
	}

	number(name: Name, { min = 0, max = Number.MAX_SAFE_INTEGER }: Bounds): number {
		const value = this.value(name);
		const text = typeof value === 'number' ? String(value) : this.text(name);
		const number = text === '' ? NaN : Number(text);
		const label = this.label(name);
		if (Number.isNaN(number)) throw new InputError(`'${label}' must be a number, not '${text}'`);
		if (number < min || number > max) {
			const range =
				max === Number.MAX_SAFE_INTEGER ? `at least ${min}` : `between ${min} and ${max}`;
			throw new InputError(`'${label}' must be ${range}, not ${number}`);
		}
		return number;
	}

	flag(name: Name): boolean {
		const value = this.value(name);
		return value === true || value === 'true';
	}

	/** A list: an array from an expression, or text with commas or line breaks. Blanks and repeats are dropped. */
	list(name: Name): string[] {
		const value = this.value(name);
		const parts: unknown[] = Array.isArray(value) ? value : this.text(name).split(/[,\n]/);
		const texts = parts.map((part) =>
			typeof part === 'string' || typeof part === 'number' ? String(part).trim() : '',
		);
		return [...new Set(texts.filter((text) => text !== ''))];
	}

	/** A day as OutX wants it, from the date picker, a text or a date of an expression. */
	day(name: Name): string | undefined {
		const value = this.value(name);
		const text = isDate(value) ? value.toJSON() : this.text(name);
		if (text === '' || text === null) return undefined;
		const day = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(text)?.[1];
		if (day && exists(day)) return day;
		throw new InputError(
			`'${this.label(name)}' is not a date: ${text}`,
			'Use for example 2026-01-31',
		);
	}

	/** The entries of a collection that can hold several, each with its own fields. */
	rows<Entry extends Name>(name: Entry): Array<Parameters<NamesInside<Name, Entry>>> {
		const value = this.value(name);
		const rows = Array.isArray(value) ? value.filter(isObject) : [];
		return rows.map(
			(row) =>
				new Parameters(
					(member) => row[member],
					(member) => this.labelOf(`${name}.${member}`),
				),
		);
	}

	has(name: Name): boolean {
		const value = this.value(name);
		return value !== undefined && value !== null && value !== '';
	}

	raw(name: Name): unknown {
		return this.value(name);
	}

	/** Whether an ID came from OutX: with the item, or from a list in the editor. */
	isFromOutx(name: Name): boolean {
		const value = this.value(name);
		if (isObject(value) && value.mode === 'list') return true;
		const text = this.text(name);
		return ID_FIELDS.map((field) => this.itemFields[field]).some(
			(id) => id === text || (typeof id === 'number' && String(id) === text),
		);
	}
}
