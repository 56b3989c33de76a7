import { isObject } from '../util/guards';
import { cleanText } from '../util/text';
import { InputError } from './inputError';

/** Text made of what is no text, by JavaScript or by an expression. */
const NO_TEXT = /\[object \w+\]|^(?:undefined|null|NaN|-?Infinity)$/;

const CHECK_EXPRESSION = 'Check the expression of this field.';

/** Reads the parameters of one item. An impossible value is an InputError that names the field. */
export class Parameters {
	constructor(
		private readonly value: (name: string) => unknown,
		/** The label of a field in the editor. */
		private readonly labelOf: (name: string) => string,
	) {}

	/** The text of a field without outer white space; '' when it is blank or absent. */
	text(name: string): string {
		const value = this.value(name);
		if (value === undefined || value === null) return '';
		if (typeof value === 'number') this.expectExact(name, value);
		if (typeof value !== 'string' && typeof value !== 'number') throw this.notText(name);
		const text = String(value).trim();
		if (NO_TEXT.test(text)) throw this.notText(name);
		return text;
	}

	/** Text that must be there; `hint` says where it is found. */
	required(name: string, hint: string): string {
		const text = this.text(name);
		if (text === '') throw new InputError(`'${this.labelOf(name)}' is empty`, hint);
		return text;
	}

	whole(name: string, min: number): number {
		const value = this.number(name, min);
		if (Number.isSafeInteger(value)) return value;
		throw this.mustBe(name, `a whole number of at least ${min}`);
	}

	number(name: string, min: number): number {
		const value = this.value(name);
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		if (typeof number === 'number' && Number.isFinite(number) && number >= min) return number;
		throw this.mustBe(name, `a number of at least ${min}`);
	}

	flag(name: string): boolean {
		const value = this.value(name);
		if (typeof value === 'boolean') return value;
		if (value === 'true' || value === 'false') return value === 'true';
		throw this.mustBe(name, 'true or false');
	}

	/** One of a few words. */
	choice<Word extends string>(name: string, words: readonly Word[]): Word {
		const value = this.value(name);
		const word = words.find((each) => each === value);
		if (word !== undefined) return word;
		throw this.mustBe(name, words.join(' or '));
	}

	/** Whether the user added an option, whatever it resolves to. */
	isSet(option: string): boolean {
		const options = this.value('options');
		return isObject(options) && option in options;
	}

	/** JavaScript cannot hold long IDs as numbers: their last digits are lost before they get here. */
	private expectExact(name: string, value: number): void {
		if (Number.isSafeInteger(value) || !Number.isInteger(value)) return;
		throw new InputError(
			`'${this.labelOf(name)}' is a number that lost its last digits`,
			'IDs like this are too long for a number. Pass the ID as text.',
		);
	}

	private notText(name: string): InputError {
		return new InputError(`'${this.labelOf(name)}' must be text`, CHECK_EXPRESSION);
	}

	private mustBe(name: string, expected: string): InputError {
		return new InputError(
			`'${this.labelOf(name)}' must be ${expected}, not ${describe(this.value(name))}`,
			CHECK_EXPRESSION,
		);
	}
}

function describe(value: unknown): string {
	if (value === undefined || value === null || value === '') return 'empty';
	return typeof value === 'object' ? 'an object' : cleanText(String(value), 80);
}
