import type { Resource } from '../../operation';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';

export const watchlist: Resource = {
	name: 'Watchlist',
	value: 'watchlist',
	operations: [create, remove, get, getAll, update],
};
