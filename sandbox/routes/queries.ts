import type { Query } from '../state';

export type QueryValue = Query[string];

const MOST_PER_PAGE = 100;

/** Repeated parameters and comma lists are the same. */
export const toList = (value: QueryValue) =>
	[value ?? []]
		.flat()
		.flatMap((text) => text.split(','))
		.map((text) => text.trim())
		.filter((text) => text !== '');

/** Anything but a number from 1 to `most` becomes the default. */
function positive(value: QueryValue, fallback: number, most = Infinity) {
	const number = Number(value);
	return Number.isInteger(number) && number >= 1 && number <= most ? number : fallback;
}

/** The page that a query wants. */
export function pageOf<Item>(all: Item[], query: Query, usualSize: number) {
	const page = positive(query.page, 1);
	const size = positive(query.page_size, usualSize, MOST_PER_PAGE);
	return {
		items: all.slice((page - 1) * size, page * size),
		pagination: {
			page,
			page_size: size,
			total: all.length,
			total_pages: Math.ceil(all.length / size),
			has_more: page * size < all.length,
		},
	};
}
