import {
	invitationType,
	limit,
	offset,
	output,
	returnAll,
} from '../../../shared/input/commonFields';
import type { Operation } from '../../operation';
import { listParams } from './listParams';

export const getManyReceived: Operation = {
	name: 'Get Many Received',
	value: 'getManyReceived',
	action: 'Get many received invitations',
	description: 'Get the pending invitations the account has received',
	apiAction: 'list_invitations',
	fields: [returnAll, limit],
	options: [invitationType, offset, output],
	params: listParams,
	list: 'invitations',
};
