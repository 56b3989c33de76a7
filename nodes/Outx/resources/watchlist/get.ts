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
	interpret: entityOf('data'),
	request: (parameters) => ({
		method: 'GET',
		path: pathOf(parameters),
		query: { id: watchlistId(parameters) },
	}),
});
