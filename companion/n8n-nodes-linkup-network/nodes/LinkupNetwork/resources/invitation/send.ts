import { personField } from '../../../shared/input/commonFields';
import { person } from '../../../shared/input/identifiers';
import { InputError } from '../../../shared/input/inputError';
import type { Parameters } from '../../../shared/input/parameters';
import type { Operation } from '../../operation';

const MAX_MESSAGE = 300;

export const send: Operation = {
	name: 'Send',
	value: 'send',
	action: 'Send an invitation',
	description: 'Invite a person to connect (1 credit)',
	apiAction: 'invite',
	fields: [
		personField,
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. Hello Ada, I enjoyed your talk and would like to stay in touch',
			description:
				'A note to send with the invitation, up to 300 characters. Leave empty to send no note.',
		},
	],
	params: (parameters) => ({ ...person(parameters), ...note(parameters) }),
	howToCheck: "'Invitation → Check' tells whether the person was invited.",
};

function note(parameters: Parameters): { message?: string } {
	const message = parameters.text('message');
	const { length } = [...message];
	if (length > MAX_MESSAGE) {
		throw new InputError(
			`'Message' has ${length} characters, ${MAX_MESSAGE} are allowed`,
			'Shorten the text.',
		);
	}
	return message === '' ? {} : { message };
}
