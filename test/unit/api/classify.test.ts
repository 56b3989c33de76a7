import { cleanText } from '../../nodes/shared/util/text';
import {
	isLinkedInLimit,
	classifyNetworkError,
	classifyResponse,
} from '../../nodes/shared/api/classify';
import { joinUrl } from '../../nodes/shared/api/joinUrl';
import { delayBeforeRetry } from '../../nodes/shared/api/retry';
import { retryAfterMs } from '../../nodes/shared/api/retryAfter';

const NOW = Date.parse('2026-07-01T12:00:00Z');
const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];
const WRITES = ['POST', 'PUT', 'DELETE'];
const callOf = (method) => ({ method, path: '/linkedin-agent/anything' });

const responseOf = (status, body = '{"error":"words"}', retryAfter = undefined) => ({
	status,
	retryAfter,
	text: typeof body === 'string' ? body : JSON.stringify(body),
});
const failureOf = (method, ...response) => {
	const answer = classifyResponse(callOf(method), responseOf(...response), NOW);
	expect(answer.ok).toBe(false);
	return answer.failure;
};
/** The pauses before the 2nd, 3rd, … try; as many as there are tries left. */
const pausesOf = (method, failure, random = 1) => {
	const pauses = [];
	for (let tried = 1; tried < 20; tried++) {
		const pause = delayBeforeRetry(callOf(method), failure, tried, random);
		if (pause === undefined) break;
		pauses.push(pause);
	}
	return pauses;
};
const EXPONENTIAL = [1000, 2000, 4000, 8000];

describe('reads are retried', () => {
	test.each([429, 500, 502, 503, 504])('%d: five tries, exponential', (status) => {
		const failure = failureOf('GET', status);
		expect(pausesOf('GET', failure)).toEqual(EXPONENTIAL);
		expect(pausesOf('GET', failure, 0)).toEqual(EXPONENTIAL.map((ms) => ms / 2));
		expect(failure.mayHaveTakenEffect).toBe(false);
	});

	test.each([
		...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
		...['ECONNRESET', 'ETIMEDOUT', 'ECONNABORTED', 'EPIPE', 'ERR_NETWORK', 'UNKNOWN'],
	])('%s: five tries, exponential', (code) => {
		const failure = classifyNetworkError(callOf('GET'), code);
		expect(pausesOf('GET', failure)).toEqual(EXPONENTIAL);
		expect(failure.mayHaveTakenEffect).toBe(false);
	});

	test.each([400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 422, 451, 501, 505])(
		'not at %d',
		(status) => {
			expect(pausesOf('GET', failureOf('GET', status))).toEqual([]);
		},
	);

	test.each([301, 302, 303, 307, 308])('not at a redirect (%d)', (status) => {
		const failure = failureOf('GET', status, '');
		expect(failure).toMatchObject({ kind: 'redirect', status, mayHaveTakenEffect: false });
		expect(pausesOf('GET', failure)).toEqual([]);
	});

	test.each([
		...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
		...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID'],
		...['ERR_INVALID_URL', 'ERR_INVALID_CHAR'],
	])('not at %s: it would be the same again', (code) => {
		expect(pausesOf('GET', classifyNetworkError(callOf('GET'), code))).toEqual([]);
	});

	test('not when a web page or half an answer comes: it is another server', () => {
		for (const text of ['<html></html>', '{"success": tr', '', '"text"', '1', 'null']) {
			const failure = failureOf('GET', 200, text);
			expect(failure).toMatchObject({
				kind: 'unreadable',
				mayHaveTakenEffect: false,
				transient: true,
			});
			expect(pausesOf('GET', failure)).toEqual([]);
		}
	});
});

describe('Retry-After', () => {
	test.each([
		['2', 2000],
		['0', 0],
		[' 7 ', 7000],
		['1.5', 1500],
		['-3', 0],
		['Wed, 01 Jul 2026 12:00:30 GMT', 30_000],
		['Wed, 01 Jul 2026 11:59:00 GMT', 0],
		['soon', undefined],
		['Infinity', undefined],
		['', undefined],
		[' ', undefined],
		[undefined, undefined],
		[null, undefined],
		[30, undefined],
		[['30'], undefined],
	])('%j is %p ms', (header, ms) => {
		expect(retryAfterMs(header, NOW)).toBe(ms);
	});

	test.each(METHODS)('is obeyed exactly, up to 60 s (%s, 429)', (method) => {
		const after = (header) => pausesOf(method, failureOf(method, 429, '{}', header));
		expect(after('7')).toEqual([7000, 7000, 7000, 7000]);
		// No time at all, or a time that is past, is as good as none given.
		expect(after('0')).toEqual(after(undefined));
		expect(after('Wed, 01 Jul 2026 11:59:00 GMT')).toEqual(after(undefined));
		expect(after('60')).toEqual([60_000, 60_000, 60_000, 60_000]);
		expect(after('61')).toEqual([]);
		expect(after('Wed, 01 Jul 2026 12:00:45 GMT')[0]).toBe(45_000);
		expect(after('Wed, 01 Jul 2026 13:00:00 GMT')).toEqual([]);
		expect(after('tomorrow')).toEqual(EXPONENTIAL);
	});

	test('is obeyed at a 503 of a read, but makes no write repeatable', () => {
		expect(pausesOf('GET', failureOf('GET', 503, '{}', '3'))[0]).toBe(3000);
		for (const method of WRITES) {
			expect(pausesOf(method, failureOf(method, 503, '{}', '3'))).toEqual([]);
		}
	});
});

