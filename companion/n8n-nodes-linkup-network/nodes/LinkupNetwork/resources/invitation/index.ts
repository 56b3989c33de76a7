import type { Resource } from '../../operation';
import { accept } from './accept';
import { check } from './check';
import { decline } from './decline';
import { getManyReceived } from './getManyReceived';
import { getManySent } from './getManySent';
import { send } from './send';
import { withdraw } from './withdraw';

export const invitation: Resource = {
	name: 'Invitation',
	value: 'invitation',
	operations: [accept, check, decline, getManyReceived, getManySent, send, withdraw],
	initial: getManyReceived.value,
};
