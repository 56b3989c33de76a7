import type { IDataObject } from 'n8n-workflow';

import {
	INVITATION_TYPES,
	invitationType,
	limit,
	offset,
	output,
	returnAll,
} from '../../../shared/input/commonFields';
import type { Parameters } from '../../../shared/input/parameters';
import type { Operation } from '../../operation';

/** What the lists of sent and received invitations have in common. */
export const invitationList = {
	fields: [returnAll, limit],
	options: [invitationType, offset, output],
	params: listParams,
	list: 'invitations',
} satisfies Partial<Operation>;

/** The type is left to LinkupAPI unless the user chose one. */
function listParams(parameters: Parameters): IDataObject {
	if (!parameters.isSet('invitationType')) return {};
	return { invitation_type: parameters.choice('options.invitationType', INVITATION_TYPES) };
}
