import { isObject } from '../util/guards';

/** Text that JavaScript makes of nothing, of no number and of no date. Nobody sends it to a person. */
const JUNK = /^-?(?:undefined|null|NaN|Infinity|Invalid Date(?:Time)?)$/;
const JUNK_INSIDE =
	/(?<![\p{L}\p{N}_])(?:undefined|null|NaN|Infinity|Invalid Date(?:Time)?)(?![\p{L}\p{N}_])/gu;
const OBJECT = /\[object [A-Z]\w*\]/;
const LONG_NUMBER = /\d{16,}/g;
const MOST_DEEP = 5;

/** Dates in expressions are Luxon's, or JavaScript's own. Both have an ISO form. */
interface DateLike {
	toJSON(): string | null;
}

export const isDate = (value: unknown): value is DateLike =>
	typeof value === 'object' &&
	value !== null &&
	('toISODate' in value || 'toISOString' in value) &&
	'toJSON' in value &&
	typeof value.toJSON === 'function';

/** Why a number cannot be sent; undefined if it can. JavaScript changes the last digits of whole numbers that are too long. */
export function unfitNumber(value: number): string | undefined {
	if (!Number.isFinite(value)) return `contains ${value}, which is not a number`;
	if (!Number.isInteger(value) || Number.isSafeInteger(value)) return undefined;
	return `contains ${value}, a number that is too long to be exact`;
}

/** Why a value cannot become text; undefined if it can. A missing value becomes no text. */
function unfitForText(value: unknown, depth = 0): string | undefined {
	if (value === undefined || value === null || isDate(value)) return undefined;
	if (typeof value === 'number') return unfitNumber(value);
	if (typeof value === 'boolean' || typeof value === 'bigint') return undefined;
	if (typeof value === 'string') {
		if (OBJECT.test(value)) return 'contains an object instead of text';
		const text = value.trim();
		return JUNK.test(text) ? `contains "${text}" instead of text` : undefined;
	}
	if (!Array.isArray(value) || depth > MOST_DEEP) return 'contains an object instead of text';
	return value.map((each) => unfitForText(each, depth + 1)).find(Boolean);
}

/** The parts of an expression, for one item. */
export interface Pieces {
	/** The value of the code between {{ and }}. */
	evaluate(code: string): unknown;
	/** The item that it may come from. */
	json: unknown;
}

export interface Unfit {
	reason: string;
	hint: string;
}

/**
 * Why the value of a field cannot be sent; undefined if it can. Typed text is intended, whatever it says. The text of an
 * expression is checked part by part, because it hides what became text in it.
 */
export function unfitText(
	value: unknown,
	expression: string | undefined,
	piecesOf: () => Pieces,
): Unfit | undefined {
	const reason =
		expression === undefined
			? typeof value === 'string' && !OBJECT.test(value)
				? undefined
				: unfitForText(value)
			: (unfitForText(value) ?? unfitPieces(value, expression, piecesOf()));
	const hint = reason?.includes('too long')
		? 'Pass the ID as text. A number this long has already lost its last digits'
		: 'Check the expression of this field';
	return reason === undefined ? undefined : { reason, hint };
}

function unfitPieces(value: unknown, expression: string, pieces: Pieces): string | undefined {
	const codes = [...expression.matchAll(/(?<!\\)\{\{([\s\S]*?)\}\}/g)].map(([, code]) => code);
	const isOne = codes.length === 1 && expression.trim() === `={{${codes[0]}}}`;
	for (const code of codes) {
		const reason = unfitPiece(code, isOne ? value : pieces.evaluate(code), pieces.json);
		if (reason !== undefined) return reason;
	}
	return undefined;
}

/** A combined part hides its own parts. Text from the item, or in quotation marks, is intended. */
function unfitPiece(code: string, value: unknown, json: unknown): string | undefined {
	const reason = unfitForText(value);
	if (reason !== undefined || typeof value !== 'string') return reason;
	const numbers: string[] = value.match(LONG_NUMBER) ?? [];
	const words: string[] = /[+`]|join|concat/.test(code) ? (value.match(JUNK_INSIDE) ?? []) : [];
	if (numbers.length === 0 && words.length === 0) return undefined;
	const known = leavesOf(json);
	for (const leaf of known) {
		const inexact = typeof leaf === 'number' && numbers.includes(String(leaf)) && unfitNumber(leaf);
		if (inexact) return inexact;
	}
	const quoted = code.match(/'[^']*'|"[^"]*"|`[^`]*`/g) ?? [];
	const texts = [...known, ...quoted].filter((each): each is string => typeof each === 'string');
	const word = words.find((each) => !texts.some((text) => text.includes(each)));
	return word === undefined ? undefined : `contains "${word}" instead of text`;
}

function leavesOf(value: unknown): unknown[] {
	const leaves: unknown[] = [];
	const open = [value];
	while (open.length > 0) {
		const next = open.pop();
		if (Array.isArray(next)) for (const each of next) open.push(each);
		else if (isObject(next)) for (const each of Object.values(next)) open.push(each);
		else leaves.push(next);
	}
	return leaves;
}
