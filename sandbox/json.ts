export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const isText = (value: unknown): value is string =>
	typeof value === 'string' && value.trim() !== '';

export const isTextList = (value: unknown): value is string[] =>
	Array.isArray(value) && value.length > 0 && value.every(isText);

export const isOptionalText = (value: unknown): value is string | null | undefined =>
	value === undefined || value === null || typeof value === 'string';

/** Anything but a whole number from `min` on becomes the default. */
export const wholeNumber = (value: unknown, min: number, fallback: number) =>
	typeof value === 'number' && Number.isInteger(value) && value >= min ? value : fallback;
