import type { IDataObject } from 'n8n-workflow';

import { INVITATION_TYPES } from '../../../shared/input/commonFields';
import type { Parameters } from '../../../shared/input/parameters';

/** The type is left to LinkupAPI unless the user chose one. */
export function listParams(parameters: Parameters): IDataObject {
	if (!parameters.isSet('invitationType')) return {};
	return { invitation_type: parameters.choice('options.invitationType', INVITATION_TYPES) };
}
