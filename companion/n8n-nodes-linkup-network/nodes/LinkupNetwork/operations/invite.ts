import type { IDataObject } from 'n8n-workflow';
import { person } from '../shared/fields';
import { readPerson } from '../shared/identifiers';
import type { Operation } from '../shared/operation';
import { asText, InputRefused } from '../shared/values';

const MAX_MESSAGE = 300;

export const invite: Operation = {
	resource: 'invitation',
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send an invitation',
		description: 'Invite a person to connect (1 credit)',
	},
	call: {
		action: 'invite',
		prepare: ({ person: who, message }: IDataObject) => ({
			...readPerson(who),
			...(message === undefined ? {} : { message: readMessage(message) }),
		}),
		whenInDoubt: "'Invitation → Check' tells whether the person was invited.",
	},
	fields: [
		person,
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. Hello Ada, I enjoyed your talk and would like to stay in touch',
			description:
				'A note that goes with the invitation, up to 300 characters. Leave it empty to send the invitation without one.',
			routing: { send: { type: 'body', property: 'params.message' } },
		},
	],
};

function readMessage(value: unknown): string {
	const message = asText(value);
	const length = [...message].length;
	if (length <= MAX_MESSAGE) return message;
	throw new InputRefused(
		`'Message' has ${length} characters, and LinkedIn takes up to ${MAX_MESSAGE}`,
		'Shorten it.',
	);
}
