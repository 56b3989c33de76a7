import { readPerson } from '../../../shared/input/people';
import { receipt } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import { personField, toPerson } from '../people';
import { filledIn, taskRequest } from '../requests';

export const sendConnectionRequest = defineOperation({
	name: 'Send Request',
	value: 'sendRequest',
	action: 'Send a connection request',
	description: 'Invite a person to connect, with or without a note',
	createsTask: true,
	looksUp: 'urn',
	acts: { countsAs: 'connection request', toSomebody: true },
	fields: [
		personField('profile', 'urn'),
		{
			displayName: 'Note',
			name: 'note',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. Hi Maria, we met at the Berlin meetup',
			description: 'A personal note of up to 300 characters. Leave empty to send no note.',
		},
	],
	interpret: receipt,
	request: (parameters) => {
		const note = parameters.optional('note', 300);
		return toPerson(parameters.read('profile', readPerson), (urn) =>
			taskRequest('/linkedin-agent/send-connection-request', filledIn({ profile_urn: urn, note })),
		);
	},
});
