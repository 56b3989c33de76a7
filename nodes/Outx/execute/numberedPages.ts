import type { INodeProperties } from 'n8n-workflow';

import { resultsOf } from '../../shared/output/items';
import type { Read } from '../../shared/input/parameters';
import type { Pages } from '../operation';

/** How many OutX gives at once when it is asked for more than it likes. */
const SMALLEST_DEFAULT = 10;
const LARGEST = 100;

export const startPage: INodeProperties = {
	displayName: 'Start Page',
	name: 'page',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	description: 'The page to begin with. Use it to go on where a run stopped.',
};

const wanted = (read: Read) =>
	read.flag('returnAll') ? Infinity : read.whole('limit', { min: 1 });

/** The same for all pages of a run, or the pages would not fit together. */
export function pageSize(read: Read): number {
	return Math.min(LARGEST, wanted(read));
}

/**
 * Lists that OutX numbers by page. Its largest page size is not documented and a larger one falls back to a default, so
 * a page that is not full need not be the last: only one shorter than any default is.
 */
export const numberedPages: Pages = {
	wanted: () => true,
	limit: wanted,
	after: (call, output) => {
		const { page, page_size: size } = call.query ?? {};
		const returned = resultsOf(output).length;
		if (returned < Math.min(Number(size), SMALLEST_DEFAULT)) return undefined;
		return { ...call, query: { ...call.query, page: Number(page) + 1 } };
	},
	keyOf: ({ id }) => id,
	position: ({ query }) => ({ field: 'options.page', value: query?.page }),
};
