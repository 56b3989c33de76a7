import type { IDataObject } from 'n8n-workflow';

import { invitationUrn } from '../../../shared/input/identifiers';
import type { Parameters } from '../../../shared/input/parameters';

/** Identifies a received invitation. */
export const receivedParams = (parameters: Parameters): IDataObject => ({
	entity_urn: invitationUrn(parameters),
	shared_secret: parameters.required(
		'sharedSecret',
		"Use the shared_secret from 'Get Many Received'.",
	),
});
