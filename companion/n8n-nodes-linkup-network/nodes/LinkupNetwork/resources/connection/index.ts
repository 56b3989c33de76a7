import type { Resource } from '../../operation';
import { getAll } from './getAll';

export const connection: Resource = {
	name: 'Connection',
	value: 'connection',
	operations: [getAll],
	initial: getAll.value,
};
