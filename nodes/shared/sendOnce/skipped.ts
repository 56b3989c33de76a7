import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../api/types';
import type { Reached } from './limits';
import type { Scope } from './marksRow';

type SkippedStatus =
	| 'already_contacted'
	| 'perhaps_contacted'
	| 'already_attempted'
	| 'not_attempted';

const here = (scope?: Scope) => (scope === 'node' ? 'This node' : 'This workflow');

const RUN_AGAIN = {
	created:
		'n8n ran this execution again from its start. OutX had already accepted this action, so it was not sent a second time',
	unknown:
		'n8n ran this execution again from its start. An earlier attempt may have completed this action, so it was not sent a second time. Check in OutX or on LinkedIn',
};

export function alreadyAttempted(
	request: ApiRequest,
	outcome: keyof typeof RUN_AGAIN,
): IDataObject {
	return skippedItem(request, 'already_attempted', RUN_AGAIN[outcome], { outcome });
}

/** A recipient who got a request from OutX, or may have: its answer was lost, or it is in flight. */
export function contactedBefore(
	request: ApiRequest,
	scope: Scope | undefined,
	isCertain: boolean,
): IDataObject {
	if (isCertain)
		return skippedItem(
			request,
			'already_contacted',
			`${here(scope)} has already contacted this recipient`,
		);
	const reason = `${here(scope)} may have contacted this recipient: an earlier attempt got no answer. Check in OutX or on LinkedIn. If nothing was sent, forget the recipient with Contact History → Forget, and run the workflow for this item alone`;
	return skippedItem(request, 'perhaps_contacted', reason);
}

/** A person who was contacted by the same URL, so nobody looked them up. */
export function contactedAt(url: string, scope: Scope): IDataObject {
	const reason = `${here(scope)} has already contacted this recipient by this LinkedIn URL. To contact them again, forget them in Contact History by the same URL`;
	return { skipped: true, status: 'already_contacted', reason, profile_url: url };
}

/** An item over the user's limit, with the time from which it may be sent. */
export function limitReached(request: ApiRequest, kind: string, reached: Reached): IDataObject {
	const { per, max, nextAt } = reached;
	const reason = `Not attempted: the limit of ${max} ${kind}s per ${per} is reached. There is room again from ${nextAt}`;
	const more = { limit: max, per, used: max, next_at: nextAt };
	return skippedItem(request, 'not_attempted', reason, more);
}

/** The item of a recipient who was intentionally not contacted. Names the person or post, not the content. */
export function skippedItem(
	request: ApiRequest,
	status: SkippedStatus,
	reason: string,
	more: IDataObject = {},
): IDataObject {
	const recipient = Object.entries(request.body ?? {}).filter(([name]) =>
		/_urn$|^(?:post_)?id$/.test(name),
	);
	return { skipped: true, status, reason, ...more, ...Object.fromEntries(recipient) };
}
