import { EmptyFieldError } from '../../../shared/input/inputError';
import { readPerson } from '../../../shared/input/people';
import { listOf } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import { aboutPeople, peopleField } from '../people';

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
		const people = parameters.list('profiles');
		const label = parameters.label('profiles');
		if (people.length === 0) throw new EmptyFieldError(label, 'Enter at least one person');
		const read = people.map((person) => readPerson(person, label));
		return aboutPeople(read, 'urn', (urns) => ({
			method: 'POST',
			path: '/linkedin-agent/fetch-profiles-posts',
			body: { profile_urns: urns },
		}));
	},
});
