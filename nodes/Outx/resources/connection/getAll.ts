import type { ApiRequest } from '../../../shared/api/types';
import { limit, returnAll, textField } from '../../../shared/input/commonFields';
import { collection } from '../../../shared/input/field';
import { connectionsFrom } from '../../../shared/output/answers';
import { PAGE_SIZE, describePage } from '../../../shared/output/connectionPage';
import { isObject } from '../../../shared/util/guards';
import { identifierIn } from '../../../shared/util/text';
import { defineOperation } from '../../operation';
import { wantedCount } from '../lists';
import { filledIn, taskRequest } from '../requests';

/** LinkedIn's own order, which OutX uses by default. */
const RELEVANCE = 'RELEVANCE';

export const getConnections = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many connections',
	description: 'Get many first-degree connections of your LinkedIn account',
	createsTask: true,
	fields: [
		{ ...returnAll, displayOptions: { show: { waitForCompletion: [true] } } },
		{ ...limit, displayOptions: { show: { waitForCompletion: [true], returnAll: [false] } } },
		{
			displayName: 'Page Size',
			name: 'count',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: PAGE_SIZE, numberPrecision: 0 },
			default: 40,
			description: 'Number of connections per page, up to 100',
			displayOptions: { show: { waitForCompletion: [false] } },
		},
		{
			displayName: 'Start',
			name: 'start',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 0 },
			default: 0,
			description:
				'Number of connections to skip. To continue a list, use next_start of the previous page.',
		},
		collection('Filters', 'filters', 'Add filter', [
			textField(
				'Keyword',
				'keyword',
				'e.g. Maria',
				'Return only connections whose name contains this text',
			),
		]),
		collection('Sort', 'sort', 'Add sort', [
			{
				displayName: 'Sort By',
				name: 'sort_type',
				type: 'options',
				options: [
					{ name: 'LinkedIn Relevance', value: RELEVANCE },
					{ name: 'Recently Added', value: 'RECENTLY_ADDED' },
				],
				default: 'RECENTLY_ADDED',
				description: 'The order of the connections',
			},
		]),
	],
	interpret: (output, { body }) => connectionsFrom(body?.start)(output),
	request: (parameters) => {
		const order = parameters.optional('sort.sort_type');
		const body = {
			start: parameters.number('start'),
			count: parameters.flag('waitForCompletion')
				? Math.min(PAGE_SIZE, wantedCount(parameters))
				: parameters.number('count'),
			keyword: parameters.optional('filters.keyword'),
			sort_type: order === RELEVANCE ? undefined : order,
		};
		return taskRequest('/linkedin-agent/fetch-connections', filledIn(body));
	},
	pages: {
		limit: (parameters) =>
			parameters.flag('waitForCompletion') ? wantedCount(parameters) : undefined,
		after: (request, { output, results }, missing) => {
			const page = { ...(isObject(output) && output), connections: results };
			const { next_start: start } = describePage(request.body ?? {}, page);
			return start === null ? undefined : pageAt(request, start, missing);
		},
		ahead: (request, missing) => {
			const [start, count] = [Number(request.body?.start), Number(request.body?.count)];
			return missing > count ? pageAt(request, start + count, missing - count) : undefined;
		},
		keyOf: ({ entity_urn: urn, public_identifier: slug }) => identifierIn(urn, slug),
		position: (request) => ({ field: 'start', value: request.body?.start }),
	},
});

/** A page that is not full should have been the last one. It repeated people, so a full page catches up with the list. */
function pageAt(request: ApiRequest, start: number, missing: number): ApiRequest {
	const catchUp = Number(request.body?.count) < PAGE_SIZE;
	const count = catchUp ? PAGE_SIZE : Math.min(PAGE_SIZE, missing);
	return { ...request, body: { ...request.body, start, count } };
}
