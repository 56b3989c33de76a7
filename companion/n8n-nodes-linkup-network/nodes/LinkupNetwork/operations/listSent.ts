import { invitationListFields } from '../shared/fields';
import type { Operation } from '../shared/operation';

export const listSent: Operation = {
	resource: 'invitation',
	option: {
		name: 'Get Many Sent',
		value: 'getManySent',
		action: 'Get many sent invitations',
		description: 'List the invitations the account has sent and nobody has answered yet',
	},
	call: { action: 'list_sent', list: 'invitations' },
	fields: invitationListFields,
};
