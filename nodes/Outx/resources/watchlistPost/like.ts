import type { Operation } from '../../operation';
import { actOn, actorFields, actorFrom } from './actor';

export const like: Operation = {
	name: 'Like',
	value: 'like',
	action: 'Like a watchlist post',
	description: 'Like a post of a watchlist as a team member or company page',
	acts: { reaches: actOn, onLinkedIn: true },
	fields: actorFields,
	request: (parameters) => ({ method: 'POST', path: '/api-like', body: actorFrom(parameters) }),
};
