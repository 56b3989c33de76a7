import type { Operation } from '../../operation';
import { actOn, actorFields, actorFrom } from './actor';

export const comment: Operation = {
	name: 'Comment',
	value: 'comment',
	action: 'Comment on a watchlist post',
	description: 'Comment on a post of a watchlist as a team member or company page',
	acts: { reaches: actOn, toSomebody: true },
	fields: [
		...actorFields,
		{
			displayName: 'Comment',
			name: 'comment',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. Great point about onboarding!',
			description: 'The text of the comment',
		},
	],
	call: (read) => ({
		method: 'POST',
		path: '/api-comment',
		body: { ...actorFrom(read), comment_text: read.required('comment') },
	}),
};
