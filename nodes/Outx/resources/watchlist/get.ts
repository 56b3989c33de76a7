import { entityOf } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import { watchlist } from '../../../shared/input/commonFields';
import { kind, pathOf, watchlistId } from './watchlistFields';

export const get = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get a watchlist',
	description: 'Get a watchlist with its keywords and settings',
	fields: [kind, watchlist],
	interpret: (body, { query }) => {
		const answer = entityOf('data')(body);
		if ('unexpected' in answer) return answer;
		const [{ id }] = answer.results;
		const isThis = String(id).toLowerCase() === String(query?.id).toLowerCase();
		return isThis ? answer : { unexpected: 'something else than this watchlist' };
	},
	request: (parameters) => ({
		method: 'GET',
		path: pathOf(parameters),
		query: { id: watchlistId(parameters) },
	}),
});
