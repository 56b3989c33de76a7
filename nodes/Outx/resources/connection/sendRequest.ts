import { personKey, personUrnIn } from '../../../shared/input/people';
import { receipt } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';

export const sendRequest = defineOperation({
	name: 'Send Request',
	value: 'sendRequest',
	action: 'Send a connection request',
	description: 'Invite a person to connect, with or without a note',
	createsTask: true,
	acts: {
		countsAs: 'connection request',
		toSomebody: true,
	},
	fields: [
		{
			displayName: 'Profile',
			name: 'profile',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. urn:li:fsd_profile:ACoAAB1c2d3',
			description: 'The URN of the person',
			hint: 'Use profile_urn from Profile → Get or Profile → Search. A LinkedIn URL is not enough.',
		},
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
		const urn = personUrnIn(parameters.text('profile'), parameters.label('profile'));
		return {
			method: 'POST',
			path: '/linkedin-agent/send-connection-request',
			target: personKey(urn),
			body: {
				profile_urn: urn,
				...(note === undefined ? {} : { note }),
			},
		};
	},
});
