import { postUrn } from '../../../shared/input/posts';
import { receipt } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import { taskRequest } from '../requests';
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
		return { ...taskRequest('/linkedin-agent/like-post', { social_urn: urn }), target: urn };
	},
});
