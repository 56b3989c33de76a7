import { entityOf } from '../../../shared/output/answers';
import type { Operation } from '../../operation';
import { watchlist } from '../../../shared/input/commonFields';
import { kind, pathOf, watchlistId } from './watchlistFields';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a watchlist',
	description: 'Get everything about one watchlist',
	fields: [kind, watchlist],
	interpret: entityOf('data'),
	request: (parameters) => ({
		method: 'GET',
		path: pathOf(parameters),
		query: { id: watchlistId(parameters) },
	}),
};
