import type { Operation } from '../../operation';
import { watchlist } from '../../../shared/input/commonFields';
import { kind, pathOf, watchlistId } from './watchlistFields';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a watchlist',
	description: 'Get everything about one watchlist',
	fields: [kind, watchlist],
	call: (read) => ({ method: 'GET', path: pathOf(read), query: { id: watchlistId(read) } }),
};
