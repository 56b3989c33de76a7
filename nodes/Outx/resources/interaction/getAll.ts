import { textField, watchlist } from '../../../shared/input/commonFields';
import { collection } from '../../../shared/input/field';
import { listOf } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import { firstPage, listFields, numberedPages, startPage } from '../lists';
import { filledIn } from '../requests';

export const getInteractions = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many interactions',
	description: 'Get many likes and comments by people on a watchlist',
	fields: [
		watchlist,
		...listFields,
		collection('Filters', 'filters', 'Add filter', [
			textField(
				'Actor IDs',
				'actor_ids',
				'e.g. 550e8400-e29b-41d4-a716-446655440000',
				'Return only interactions by these people, separated by commas. Each interaction contains the ID of its author.',
			),
			{
				displayName: 'Interaction Type',
				name: 'interaction_type',
				type: 'options',
				options: [
					{ name: 'Comment', value: 'comment' },
					{ name: 'Like', value: 'like' },
				],
				default: 'comment',
				description: 'Return only interactions of this type',
			},
		]),
	],
	options: [startPage],
	interpret: listOf('data'),
	request: (parameters) => ({
		method: 'GET',
		path: '/api-interactions',
		query: filledIn({
			...firstPage(parameters),
			interaction_type: parameters.optional('filters.interaction_type'),
			actor_ids: parameters.list('filters.actor_ids').join(','),
		}),
	}),
	pages: numberedPages,
});
