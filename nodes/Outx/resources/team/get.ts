import { entityOf } from '../../../shared/output/answers';
import type { Operation } from '../../operation';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get the team',
	description: 'Get the plan, its limits and how much of them is used',
	fields: [],
	interpret: entityOf('data'),
	request: () => ({ method: 'GET', path: '/api-team' }),
};
