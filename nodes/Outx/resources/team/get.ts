import { entityOf } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';

export const getTeam = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get the team',
	description: 'Get the plan of the team, its limits and their usage',
	fields: [],
	interpret: entityOf('data'),
	request: () => ({ method: 'GET', path: '/api-team' }),
});
