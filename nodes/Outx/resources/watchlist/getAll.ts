import { limit, returnAll } from '../../../shared/input/commonFields';
import { listOf } from '../../../shared/output/answers';
import { identifierIn } from '../../../shared/util/text';
import { defineOperation } from '../../operation';
import { kind, pathOf } from './watchlistFields';

export const getWatchlists = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many watchlists',
	description: 'Get many watchlists of one type',
	fields: [kind, returnAll, { ...limit, displayOptions: { show: { returnAll: [false] } } }],
	interpret: listOf('watchlists'),
	request: (parameters) => ({ method: 'GET', path: pathOf(parameters) }),
	pages: {
		// OutX answers with all of them at once; the limit is ours.
		limit: (parameters) => (parameters.flag('returnAll') ? Infinity : parameters.number('limit')),
		after: () => undefined,
		keyOf: ({ id }) => identifierIn(id),
		position: () => undefined,
	},
});
