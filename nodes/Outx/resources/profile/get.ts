import { profileSlug } from '../../../shared/input/people';
import { entityOf } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';

export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get a profile',
	description: 'Get the headline, location, positions and URN of a person',
	createsTask: true,
	large: true,
	fields: [
		{
			displayName: 'Profile',
			name: 'profile',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://www.linkedin.com/in/williamhgates',
			description:
				"The person's LinkedIn URL or slug, for example public_identifier of a connection",
		},
	],
	interpret: entityOf('profile'),
	request: (parameters) => ({
		method: 'POST',
		path: '/linkedin-agent/fetch-profile',
		body: { profile_slug: profileSlug(parameters.text('profile'), parameters.label('profile')) },
	}),
});
