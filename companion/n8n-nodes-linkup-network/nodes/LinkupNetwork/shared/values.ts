import type { IDataObject } from 'n8n-workflow';

/** Input that is refused before anything is sent. */
export class InputRefused extends Error {
	constructor(
		message: string,
		readonly howToFix: string,
	) {
		super(message);
	}
}

export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** Text trimmed and empty fields left out: what a user did not fill in is not sent. */
export function filledIn(params: IDataObject): IDataObject {
	const trimmed = Object.entries(params).map(([name, value]) => [
		name,
		typeof value === 'string' ? value.trim() : value,
	]);
	return Object.fromEntries(
		trimmed.filter(([, value]) => value !== '' && value !== null && value !== undefined),
	);
}

export function wholeNumber(value: unknown, parameter: string, minimum: number): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < minimum) {
		throw new InputRefused(
			`'${parameter}' has to be a whole number of at least ${minimum}`,
			`It is ${JSON.stringify(value) ?? 'empty'}. Put in a number such as ${Math.max(minimum, 50)}.`,
		);
	}
	return number;
}

const MAX_QUOTE = 500;

/** Text from outside, fit for a message: one line, no control characters, no key, not too long. */
export function quotable(text: string, apiKey: string): string {
	const key = apiKey.trim();
	const line = (key ? text.split(key).join('***') : text)
		.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
		.replace(/ {2,}/g, ' ')
		.trim();
	return line.length > MAX_QUOTE ? `${line.slice(0, MAX_QUOTE)}…` : line;
}
