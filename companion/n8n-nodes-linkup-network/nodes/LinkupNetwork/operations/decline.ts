import { receivedInvitation } from '../shared/fields';
import { readReceivedInvitation } from '../shared/identifiers';
import type { Operation } from '../shared/operation';

export const decline: Operation = {
	resource: 'invitation',
	option: {
		name: 'Decline',
		value: 'decline',
		action: 'Decline an invitation',
		description: 'Say no to an invitation the account has received',
	},
	call: {
		action: 'decline',
		prepare: readReceivedInvitation,
		whenInDoubt: "once declined, the invitation is no longer among 'Get Many Received'.",
	},
	fields: receivedInvitation,
};
