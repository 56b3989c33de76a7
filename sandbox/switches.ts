import { checkFaults } from './faults';

/**
 * @typedef {object} Switches
 * @property {number | [number, number]} taskDelayMs
 * @property {number} pickUpMs
 * @property {boolean} oneAtATime
 * @property {'online' | 'stale' | 'asleep'} extension
 * @property {{ type?: string, everyNth?: number, status?: string, output?: unknown } | null} failTasks
 * @property {{ pending?: string, processing?: string, completed?: string, failed?: string }} statusWords
 * @property {boolean} nestedProfile
 * @property {number | null} invitationQuota
 * @property {number} growPerPage
 * @property {number} postsPerMinute
 * @property {number} firstScanMs
 * @property {boolean} hasAdmin
 * @property {boolean} acceptNote
 * @property {'both' | 'excluded' | 'exclude'} excludedName
 * @property {'both' | 'query' | 'body'} deleteIdIn
 * @property {boolean} requireWatchlistId
 * @property {number | null} watchlistQuota
 * @property {number} linkupCredits
 * @property {import('./faults').Fault[]} faults
 *
 * @typedef {(value: any) => string | null} Check what a value should have been, or null when it is right
 */

/** @param {unknown} value */
const isCount = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
/** @param {unknown} value */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {(value: any) => boolean} test @param {string} expected @returns {Check} */
const check = (test, expected) => (value) => (test(value) ? null : expected);
/** @param {string[]} words */
const oneOf = (...words) => check((value) => words.includes(value), `one of ${words.join(', ')}`);
/** @param {string[]} keys @param {(value: any) => boolean} test */
const onlyKeys = (keys, test) => (/** @type {any} */ value) =>
	isObject(value) && Object.keys(value).every((key) => keys.includes(key)) && test(value);

const boolean = check((value) => typeof value === 'boolean', 'true or false');
const count = check(isCount, 'a number that is not negative');
const countOrNull = check((value) => value === null || isCount(value), 'a number or null');

const delay = check(
	(value) =>
		isCount(value) ||
		(Array.isArray(value) && value.length === 2 && value.every(isCount) && value[0] <= value[1]),
	'milliseconds, or [from, to]',
);
const failTasks = check(
	(value) =>
		value === null ||
		onlyKeys(
			['type', 'everyNth', 'status', 'output'],
			(rule) => rule.everyNth === undefined || rule.everyNth >= 1,
		)(value),
	'null, or an object with any of type, everyNth (1 or more), status, output',
);
const statusWords = check(
	onlyKeys(['pending', 'processing', 'completed', 'failed'], (words) =>
		Object.values(words).every((word) => typeof word === 'string'),
	),
	'an object from pending, processing, completed, failed to the word to show instead',
);

/** @type {Record<keyof Switches, { initial: any, check: Check }>} */
const definitions = {
	taskDelayMs: { initial: [1000, 3000], check: delay },
	pickUpMs: { initial: 300, check: count },
	oneAtATime: { initial: true, check: boolean },
	extension: { initial: 'online', check: oneOf('online', 'stale', 'asleep') },
	failTasks: { initial: null, check: failTasks },
	statusWords: { initial: {}, check: statusWords },
	nestedProfile: { initial: true, check: boolean },
	invitationQuota: { initial: null, check: countOrNull },
	growPerPage: { initial: 0, check: count },
	postsPerMinute: { initial: 0, check: count },
	firstScanMs: { initial: 3000, check: count },
	hasAdmin: { initial: true, check: boolean },
	acceptNote: { initial: true, check: boolean },
	excludedName: { initial: 'both', check: oneOf('both', 'excluded', 'exclude') },
	deleteIdIn: { initial: 'both', check: oneOf('both', 'query', 'body') },
	requireWatchlistId: { initial: true, check: boolean },
	watchlistQuota: { initial: null, check: countOrNull },
	linkupCredits: { initial: 500, check: count },
	faults: { initial: [], check: checkFaults },
};

/** @returns {Switches} */
function defaultSwitches() {
	const entries = Object.entries(definitions).map(([name, { initial }]) => [name, initial]);
	return structuredClone(Object.fromEntries(entries));
}

/**
 * What is wrong with a change of switches, or null.
 * @param {unknown} change
 * @returns {string | null}
 */
function problemWith(change) {
	if (!isObject(change)) return 'Send a JSON object of switches, such as {"extension":"asleep"}';
	for (const [name, value] of Object.entries(/** @type {object} */ change)) {
		if (!Object.hasOwn(definitions, name)) {
			return `Unknown switch '${name}'. There are: ${Object.keys(definitions).join(', ')}`;
		}
		const expected = definitions[/** @type {keyof Switches} */ name].check(value);
		if (expected) return `Invalid switch '${name}': must be ${expected}`;
	}
	return null;
}

export { defaultSwitches, problemWith };
