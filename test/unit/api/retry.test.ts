import { classifyNetworkError } from '../../../nodes/shared/api/classify';
import type { Failure } from '../../../nodes/shared/api/types';
import {
	BROKEN,
	EXPONENTIAL,
	HOPELESS,
	METHODS,
	UNREACHABLE,
	WRITES,
	delaysFor,
	failureOf,
	requestWith,
} from './answers';

describe('reads', () => {
	test.each([429, 500, 502, 503, 504])('are tried five times at %d', (status) => {
		const failure = failureOf('GET', status);
		expect(delaysFor(failure)).toEqual(EXPONENTIAL);
		expect(delaysFor(failure, 0)).toEqual(EXPONENTIAL.map((ms) => ms / 2));
	});

	test.each([...UNREACHABLE, ...BROKEN])('are tried five times after %s', (code) => {
		expect(delaysFor(classifyNetworkError(requestWith('GET'), code))).toEqual(EXPONENTIAL);
	});

	test.each([
		400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 422, 451, 501, 505, 301, 302, 303, 307, 308,
	])('are tried once at %d', (status) => {
		expect(delaysFor(failureOf('GET', status))).toEqual([]);
	});

	test.each(HOPELESS)('are tried once after %s', (code) => {
		expect(delaysFor(classifyNetworkError(requestWith('GET'), code))).toEqual([]);
	});

	test.each(['<html></html>', '{"success": tr', '', '"text"', '1', 'null'])(
		'are tried once when another server answers with %j',
		(text) => {
			expect(delaysFor(failureOf('GET', 200, text))).toEqual([]);
		},
	);

	test('obey Retry-After at 503', () => {
		expect(delaysFor(failureOf('GET', 503, '{}', '3'))[0]).toBe(3000);
	});
});

describe.each(WRITES)('%s', (method) => {
	test('is tried five times at a rate limit', () => {
		const error = 'Rate limit exceeded. Please try again later.';
		expect(delaysFor(failureOf(method, 429, { error }))).toEqual(EXPONENTIAL);
	});

	test.each(UNREACHABLE)('is tried five times after %s: nothing was done', (code) => {
		expect(delaysFor(classifyNetworkError(requestWith(method), code))).toEqual(EXPONENTIAL);
	});

	test.each([...BROKEN, ...HOPELESS])('is tried once after %s', (code) => {
		expect(delaysFor(classifyNetworkError(requestWith(method), code))).toEqual([]);
	});

	test.each([
		500, 501, 502, 503, 504, 520, 599, 408, 400, 401, 402, 403, 404, 405, 409, 413, 422, 302, 303,
	])('is tried once at %d, whatever Retry-After says', (status) => {
		expect(delaysFor(failureOf(method, status, '', '3'))).toEqual([]);
	});

	test.each(['<html></html>', '{"success": tr', ''])(
		'is tried once when the answer is %j',
		(text) => {
			expect(delaysFor(failureOf(method, 200, text))).toEqual([]);
		},
	);
});

describe.each(METHODS)('Retry-After at 429 (%s)', (method) => {
	const after = (header?: string) => delaysFor(failureOf(method, 429, '{}', header));

	test('is obeyed exactly, up to 60 s', () => {
		expect(after('7')).toEqual([7000, 7000, 7000, 7000]);
		expect(after('60')).toEqual([60_000, 60_000, 60_000, 60_000]);
		expect(after('Wed, 01 Jul 2026 12:00:45 GMT')[0]).toBe(45_000);
	});

	test('ends the tries when it is longer', () => {
		expect(after('61')).toEqual([]);
		expect(after('Wed, 01 Jul 2026 13:00:00 GMT')).toEqual([]);
	});

	test.each(['0', 'Wed, 01 Jul 2026 11:59:00 GMT', 'tomorrow'])(
		'of %s counts as not given',
		(header) => {
			expect(after(header)).toEqual(EXPONENTIAL);
			expect(after()).toEqual(EXPONENTIAL);
		},
	);

	test("does not make LinkedIn's quota a rate limit", () => {
		const error = 'LinkedIn invitation limit reached';
		expect(delaysFor(failureOf(method, 429, { error }, '1'))).toEqual([]);
	});
});

test('a credential that cannot be used is tried once', () => {
	const failure: Failure = {
		kind: 'credential',
		text: 'x',
		mayHaveTakenEffect: false,
		transient: false,
	};
	expect(delaysFor(failure)).toEqual([]);
});
