import { readPerson } from '../../../shared/input/people';
import { receipt } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import { personField, toPerson } from '../people';
import { taskRequest } from '../requests';

export const sendMessage = defineOperation({
	name: 'Send',
	value: 'send',
	action: 'Send a message',
	description: 'Send a message to a person you are connected with',
	createsTask: true,
	looksUp: 'urn',
	acts: { countsAs: 'message', toSomebody: true },
	fields: [
		personField('recipient', 'urn'),
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. Hi Maria, thanks for connecting!',
			description: 'The text to send, up to 10,000 characters',
		},
	],
	interpret: receipt,
	request: (parameters) => {
		const person = parameters.read('recipient', readPerson);
		const message = parameters.required('message', 10_000);
		return toPerson(person, (urn) =>
			taskRequest('/linkedin-agent/send-message', { recipient_urn: urn, message }),
		);
	},
});
