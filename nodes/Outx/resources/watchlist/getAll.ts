import { listOf } from '../../../shared/output/answers';
import { identifierIn } from '../../../shared/util/text';
import { defineOperation } from '../../operation';
import { listFields, wantedCount } from '../lists';
import { kind, pathOf } from './watchlistFields';

export const getWatchlists = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many watchlists',
	description: 'Get many watchlists of one type',
	fields: [kind, ...listFields],
	interpret: listOf('watchlists'),
	request: (parameters) => ({ method: 'GET', path: pathOf(parameters) }),
	pages: {
		// OutX answers with all of them at once; the limit is ours.
		limit: wantedCount,
		after: () => undefined,
		keyOf: ({ id }) => identifierIn(id),
		position: () => undefined,
	},
});
