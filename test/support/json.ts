/* What comes out of JSON, with the type that a test expects of it. Anything else fails the test here, by name. */
import type { IDataObject } from 'n8n-workflow';

function mismatch(expected: string, value: unknown): TypeError {
	return new TypeError(`Expected ${expected}, got ${JSON.stringify(value)}`);
}

export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(value: unknown): string {
	if (typeof value === 'string') return value;
	throw mismatch('text', value);
}

export function numberOf(value: unknown): number {
	if (typeof value === 'number') return value;
	throw mismatch('a number', value);
}

export function objectOf(value: unknown): IDataObject {
	if (isObject(value)) return value;
	throw mismatch('an object', value);
}

export function listOf(value: unknown): IDataObject[] {
	if (Array.isArray(value)) return value.map(objectOf);
	throw mismatch('a list', value);
}

/** What is there. */
export function present<T>(value: T | null | undefined): T {
	if (value === null || value === undefined) throw mismatch('a value', value);
	return value;
}