describe.each(WRITES)('%s is retried only when it is certain that nothing was done', (method) => {
	test('at a rate limit: five tries, exponential', () => {
		const failure = failureOf(method, 429, {
			error: 'Rate limit exceeded. Please try again later.',
		});
		expect(failure).toMatchObject({ kind: 'status', status: 429, mayHaveTakenEffect: false });
		expect(pausesOf(method, failure)).toEqual(EXPONENTIAL);
	});

	test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])(
		'when the connection was never made: %s',
		(code) => {
			const failure = classifyNetworkError(callOf(method), code);
			expect(failure).toMatchObject({ kind: 'network', text: code, mayHaveTakenEffect: false });
			expect(pausesOf(method, failure)).toEqual(EXPONENTIAL);
		},
	);

	test.each(['ECONNRESET', 'ETIMEDOUT', 'ECONNABORTED', 'EPIPE', 'ERR_NETWORK', 'UNKNOWN'])(
		'not after %s, and it says that it may have been done',
		(code) => {
			const failure = classifyNetworkError(callOf(method), code);
			expect(failure.mayHaveTakenEffect).toBe(true);
			expect(pausesOf(method, failure)).toEqual([]);
		},
	);

	test.each([500, 501, 502, 503, 504, 520, 599, 408])(
		'not at %d, and it says that it may have been done',
		(status) => {
			for (const body of ['{"error":"x"}', '<html></html>', '']) {
				const failure = failureOf(method, status, body);
				expect(failure).toMatchObject({ kind: 'status', status, mayHaveTakenEffect: true });
				expect(pausesOf(method, failure)).toEqual([]);
			}
		},
	);

	test.each([400, 401, 402, 403, 404, 405, 409, 413, 422])(
		'not at %d, and it was not done',
		(status) => {
			const failure = failureOf(method, status);
			expect(failure.mayHaveTakenEffect).toBe(false);
			expect(pausesOf(method, failure)).toEqual([]);
		},
	);

	test('not after an answer that cannot be read, and it says that it may have been done', () => {
		for (const text of ['<html></html>', '{"success": tr', '']) {
			const failure = failureOf(method, 200, text);
			expect(failure).toMatchObject({ kind: 'unreadable', mayHaveTakenEffect: true });
			expect(pausesOf(method, failure)).toEqual([]);
		}
	});

	test('a 303 may mean that it was done', () => {
		const failure = failureOf(method, 303, '');
		expect(failure).toMatchObject({ kind: 'redirect', mayHaveTakenEffect: true });
		expect(pausesOf(method, failure)).toEqual([]);
	});

	test('not after a redirect', () => {
		const failure = failureOf(method, 302, '');
		expect(failure).toMatchObject({ kind: 'redirect', mayHaveTakenEffect: false });
		expect(pausesOf(method, failure)).toEqual([]);
	});

	test('not after certificates and addresses that do not work, and it was not done', () => {
		for (const code of ['CERT_HAS_EXPIRED', 'ERR_INVALID_URL']) {
			const failure = classifyNetworkError(callOf(method), code);
			expect(failure.mayHaveTakenEffect).toBe(false);
			expect(pausesOf(method, failure)).toEqual([]);
		}
	});
});

describe("LinkedIn's quota is not a rate", () => {
	test.each([
		['LinkedIn invitation limit reached', true],
		['LinkedIn invitation limit r', true],
		['You have reached the weekly invitation limit', true],
		['LinkedIn weekly limit', true],
		['Rate limit exceeded. Please try again later.', false],
		['Too many requests', false],
		['', false],
	])('%j: %p', (error, quota) => {
		for (const method of METHODS) {
			const failure = failureOf(method, 429, { error }, '1');
			expect(isLinkedInLimit(failure)).toBe(quota);
			expect(pausesOf(method, failure)).toEqual(quota ? [] : [1000, 1000, 1000, 1000]);
		}
	});

	test('the same words at another status are no quota', () => {
		expect(isLinkedInLimit(failureOf('POST', 400, { error: 'LinkedIn invitation limit' }))).toBe(
			false,
		);
	});
});

test('a key that n8n could not use is never tried twice', () => {
	const failure = { kind: 'credential', text: 'x', mayHaveTakenEffect: false, transient: false };
	for (const method of METHODS) expect(pausesOf(method, failure)).toEqual([]);
});

