import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../../shared/api/types';

/** Asks OutX for a task on LinkedIn. */
export const taskRequest = (path: string, body: IDataObject): ApiRequest => ({
	method: 'POST',
	path,
	body,
});

const isEmpty = (value: unknown) =>
	value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** Without what was left empty: OutX would take it for a value. */
export const filledIn = (values: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));
