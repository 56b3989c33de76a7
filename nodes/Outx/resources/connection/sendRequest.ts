import { personKey, readPerson } from '../../../shared/input/people';
import { receipt } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import { aboutPeople, personField } from '../people';

export const sendConnectionRequest = defineOperation({
	name: 'Send Request',
	value: 'sendRequest',
	action: 'Send a connection request',
	description: 'Invite a person to connect, with or without a note',
	createsTask: true,
	looksUp: 'urn',
	acts: {
		countsAs: 'connection request',
		toSomebody: true,
	},
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
		const person = parameters.read('profile', readPerson);
		return aboutPeople([person], 'urn', ([urn]) => ({
			method: 'POST',
			path: '/linkedin-agent/send-connection-request',
			target: personKey(urn),
			body: { profile_urn: urn, ...(note !== undefined && { note }) },
		}));
	},
});
