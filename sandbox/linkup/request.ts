const MOST_PER_REQUEST = 100;

/** @type {Record<string, number>} */
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

class LinkupError extends Error {
	/** @param {string} code @param {string} message */
	constructor(code, message) {
		super(message);
		this.code = code;
		this.status = STATUS[code];
	}
}

/** @param {string} message */
const invalid = (message) => new LinkupError('INVALID_PARAMS', message);

/** @param {unknown} value @param {string} name @param {number} least @param {number} fallback */
function number(value, name, least, fallback) {
	if (value === undefined) return fallback;
	if (typeof value !== 'number' || !Number.isInteger(value) || value < least) {
		throw invalid(`${name} must be a whole number of at least ${least}`);
	}
	return value;
}

/** @param {Record<string, any>} params */
const readPage = ({ count, offset }) => ({
	count: Math.min(number(count, 'count', 1, 10), MOST_PER_REQUEST),
	offset: number(offset, 'offset', 0, 0),
});

/** @template T @param {T[]} all @param {{ count: number, offset: number }} asked */
function takePage(all, { count, offset }) {
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

/**
 * @param {{ code: string, message: string }} error
 * @param {string | null} action
 */
const errorEnvelope = ({ code, message }, action = null) => ({
	success: false,
	error: { code, message },
	metadata: { action, credits_consumed: 0, timestamp: new Date().toISOString() },
});

/** The code that belongs to a status, for answers that a fault makes up. @param {number} status */
const codeFor = (status) =>
	status === 400
		? 'INVALID_PARAMS'
		: (Object.keys(STATUS).find((code) => STATUS[code] === status) ?? 'INTERNAL_ERROR');

export { LinkupError, invalid, readPage, takePage, errorEnvelope, codeFor };
