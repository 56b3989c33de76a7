import type { Operation } from '../../operation';
import { commentField } from '../post/postFields';
import { actOn, actorFields, actorFrom } from './actor';

export const comment: Operation = {
	name: 'Comment',
	value: 'comment',
	action: 'Comment on a watchlist post',
	description: 'Comment on a post of a watchlist as a team member or company page',
	acts: { reaches: actOn, onLinkedIn: true, toSomebody: true },
	fields: [...actorFields, commentField],
	request: (parameters) => ({
		method: 'POST',
		path: '/api-comment',
		body: { ...actorFrom(parameters), comment_text: parameters.required('comment') },
	}),
};
