import type { Resource } from '../../operation';
import { get } from './get';

export const team: Resource = {
	name: 'Team',
	value: 'team',
	operations: [get],
};
