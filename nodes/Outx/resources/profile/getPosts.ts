import { readPerson } from '../../../shared/input/people';
import { listOf } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import { aboutPeople, peopleField } from '../people';
import { taskRequest } from '../requests';

export const getProfilePosts = defineOperation({
	name: 'Get Posts',
	value: 'getPosts',
	action: 'Get posts of profiles',
	description: 'Get the recent posts of one or more people',
	createsTask: true,
	looksUp: 'urn',
	large: true,
	fields: [peopleField('profiles', 'urn')],
	interpret: listOf('posts'),
	request: (parameters) => {
		const people = parameters.readEach('profiles', readPerson, 'Enter at least one person');
		return aboutPeople(people, 'urn', (urns) =>
			taskRequest('/linkedin-agent/fetch-profiles-posts', { profile_urns: urns }),
		);
	},
});
