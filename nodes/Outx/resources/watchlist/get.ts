import { watchlist } from '../../../shared/input/commonFields';
import { outxIdIn } from '../../../shared/input/outxIds';
import { isAboutId } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import { kind, pathOf, watchlistIn } from './watchlistFields';

export const getWatchlist = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get a watchlist',
	description: 'Get a watchlist with its keywords and settings',
	fields: [kind, watchlist],
	interpret: (body, { query }) =>
		watchlistIn(body, 'this watchlist', (found) => isAboutId(found, query?.id)),
	request: (parameters) => ({
		method: 'GET',
		path: pathOf(parameters),
		query: { id: parameters.read('watchlist', outxIdIn) },
	}),
});
