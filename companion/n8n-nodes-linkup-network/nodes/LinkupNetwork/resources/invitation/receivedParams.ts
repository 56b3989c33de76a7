import type { IDataObject } from 'n8n-workflow';

import { invitationUrn } from '../../../shared/input/identifiers';
import type { Parameters } from '../../../shared/input/parameters';

/** What names a received invitation. */
export const receivedParams = (parameters: Parameters): IDataObject => ({
	entity_urn: invitationUrn(parameters),
	shared_secret: parameters.required(
		'sharedSecret',
		"Take it from the field shared_secret of an item of 'Get Many Received'.",
	),
});
