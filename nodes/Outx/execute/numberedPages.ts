import { field } from '../../shared/input/field';
import type { Parameters } from '../../shared/input/parameters';
import type { Pages } from '../operation';

/** How many OutX gives at once when it is asked for more than it likes. */
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

type Wanted = Parameters<'returnAll' | 'limit'>;

const wanted = (parameters: Wanted) =>
	parameters.flag('returnAll') ? Infinity : parameters.number('limit');

/** The same for all pages of a run, or the pages would not fit together. */
export function pageSize(parameters: Wanted): number {
	return Math.min(LARGEST, wanted(parameters));
}

/**
 * Lists that OutX numbers by page. Its largest page size is not documented and a larger one falls back to a default, so
 * a page that is not full need not be the last: only one shorter than any default is.
 */
export const numberedPages: Pages<'returnAll' | 'limit'> = {
	limit: wanted,
	after: (request, { results }) => {
		const { page, page_size: size } = request.query ?? {};
		if (results.length < Math.min(Number(size), SMALLEST_DEFAULT)) return undefined;
		return { ...request, query: { ...request.query, page: Number(page) + 1 } };
	},
	keyOf: ({ id }) => id,
	position: ({ query }) => ({ field: 'options.page', value: query?.page }),
};
