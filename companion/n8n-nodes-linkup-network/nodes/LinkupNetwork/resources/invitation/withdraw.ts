import { invitationId } from '../../../shared/input/identifiers';
import type { Operation } from '../../operation';

export const withdraw: Operation = {
	name: 'Withdraw',
	value: 'withdraw',
	action: 'Withdraw an invitation',
	description: 'Withdraw an invitation the account has sent (1 credit)',
	apiAction: 'withdraw',
	fields: [
		{
			displayName: 'Invitation ID',
			name: 'invitationId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 7453486530700017665',
			description: 'The invitation_id from Check, or the entity_urn from Get Many Sent',
		},
	],
	params: (parameters) => ({ invitation_id: invitationId(parameters) }),
	howToCheck: "an invitation is no longer in 'Get Many Sent' after it was withdrawn.",
};
