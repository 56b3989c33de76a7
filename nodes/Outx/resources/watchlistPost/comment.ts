import { confirmation } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import { commentField } from '../post/postFields';
import { actorFields, actorFrom } from './actor';

export const commentOnWatchlistPost = defineOperation({
	name: 'Comment',
	value: 'comment',
	action: 'Comment on a watchlist post',
	description: 'Comment on a post of a watchlist as a team member or company page',
	acts: { countsAs: 'comment', toSomebody: true },
	fields: [...actorFields, commentField],
	interpret: confirmation,
	request: (parameters) => {
		const { body, target } = actorFrom(parameters);
		return {
			method: 'POST',
			path: '/api-comment',
			target,
			body: { ...body, comment_text: parameters.required('comment') },
		};
	},
});
