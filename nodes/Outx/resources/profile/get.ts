import { profileSlug } from '../../../shared/input/people';
import { namedEntityOf } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import { personField } from '../people';
import { taskRequest } from '../requests';

export const getProfile = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get a profile',
	description: 'Get the headline, location, positions and URN of a person',
	createsTask: true,
	large: true,
	fields: [personField('profile')],
	interpret: namedEntityOf('profile'),
	request: (parameters) => profileRequest(parameters.read('profile', profileSlug)),
});

/** Also how a person is looked up. */
export const profileRequest = (slug: string) =>
	taskRequest('/linkedin-agent/fetch-profile', { profile_slug: slug });
