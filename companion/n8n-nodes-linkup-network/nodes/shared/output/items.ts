import type { IDataObject } from 'n8n-workflow';

/** n8n takes a success with a key named `error` for a failed item, so it gets another name. */
export function renameErrorKey(json: IDataObject): IDataObject {
	if (!('error' in json)) return json;
	const { error, ...rest } = json;
	return { ...rest, error_text: error };
}
