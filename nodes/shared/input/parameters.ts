import { cleanText, isBlank } from '../util/text';
import { notOneOf, notText, shown } from './checkedValue';
import type { NamesInside } from './field';
import { EmptyFieldError, InputError } from './inputError';
import { isDate } from './textParts';

/** Checked values by the names of their fields. */
export interface Values {
	/** Undefined for an empty field. Throws InputError for an impossible value. */
	get(name: string): unknown;
	names(): Iterable<string>;
	label(name: string): string;
	/** Whether an ID is from OutX: from the item, or from a list in the editor. */
	isFromOutx(name: string, id: string): boolean;
}

/** Reads a text; its InputError names the field by the label. */
type MeaningOf<Meaning> = (text: string, label: string, isFromOutx?: boolean) => Meaning;

/** JavaScript reads February 30 as a day in March. */
function exists(day: string): boolean {
	const date = new Date(day);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

export const isValues = (value: unknown): value is Values =>
	typeof value === 'object' && value !== null && 'names' in value;

/** The parameters of one item. An impossible value is an InputError that names the field as the editor does. */
export class Parameters<in Name extends string = string> {
	constructor(private readonly values: Values) {}

	/** Refuses the item if any value that was entered is impossible, whether it is read or not. */
	checkAll(): void {
		for (const name of this.values.names()) this.values.get(name);
	}

	label(name: Name): string {
		return this.values.label(name);
	}

	has(name: Name): boolean {
		return this.values.get(name) !== undefined;
	}

	/** Whether the user added the field, even if it was left blank. */
	isAdded(name: Name): boolean {
		return [...this.values.names()].includes(name);
	}

	/** The text of a field without outer white space; '' when it is blank or absent. */
	text(name: Name): string {
		return this.verbatim(name).trim();
	}

	/** The text of a field exactly as entered. */
	verbatim(name: Name): string {
		const value = this.values.get(name) ?? '';
		if (typeof value === 'string') return isBlank(value) ? '' : value;
		if (typeof value === 'number' || typeof value === 'boolean') return String(value);
		throw notText(this.label(name), value);
	}

	required(name: Name, max?: number): string {
		const text = this.verbatim(name);
		if (text === '') throw new EmptyFieldError(this.label(name), 'Enter a text');
		return this.limited(name, text, max);
	}

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

	/** A number, within the bounds that the field declares. */
	number(name: Name, fallback?: number): number {
		const value = this.values.get(name) ?? fallback;
		if (typeof value === 'number') return value;
		throw new EmptyFieldError(this.label(name), 'Enter a number');
	}

	flag(name: Name): boolean {
		return this.values.get(name) === true;
	}

	choice<Word extends string>(name: Name, words: readonly Word[]): Word {
		const text = this.text(name);
		const word = words.find((each) => each === text);
		if (word === undefined) throw notOneOf(this.label(name), words, text);
		return word;
	}

	/** A list: an array from an expression, or text with commas or line breaks. Repeats are dropped. */
	list(name: Name): string[] {
		const value = this.values.get(name);
		const parts = Array.isArray(value)
			? value.map((part, index) => this.entry(name, part, index))
			: this.text(name).split(/[,\n]/);
		return [...new Set(parts.map((part) => part.trim()).filter((part) => !isBlank(part)))];
	}

	private entry(name: Name, part: unknown, index: number): string {
		if (typeof part === 'number') return String(part);
		if (typeof part === 'string' && !isBlank(part)) return part;
		const what = typeof part === 'string' ? 'is empty' : `must be text, not ${shown(part)}`;
		throw new InputError(
			`Entry ${index + 1} of '${this.label(name)}' ${what}`,
			'Check the expression of this field',
		);
	}

	/** A day as OutX expects it, from the date picker, a text or a date of an expression. */
	day(name: Name): string | undefined {
		const value = this.values.get(name);
		const text = isDate(value) ? (value.toJSON() ?? '') : this.text(name);
		if (text === '') return undefined;
		const day = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(text)?.[1];
		if (day && exists(day)) return day;
		throw new InputError(
			`'${this.label(name)}' is not a date: ${cleanText(text, 80)}`,
			'Use for example 2026-01-31',
		);
	}

	/** The entries of a collection that can hold several, each with its own fields. */
	rows<Entry extends Name>(name: Entry): Array<Parameters<NamesInside<Name, Entry>>> {
		const rows = this.values.get(name);
		return Array.isArray(rows) ? rows.filter(isValues).map((row) => new Parameters(row)) : [];
	}

	/** What a text stands for, such as the post of a URL. */
	read<Meaning>(name: Name, meaningOf: MeaningOf<Meaning>): Meaning {
		const text = this.text(name);
		return meaningOf(text, this.label(name), this.values.isFromOutx(name, text));
	}

	/** What the entries of a list stand for. There has to be one. */
	readEach<Meaning>(name: Name, meaningOf: MeaningOf<Meaning>, hint: string): Meaning[] {
		const label = this.label(name);
		const entries = this.list(name);
		if (entries.length === 0) throw new EmptyFieldError(label, hint);
		return entries.map((entry) => meaningOf(entry, label));
	}
}
