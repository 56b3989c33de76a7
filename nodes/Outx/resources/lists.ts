import { limit, returnAll } from '../../shared/input/commonFields';
import { field } from '../../shared/input/field';
import { outxIdIn } from '../../shared/input/outxIds';
import type { Parameters } from '../../shared/input/parameters';
import { identifierIn } from '../../shared/util/text';
import type { Pages } from '../operation';

export const listFields = [
	returnAll,
	field({ ...limit, displayOptions: { show: { returnAll: [false] } } }),
];

type ListParameters = Parameters<'returnAll' | 'limit'>;

/** How many results to return. */
export const wantedCount = (parameters: ListParameters) =>
	parameters.flag('returnAll') ? Infinity : parameters.number('limit');

/** OutX's page size when a larger one than it allows is requested. */
const SMALLEST_DEFAULT = 10;
const LARGEST = 100;

export const startPage = field({
	displayName: 'Start Page',
	name: 'page',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 1,
	description: 'The page to start from, for example to continue after a failed execution',
});

/** The size is the same for all pages of an execution, or they would overlap. */
export const firstPage = (
	parameters: ListParameters & Parameters<'watchlist' | 'options.page'>,
) => ({
	watchlist_id: parameters.read('watchlist', outxIdIn),
	page: parameters.number('options.page', 1),
	page_size: Math.min(LARGEST, wantedCount(parameters)),
});

/**
 * Lists that OutX numbers by page. The maximum page size is not documented, and a larger one falls back to a default. So
 * a page that is not full may not be the last one: only a page shorter than any default is.
 */
export const numberedPages: Pages<'returnAll' | 'limit'> = {
	limit: wantedCount,
	after: (request, { results }) => {
		const { page, page_size: size } = request.query ?? {};
		if (results.length < Math.min(Number(size), SMALLEST_DEFAULT)) return undefined;
		return { ...request, query: { ...request.query, page: Number(page) + 1 } };
	},
	keyOf: ({ id }) => identifierIn(id),
	position: ({ query }) => ({ field: 'options.page', value: query?.page }),
};
