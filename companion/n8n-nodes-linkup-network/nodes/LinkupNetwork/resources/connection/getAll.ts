import { limit, offset, output, returnAll } from '../../../shared/input/commonFields';
import type { Operation } from '../../operation';

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many connections',
	description: 'Get the connections of the account (1 credit per 50 results)',
	apiAction: 'list_connections',
	fields: [returnAll, limit],
	options: [offset, output],
	params: () => ({}),
	list: 'connections',
};
