import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../util/guards';

const IMAGE = /image|photo|picture|avatar|logo|banner|thumbnail/i;

const isEmpty = (value: unknown) =>
	value === null ||
	value === undefined ||
	value === '' ||
	(Array.isArray(value) && value.length === 0);

/** A result as a language model reads it, which pays for every word: no images, and nothing that is empty. */
export function forModel(result: IDataObject): IDataObject {
	const kept = Object.entries(result).filter(([key, value]) => !IMAGE.test(key) && !isEmpty(value));
	return Object.fromEntries(
		kept.map(([key, value]) => [key, isObject(value) ? forModel(value) : value]),
	);
}
