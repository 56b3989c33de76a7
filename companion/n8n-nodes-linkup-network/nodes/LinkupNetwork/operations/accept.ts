import { receivedInvitation } from '../shared/fields';
import { readReceivedInvitation } from '../shared/identifiers';
import type { Operation } from '../shared/operation';

export const accept: Operation = {
	resource: 'invitation',
	option: {
		name: 'Accept',
		value: 'accept',
		action: 'Accept an invitation',
		description: 'Say yes to an invitation the account has received',
	},
	call: {
		action: 'accept',
		prepare: readReceivedInvitation,
		whenInDoubt: "once accepted, the invitation is no longer among 'Get Many Received'.",
	},
	fields: receivedInvitation,
};
