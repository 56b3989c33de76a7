import type { Resource } from '../../operation';
import { getStatus } from './getStatus';

export const task: Resource = {
	name: 'Task',
	value: 'task',
	operations: [getStatus],
};
