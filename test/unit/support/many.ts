import type { IDataObject } from 'n8n-workflow';

/** An object with so many fields. */
export const many = (prefix: string, count = 20): IDataObject =>
	Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}_${i}`, i]));
