import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../api/types';
import type { Scope } from './marks';

const RUN_AGAIN = {
	created:
		'n8n ran this execution again from its start. OutX had already accepted this action, so it was not sent a second time',
	unknown:
		'n8n ran this execution again from its start. This action was begun before and its outcome is unknown, so it was not sent a second time. Check in OutX or on LinkedIn whether it was done',
};

export function alreadyAttempted(
	request: ApiRequest,
	outcome: keyof typeof RUN_AGAIN,
): IDataObject {
	return skippedItem(request, 'already_attempted', RUN_AGAIN[outcome], { outcome });
}

export function alreadyContacted(request: ApiRequest, scope: Scope | undefined): IDataObject {
	const where = scope === 'node' ? 'This node' : 'This workflow';
	return skippedItem(request, 'already_contacted', `${where} has already contacted this recipient`);
}

/** The item of somebody who was not contacted, on purpose. Names the person or post, not what would have been sent. */
export function skippedItem(
	request: ApiRequest,
	status: 'already_contacted' | 'already_attempted' | 'not_attempted',
	reason: string,
	more: IDataObject = {},
): IDataObject {
	const recipient = Object.entries(request.body ?? {}).filter(([name]) =>
		/_urn$|^(?:post_)?id$/.test(name),
	);
	return { skipped: true, status, reason, ...more, ...Object.fromEntries(recipient) };
}
