import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../api/types';

/** Why nothing is sent when n8n runs an execution again, by what became of the first time. */
export const AGAIN = {
	created:
		'n8n ran this execution again from its start. OutX had already accepted this action, so it was not sent a second time',
	unknown:
		'n8n ran this execution again from its start. This action was begun before and its outcome is unknown, so it was not sent a second time. Check in OutX or on LinkedIn whether it was done',
};

/** The item of somebody who was not reached, on purpose. Names the person or post, not what would have been sent. */
export function skippedItem(
	request: ApiRequest,
	status: 'already_contacted' | 'already_attempted' | 'not_attempted',
	reason: string,
	more: IDataObject = {},
): IDataObject {
	const whom = Object.entries(request.body ?? {}).filter(([name]) =>
		/_urn$|^(?:post_)?id$/.test(name),
	);
	return { skipped: true, status, reason, ...more, ...Object.fromEntries(whom) };
}
