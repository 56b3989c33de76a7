import { readInvitationId } from '../shared/identifiers';
import type { Operation } from '../shared/operation';

export const withdraw: Operation = {
	resource: 'invitation',
	option: {
		name: 'Withdraw',
		value: 'withdraw',
		action: 'Withdraw an invitation',
		description: 'Take back an invitation the account has sent (1 credit)',
	},
	call: {
		action: 'withdraw',
		prepare: ({ invitation_id }) => ({ invitation_id: readInvitationId(invitation_id) }),
		whenInDoubt: "once withdrawn, the invitation is no longer among 'Get Many Sent'.",
	},
	fields: [
		{
			displayName: 'Invitation ID',
			name: 'invitationId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 7453486530700017665',
			description:
				'The field invitation_id that Check gives, or the field entity_urn of an item of Get Many Sent',
			routing: { send: { type: 'body', property: 'params.invitation_id' } },
		},
	],
};
