import type { Operation } from '../../operation';
import { invitationList } from './invitationList';

export const getManyReceived: Operation = {
	name: 'Get Many Received',
	value: 'getManyReceived',
	action: 'Get many received invitations',
	description: 'Get the pending invitations the account has received',
	apiAction: 'list_invitations',
	...invitationList,
};
