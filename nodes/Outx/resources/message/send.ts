import { personKey, personUrnIn } from '../../../shared/input/people';
import { receipt } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';

export const send = defineOperation({
	name: 'Send',
	value: 'send',
	action: 'Send a message',
	description: 'Send a message to a person you are connected with',
	createsTask: true,
	acts: {
		countsAs: 'message',
		toSomebody: true,
	},
	fields: [
		{
			displayName: 'Recipient',
			name: 'recipient',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. urn:li:fsd_profile:ACoAAB1c2d3',
			description: 'The URN of a first-degree connection',
			hint: 'Use entity_urn of a connection or profile_urn of a profile. A LinkedIn URL is not enough.',
		},
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
		const urn = personUrnIn(parameters.text('recipient'), parameters.label('recipient'));
		return {
			method: 'POST',
			path: '/linkedin-agent/send-message',
			target: personKey(urn),
			body: { recipient_urn: urn, message: parameters.required('message', 10_000) },
		};
	},
});
