import { errorEnvelope, codeFor } from './linkup/request';

/**
 * @typedef {'status' | 'timeout' | 'slow' | 'resetBefore' | 'resetAfter' | 'statusAfter' | 'brokenJson' | 'html' | 'empty' | 'redirect' | 'missingTaskId' | 'echoKey'} FaultKind
 *
 * @typedef {object} Fault
 * @property {FaultKind} kind
 * @property {string} [method]
 * @property {string} [path] exact, or the beginning of a path
 * @property {Record<string, string>} [query] all of these have to be in the query
 * @property {Record<string, unknown>} [body] all of these have to be in the body
 * @property {number} [after] let so many matching requests pass first
 * @property {number | null} [times] how often, 1 when not given, null for ever
 * @property {number} [status]
 * @property {string} [error]
 * @property {number | string} [retryAfter] seconds, or 'date:SECONDS' for an HTTP date
 * @property {boolean} [html] a web page in place of JSON
 * @property {number} [ms]
 * @property {string} [to]
 *
 * @typedef {{ fault: Fault, seen: number, fired: number }} ArmedFault
 * @typedef {{ method: string, path: string, query: Record<string, unknown>, body: unknown }} Asked
 */

/** Before: the request has no effect. After: it has, and the answer is spoilt. */
const KINDS = /** @type {const} */ {
	status: 'before',
	timeout: 'before',
	slow: 'before',
	resetBefore: 'before',
	html: 'before',
	redirect: 'before',
	echoKey: 'before',
	resetAfter: 'after',
	statusAfter: 'after',
	brokenJson: 'after',
	empty: 'after',
	missingTaskId: 'after',
};

const FIELDS = [
	...['kind', 'method', 'path', 'query', 'body', 'after', 'times'],
	...['status', 'error', 'retryAfter', 'html', 'ms', 'to'],
];

/** What a kind cannot do without. @type {Partial<Record<FaultKind, keyof Fault>>} */
const NEEDED = { slow: 'ms', redirect: 'to', status: 'status' };

/** @param {any} value @returns {string | null} */
function checkFaults(value) {
	if (!Array.isArray(value)) return 'an array of faults';
	for (const fault of value) {
		if (typeof fault !== 'object' || fault === null) return 'an array of objects';
		const unknown = Object.keys(fault).find((field) => !FIELDS.includes(field));
		if (unknown) return `faults made of ${FIELDS.join(', ')} (there is no '${unknown}')`;
		if (!Object.hasOwn(KINDS, fault.kind)) {
			return `faults whose kind is one of ${Object.keys(KINDS).join(', ')}`;
		}
		const needed = NEEDED[/** @type {FaultKind} */ fault.kind];
		if (fault.to !== undefined && !URL.canParse(fault.to)) {
			return "faults whose 'to' is a whole URL, such as http://127.0.0.1:9";
		}
		if (needed && fault[needed] === undefined) {
			return `faults where the kind ${fault.kind} comes with '${needed}'`;
		}
	}
	return null;
}

/** @param {unknown} part @param {unknown} whole */
const isPartOf = (part, whole) =>
	Object.entries(part ?? {}).every(
		([key, value]) =>
			String(/** @type {Record<string, unknown>} */ (whole ?? {})[key]) === String(value),
	);

/**
 * A beginning has to end between two words, or fetch-profile would be fetch-profiles-posts too.
 * @param {string} path
 * @param {string} beginning
 */
const startsAs = (path, beginning) =>
	path.startsWith(beginning) &&
	(path === beginning || /\W/.test(beginning.slice(-1) + path[beginning.length]));

/** @param {Fault} fault @param {Asked} asked */
const matches = (fault, asked) =>
	(!fault.method || fault.method.toUpperCase() === asked.method) &&
	(!fault.path || startsAs(asked.path, fault.path)) &&
	isPartOf(fault.query, asked.query) &&
	isPartOf(fault.body, asked.body);

/** @param {Fault[]} faults @returns {ArmedFault[]} */
const armFaults = (faults) => faults.map((fault) => ({ fault, seen: 0, fired: 0 }));

/**
 * The fault that hits this request. Counts, so it is asked once per request.
 * @param {ArmedFault[]} armed
 * @param {Asked} asked
 * @returns {Fault | null}
 */
function takeFault(armed, asked) {
	for (const state of armed) {
		const { fault } = state;
		const times = fault.times === undefined ? 1 : fault.times;
		if ((times !== null && state.fired >= times) || !matches(fault, asked)) continue;
		state.seen += 1;
		if (state.seen <= (fault.after ?? 0)) continue;
		state.fired += 1;
		return fault;
	}
	return null;
}

/** @param {Fault} fault */
const strikesAfter = (fault) => KINDS[fault.kind] === 'after';

/** @type {Record<number, string>} */
const TEXTS = {
	402: 'Your plan includes up to 5 watchlists. Please upgrade your plan to create more.',
	404: 'Agent task not found',
	429: 'Rate limit exceeded. Please try again later.',
	500: 'Internal server error',
	502: 'Bad gateway',
	503: 'Service unavailable',
	504: 'Gateway timeout',
};

/** @param {number} status */
const page = (status) =>
	`<!DOCTYPE html><html><head><title>${status}</title></head><body><h1>${status}</h1><p>The gateway says so.</p></body></html>`;

/** @param {number | string} retryAfter @param {number} now */
function retryAfterHeader(retryAfter, now) {
	const match = /^date:(-?\d+)$/.exec(String(retryAfter));
	return match ? new Date(now + Number(match[1]) * 1000).toUTCString() : String(retryAfter);
}

/**
 * The answer that a fault puts in place of the real one.
 * @param {Fault} fault
 * @param {{ url: string, key: string, now: number }} asked
 * @returns {{ status: number, headers: Record<string, string>, body: string }}
 */
function faultyAnswer(fault, { url, key, now }) {
	const status = fault.status ?? { html: 200, redirect: 302, echoKey: 500 }[fault.kind + ''] ?? 500;
	/** @type {Record<string, string>} */
	const headers = { 'content-type': 'application/json; charset=utf-8' };
	if (fault.retryAfter !== undefined) {
		headers['retry-after'] = retryAfterHeader(fault.retryAfter, now);
	}
	if (fault.kind === 'redirect') {
		const to = new URL(String(fault.to));
		headers.location = to.pathname === '/' ? new URL(url, to).href : to.href;
		return { status, headers, body: '' };
	}
	if (fault.kind === 'html' || fault.html) {
		headers['content-type'] = 'text/html; charset=utf-8';
		return { status, headers, body: page(status) };
	}
	const error =
		fault.kind === 'echoKey'
			? `Upstream refused the request with x-api-key ${key}`
			: (fault.error ?? TEXTS[status] ?? 'Something went wrong');
	const envelope = url.startsWith('/v2/')
		? errorEnvelope({ code: codeFor(status), message: error })
		: { error };
	return { status, headers, body: JSON.stringify(envelope) };
}

export { checkFaults, armFaults, takeFault, strikesAfter, faultyAnswer };
