import type { Resource } from '../../operation';
import { get } from './get';
import { getPosts } from './getPosts';
import { search } from './search';

export const profile: Resource = {
	name: 'Profile',
	value: 'profile',
	operations: [get, getPosts, search],
};
