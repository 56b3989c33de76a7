import type { Resource } from '../../operation';
import { comment } from './comment';
import { getAll } from './getAll';
import { like } from './like';

export const watchlistPost: Resource = {
	name: 'Watchlist Post',
	value: 'watchlistPost',
	operations: [comment, getAll, like],
};
