import type { JsonObject } from '../json';

const MOST_PER_REQUEST = 100;

const STATUS = {
	INVALID_API_KEY: 403,
	INVALID_ACCOUNT: 404,
	ACCOUNT_INACTIVE: 403,
	INVALID_ACTION: 400,
	INVALID_PARAMS: 400,
	INSUFFICIENT_CREDITS: 402,
	RATE_LIMITED: 429,
	INTERNAL_ERROR: 500,
};
type ErrorCode = keyof typeof STATUS;

export class LinkupError extends Error {
	readonly status: number;

	constructor(
		readonly code: ErrorCode,
		message: string,
	) {
		super(message);
		this.status = STATUS[code];
	}
}

export const invalid = (message: string) => new LinkupError('INVALID_PARAMS', message);

function number(value: unknown, name: string, least: number, fallback: number) {
	if (value === undefined) return fallback;
	if (typeof value !== 'number' || !Number.isInteger(value) || value < least) {
		throw invalid(`${name} must be a whole number of at least ${least}`);
	}
	return value;
}

interface Page {
	count: number;
	offset: number;
}

export const readPage = ({ count, offset }: JsonObject): Page => ({
	count: Math.min(number(count, 'count', 1, 10), MOST_PER_REQUEST),
	offset: number(offset, 'offset', 0, 0),
});

export function takePage<Item>(all: Item[], { count, offset }: Page) {
	const items = all.slice(offset, offset + count);
	const next = offset + items.length;
	const hasMore = next < all.length;
	return {
		items,
		page: {
			total_results: items.length,
			total_available_results: all.length,
			pagination: {
				offset,
				count: items.length,
				next_offset: hasMore ? next : null,
				has_more: hasMore,
				results_per_page: count,
				pages_fetched: 1,
			},
		},
	};
}

export const errorEnvelope = (
	{ code, message }: { code: string; message: string },
	action: string | null = null,
) => ({
	success: false,
	error: { code, message },
	metadata: { action, credits_consumed: 0, timestamp: new Date().toISOString() },
});

/** The code for a status, for the answers of faults. */
export function codeFor(status: number) {
	if (status === 400) return 'INVALID_PARAMS';
	return Object.entries(STATUS).find(([, known]) => known === status)?.[0] ?? 'INTERNAL_ERROR';
}
