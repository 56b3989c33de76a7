import { receivedInvitation } from '../../../shared/input/commonFields';
import type { Operation } from '../../operation';
import { receivedParams } from './receivedParams';

export const decline: Operation = {
	name: 'Decline',
	value: 'decline',
	action: 'Decline an invitation',
	description: 'Decline an invitation the account has received',
	apiAction: 'decline',
	fields: receivedInvitation,
	params: receivedParams,
	howToCheck: "an invitation is no longer in 'Get Many Received' after it was declined.",
};
