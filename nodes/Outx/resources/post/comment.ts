import { postUrn } from '../../../shared/input/posts';
import { receipt } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import { taskRequest } from '../requests';
import { commentField, postField } from './postFields';

export const commentOnPost = defineOperation({
	name: 'Comment',
	value: 'comment',
	action: 'Comment on a post',
	description: 'Comment on a post on LinkedIn',
	createsTask: true,
	acts: { countsAs: 'comment', toSomebody: true },
	fields: [postField, commentField],
	interpret: receipt,
	request: (parameters) => {
		const urn = parameters.read('post', postUrn);
		const body = { social_urn: urn, comment_text: parameters.required('comment') };
		return { ...taskRequest('/linkedin-agent/comment-post', body), target: urn };
	},
});
