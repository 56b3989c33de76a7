import { entityOf, isAboutId } from '../../../shared/output/answers';
import { outxIdIn } from '../../../shared/input/outxIds';
import { defineOperation } from '../../operation';
import { watchlist } from '../../../shared/input/commonFields';
import { isWatchlist, kind, pathOf } from './watchlistFields';

export const getWatchlist = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get a watchlist',
	description: 'Get a watchlist with its keywords and settings',
	fields: [kind, watchlist],
	interpret: (body, { query }) => {
		const answer = entityOf('data')(body);
		if ('unexpected' in answer) return answer;
		const [result] = answer.results;
		const isThis = isWatchlist(result) && isAboutId(result, query?.id);
		return isThis ? answer : { unexpected: 'something else than this watchlist' };
	},
	request: (parameters) => ({
		method: 'GET',
		path: pathOf(parameters),
		query: { id: parameters.read('watchlist', outxIdIn) },
	}),
});
