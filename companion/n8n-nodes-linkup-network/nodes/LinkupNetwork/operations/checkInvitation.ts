import { person } from '../shared/fields';
import { readProfileUrl } from '../shared/identifiers';
import type { Operation } from '../shared/operation';

export const checkInvitation: Operation = {
	resource: 'invitation',
	option: {
		name: 'Check',
		value: 'check',
		action: 'Check an invitation',
		description: 'See whether a person is invited, connected or neither (1 credit)',
	},
	call: {
		action: 'check_invitation',
		prepare: ({ person: who }) => readProfileUrl(who),
	},
	fields: [person],
};
