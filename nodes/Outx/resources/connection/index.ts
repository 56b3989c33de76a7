import type { Resource } from '../../operation';
import { getAll } from './getAll';
import { sendRequest } from './sendRequest';

export const connection: Resource = {
	name: 'Connection',
	value: 'connection',
	operations: [getAll, sendRequest],
};
