import type { Resource } from '../../operation';
import { get } from './get';
import { getPosts } from './getPosts';

export const company: Resource = {
	name: 'Company',
	value: 'company',
	operations: [get, getPosts],
};
