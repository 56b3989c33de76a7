import { postUrn } from '../../../shared/input/posts';
import { receipt } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import { postField } from './postFields';

export const likePost = defineOperation({
	name: 'Like',
	value: 'like',
	action: 'Like a post',
	description: 'Like a post on LinkedIn',
	createsTask: true,
	acts: { countsAs: 'like' },
	fields: [postField],
	interpret: receipt,
	request: (parameters) => {
		const urn = parameters.read('post', postUrn);
		return {
			method: 'POST',
			path: '/linkedin-agent/like-post',
			target: urn,
			body: { social_urn: urn },
		};
	},
});
