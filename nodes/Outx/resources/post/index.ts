import type { Resource } from '../../operation';
import { comment } from './comment';
import { like } from './like';

export const post: Resource = {
	name: 'Post',
	value: 'post',
	operations: [comment, like],
};