describe('an answer', () => {
	test.each([
		[200, '{"success":true,"data":{}}', { success: true, data: {} }],
		[201, '{}', {}],
		[200, '[1,2]', { data: [1, 2] }],
		[200, '{"success":"no","error":"x"}', { success: 'no', error: 'x' }],
	])('%d %s is taken as it is', (status, text, body) => {
		for (const method of METHODS) {
			expect(classifyResponse(callOf(method), responseOf(status, text), NOW)).toEqual({
				ok: true,
				body,
			});
		}
	});

	test('with success: false is a refusal, whatever its status', () => {
		const failure = failureOf('POST', 200, { success: false, error: 'No such thing' });
		expect(failure).toMatchObject({
			kind: 'status',
			text: 'No such thing',
			mayHaveTakenEffect: false,
		});
		expect(pausesOf('GET', failure)).toEqual([]);
	});

	test.each([
		[{ error: 'words' }, 'words'],
		[{ message: 'other words' }, 'other words'],
		[{ error: 'words', message: 'other words' }, 'words'],
		[{ error: '  ', message: 'other words' }, 'other words'],
		[{ error: { message: 'inner words' } }, 'inner words'],
		[{ error: { code: 7 }, message: 'other words' }, 'other words'],
		[{ error: 42 }, ''],
		[{}, ''],
		['<html>words</html>', ''],
		['', ''],
	])('the words of %j are %j', (body, text) => {
		expect(failureOf('GET', 400, body).text).toBe(text);
	});

	test('its words are cleaned and cut', () => {
		const error = `a\u0000b\r\nc\u202ed${'x'.repeat(5000)}`;
		const { text } = failureOf('GET', 400, { error });
		expect(text).toMatch(/^a b c d/);
		expect(text.length).toBeLessThanOrEqual(301);
	});
});

describe('text from outside', () => {
	test.each([
		['plain', 'plain'],
		['  two   spaces ', 'two spaces'],
		['one\nline\r\nonly\tplease', 'one line only please'],
		[
			'bell\u0007 null\u0000 escape\u001b[31mred delete\u007f c1\u0085',
			'bell null escape [31mred delete c1',
		],
		['right\u202eto\u202cleft\u2066x\u2069 mark\u200f', 'right to left x mark'],
		['zero\u200bwidth\ufeff', 'zero width'],
		['line\u2028and\u2029paragraph', 'line and paragraph'],
		['<b>markup stays</b> ünïcödé 🚀', '<b>markup stays</b> ünïcödé 🚀'],
		['\u0000\u200b', ''],
		['', ''],
	])('%j becomes %j', (text, line) => {
		expect(cleanText(text)).toBe(line);
	});

	test('is cut to 300 characters, or as many as wanted', () => {
		expect(cleanText('x'.repeat(300))).toBe('x'.repeat(300));
		expect(cleanText('x'.repeat(301))).toBe(`${'x'.repeat(300)}…`);
		expect(cleanText('x'.repeat(100), 10)).toBe(`${'x'.repeat(10)}…`);
	});

	test('is never cut inside an emoji', () => {
		for (const max of [1, 2, 3, 4, 5]) {
			const line = cleanText('🚀'.repeat(10), max);
			expect(line.isWellFormed?.() ?? !/[\ud800-\udbff]…/.test(line)).toBe(true);
			expect(line.endsWith('…')).toBe(true);
		}
	});
});

describe('base URL and path', () => {
	test.each([
		['https://api.outx.ai', 'https://api.outx.ai/x'],
		['https://api.outx.ai/', 'https://api.outx.ai/x'],
		['https://api.outx.ai///', 'https://api.outx.ai/x'],
		['  https://api.outx.ai \n', 'https://api.outx.ai/x'],
		['HTTPS://API.outx.ai', 'HTTPS://API.outx.ai/x'],
		['http://127.0.0.1:4010', 'http://127.0.0.1:4010/x'],
		['http://[::1]:4010/', 'http://[::1]:4010/x'],
		['https://proxy.example/outx/v1/', 'https://proxy.example/outx/v1/x'],
	])('%j', (base, url) => {
		expect(joinUrl(base, '/x')).toEqual({ url });
	});

	test.each([
		['', /is empty/],
		['  ', /is empty/],
		['/', /is empty/],
		['api.outx.ai', /must start with https:\/\//],
		['ftp://api.outx.ai', /must start with https:\/\//],
		['file:///etc/passwd', /must start with https:\/\//],
		['javascript:alert(1)', /must start with https:\/\//],
		['https://', /must start with https:\/\//],
		['https:///x', /is not a valid address/],
		['https://api.outx.ai?x=1', /is not a valid address/],
		['https://api.outx.ai/#x', /is not a valid address/],
		['https://api outx ai', /is not a valid address/],
		['https://api.outx.ai/a b', /is not a valid address/],
	])('%j is refused, without being repeated', (base, words) => {
		const { wrong, url } = joinUrl(base, '/x');
		expect(url).toBeUndefined();
		expect(wrong).toMatch(words);
		if (base.trim().length > 8) expect(wrong).not.toContain(base.trim());
	});
});
