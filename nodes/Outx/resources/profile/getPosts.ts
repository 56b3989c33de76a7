import { personUrnIn } from '../../../shared/input/people';
import { EmptyFieldError } from '../../../shared/input/inputError';
import { listOf } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';

export const getPosts = defineOperation({
	name: 'Get Posts',
	value: 'getPosts',
	action: 'Get posts of profiles',
	description: 'Get the recent posts of one or more people',
	createsTask: true,
	large: true,
	fields: [
		{
			displayName: 'Profiles',
			name: 'profiles',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. urn:li:fsd_profile:ACoAAB1c2d3',
			description: 'The URNs of the people, separated by commas',
			hint: 'Use profile_urn from Profile → Get or entity_urn of a connection. A LinkedIn URL is not enough.',
		},
	],
	interpret: listOf('posts'),
	request: (parameters) => {
		const label = parameters.label('profiles');
		const profiles = parameters.list('profiles');
		if (profiles.length === 0) throw new EmptyFieldError(label, 'Enter at least one URN');
		return {
			method: 'POST',
			path: '/linkedin-agent/fetch-profiles-posts',
			body: { profile_urns: profiles.map((profile) => personUrnIn(profile, label)) },
		};
	},
});
