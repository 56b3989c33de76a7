import { receivedInvitation } from '../../../shared/input/commonFields';
import type { Operation } from '../../operation';
import { receivedParams } from './receivedParams';

export const accept: Operation = {
	name: 'Accept',
	value: 'accept',
	action: 'Accept an invitation',
	description: 'Accept an invitation the account has received',
	apiAction: 'accept',
	fields: receivedInvitation,
	params: receivedParams,
	howToCheck: "an invitation is no longer in 'Get Many Received' after it was accepted.",
};
