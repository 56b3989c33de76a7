import type { Resource } from '../../operation';
import { getAll } from './getAll';

export const interaction: Resource = {
	name: 'Interaction',
	value: 'interaction',
	operations: [getAll],
};
