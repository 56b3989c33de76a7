import type { Operation } from '../../operation';
import { invitationList } from './invitationList';

export const getManySent: Operation = {
	name: 'Get Many Sent',
	value: 'getManySent',
	action: 'Get many sent invitations',
	description: 'Get the pending invitations the account has sent',
	apiAction: 'list_sent',
	...invitationList,
};
