import { confirmation } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import { actorFields, actorFrom } from './actor';

export const likeWatchlistPost = defineOperation({
	name: 'Like',
	value: 'like',
	action: 'Like a watchlist post',
	description: 'Like a post of a watchlist as a team member or company page',
	acts: { countsAs: 'like' },
	fields: actorFields,
	interpret: confirmation,
	request: (parameters) => ({ method: 'POST', path: '/api-like', ...actorFrom(parameters) }),
});
