import { invitationListFields } from '../shared/fields';
import type { Operation } from '../shared/operation';

export const listInvitations: Operation = {
	resource: 'invitation',
	option: {
		name: 'Get Many Received',
		value: 'getManyReceived',
		action: 'Get many received invitations',
		description: 'List the invitations that wait for an answer',
	},
	call: { action: 'list_invitations', list: 'invitations' },
	fields: invitationListFields,
};
