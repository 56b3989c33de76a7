import { connectionListFields } from '../shared/fields';
import type { Operation } from '../shared/operation';

export const listConnections: Operation = {
	resource: 'connection',
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many connections',
		description: 'List the people the account is connected with (1 credit per 50 results)',
	},
	call: { action: 'list_connections', list: 'connections' },
	fields: connectionListFields,
};
