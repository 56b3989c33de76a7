import {
	invitationType,
	limit,
	offset,
	output,
	returnAll,
} from '../../../shared/input/commonFields';
import type { Operation } from '../../operation';
import { listParams } from './listParams';

export const getManySent: Operation = {
	name: 'Get Many Sent',
	value: 'getManySent',
	action: 'Get many sent invitations',
	description: 'Get the pending invitations the account has sent',
	apiAction: 'list_sent',
	fields: [returnAll, limit],
	options: [invitationType, offset, output],
	params: listParams,
	list: 'invitations',
};
