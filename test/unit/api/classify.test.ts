import {
	classifyNetworkError,
	classifyResponse,
	isLinkedInLimit,
} from '../../../nodes/shared/api/classify';
import {
	BROKEN,
	HOPELESS,
	METHODS,
	NOW,
	UNREACHABLE,
	WRITES,
	answerTo,
	failureOf,
	requestWith,
} from './answers';

describe('an answer that is one', () => {
	test.each([
		[200, '{"success":true,"data":{}}', { success: true, data: {} }],
		[201, '{}', {}],
		[200, '[1,2]', { data: [1, 2] }],
		[200, '{"success":"no","error":"x"}', { success: 'no', error: 'x' }],
	])('%d %s', (status, text, body) => {
		for (const method of METHODS) {
			expect(answerTo(method, status, text)).toEqual({ ok: true, body });
		}
	});

	test.each(WRITES)('204 to a %s: done, and nothing to say', (method) => {
		expect(answerTo(method, 204, '')).toEqual({ ok: true, body: { success: true } });
	});
});

describe('a read has no effect, whatever happens to it', () => {
	test.each([400, 401, 404, 408, 429, 500, 502, 503, 504, 302, 303])('%d', (status) => {
		expect(failureOf('GET', status)).toMatchObject({ status, mayHaveTakenEffect: false });
	});

	test.each([...UNREACHABLE, ...BROKEN, ...HOPELESS])('%s', (code) => {
		const failure = classifyNetworkError(requestWith('GET'), code);
		expect(failure).toMatchObject({ kind: 'network', text: code, mayHaveTakenEffect: false });
	});

	test.each(['<html></html>', '{"success": tr', '', '"text"', '1', 'null'])('200 %j', (text) => {
		expect(failureOf('GET', 200, text)).toMatchObject({
			kind: 'unreadable',
			mayHaveTakenEffect: false,
			transient: true,
		});
	});
});

describe.each(WRITES)('a %s may have taken effect', (method) => {
	test.each(BROKEN)('after %s', (code) => {
		const failure = classifyNetworkError(requestWith(method), code);
		expect(failure).toMatchObject({ kind: 'network', text: code, mayHaveTakenEffect: true });
	});

	test.each([500, 501, 502, 503, 504, 520, 599, 408])('at %d', (status) => {
		for (const body of ['{"error":"x"}', '<html></html>', '']) {
			const failure = failureOf(method, status, body);
			expect(failure).toMatchObject({ kind: 'status', status, mayHaveTakenEffect: true });
		}
	});

	test.each(['<html></html>', '{"success": tr', ''])('when the answer is %j', (text) => {
		const failure = failureOf(method, 200, text);
		expect(failure).toMatchObject({ kind: 'unreadable', mayHaveTakenEffect: true });
	});

	test('at 303, "see other"', () => {
		const failure = failureOf(method, 303, '');
		expect(failure).toMatchObject({ kind: 'redirect', mayHaveTakenEffect: true });
	});
});

describe.each(WRITES)('a %s has no effect', (method) => {
	test.each([...UNREACHABLE, ...HOPELESS])('after %s', (code) => {
		const failure = classifyNetworkError(requestWith(method), code);
		expect(failure).toMatchObject({ kind: 'network', text: code, mayHaveTakenEffect: false });
	});

	test.each([400, 401, 402, 403, 404, 405, 409, 413, 422, 429])('at %d', (status) => {
		const failure = failureOf(method, status);
		expect(failure).toMatchObject({ kind: 'status', status, mayHaveTakenEffect: false });
	});

	test.each([301, 302, 307, 308])('at a redirect (%d)', (status) => {
		const failure = failureOf(method, status, '');
		expect(failure).toMatchObject({ kind: 'redirect', status, mayHaveTakenEffect: false });
	});

	test('when OutX answers success: false, whatever the status', () => {
		const failure = failureOf(method, 200, { success: false, error: 'No such thing' });
		expect(failure).toMatchObject({
			kind: 'status',
			text: 'No such thing',
			mayHaveTakenEffect: false,
			transient: false,
		});
	});
});

test.each(WRITES)('a %s that names a task is accepted, whatever else it says', (method) => {
	const body = { success: false, error: 'Slow down', api_agent_task_id: 'a-task' };
	const response = { status: 200, retryAfter: undefined, text: JSON.stringify(body) };
	expect(classifyResponse(requestWith(method), response, NOW)).toEqual({ ok: true, body });
});

describe('an answer that would be too much for n8n', () => {
	const LARGE = JSON.stringify({ data: 'x'.repeat(20_000_000) });
	const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

	test.each(METHODS)('%s: more than 20 MB are not parsed', (method) => {
		expect(failureOf(method, 200, LARGE)).toMatchObject({
			kind: 'tooLarge',
			text: '20 MB',
			mayHaveTakenEffect: method !== 'GET',
			transient: false,
		});
		expect(failureOf(method, 400, LARGE)).toMatchObject({ kind: 'status', text: '' });
	});

	test.each(METHODS)('%s: JSON that is nested too deep is an error with its place', (method) => {
		expect(failureOf(method, 200, `{"data": ${nested(200_000)}}`)).toMatchObject({
			kind: 'tooDeep',
			text: expect.stringMatching(/^data\.0\.0\.0\..*…$/) as string,
			mayHaveTakenEffect: method !== 'GET',
			transient: false,
		});
		expect(failureOf(method, 400, nested(200_000))).toMatchObject({ kind: 'status', text: '' });
	});

	test('just below, it is an answer', () => {
		expect(answerTo('GET', 200, JSON.stringify({ data: 'x'.repeat(19_000_000) })).ok).toBe(true);
		expect(answerTo('GET', 200, nested(90)).ok).toBe(true);
	});
});

describe("LinkedIn's quota", () => {
	test.each([
		['LinkedIn invitation limit reached', true],
		['LinkedIn invitation limit r', true],
		['You have reached the weekly invitation limit', true],
		['LinkedIn weekly limit', true],
		['You have reached your daily limit', true],
		["You've reached your daily limit for messages. Try again tomorrow", true],
		['Daily limit of 50 likes reached', true],
		['Maximum number of comments per day reached', true],
		['LinkedIn monthly quota for InMails is used up', true],
		['You can send no more invitations today', true],
		['LinkedIn limit reached', true],
		['WEEKLY_INVITE_LIMIT', true],
		['daily_limit_exceeded', true],
		['Connection request limit reached', true],
		['You can only send 100 connection requests per week', true],
		['24-hour limit of 25 reached', true],
		['RATE_LIMITED: LinkedIn', false],
		['Request limit exceeded for /linkedin-agent/send-message', false],
		['Limit exceeded for /linkedin-agent/send-message', false],
		['Too many invitation requests, slow down', false],
		['LinkedIn agent: limit of 60 requests/min', false],
		['LinkedIn limit: 100 requests per 15 minutes', false],
		['Quota exceeded for LinkedIn endpoint, retry in 10 seconds', false],
		['Rate limit exceeded. Please try again later.', false],
		['Rate limit exceeded for the LinkedIn API', false],
		['LinkedIn rate-limit: 10 requests per second', false],
		['Too many requests to LinkedIn, limit is 100 per hour', false],
		['Rate limit for invitations exceeded, retry in 30 s', false],
		['LinkedIn is not available', false],
		['Try again later today', false],
		['Too many requests', false],
		['', false],
	])('%j: %p', (error, isQuota) => {
		for (const method of METHODS) {
			expect(isLinkedInLimit(failureOf(method, 429, { error }))).toBe(isQuota);
		}
	});

	test('is told by status 429 only', () => {
		const failure = failureOf('POST', 400, { error: 'LinkedIn invitation limit' });
		expect(isLinkedInLimit(failure)).toBe(false);
	});
});

describe('the words of an answer', () => {
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
	])('%j: %j', (body, text) => {
		expect(failureOf('GET', 400, body).text).toBe(text);
	});

	test('are cleaned and cut', () => {
		const error = `a\u0000b\r\nc\u202ed${'x'.repeat(5000)}`;
		const { text } = failureOf('GET', 400, { error });
		expect(text).toMatch(/^a b c d/);
		expect(text.length).toBeLessThanOrEqual(301);
	});
});

test('Retry-After is in the failure, in milliseconds', () => {
	const response = { status: 429, retryAfter: '7', text: '{}' };
	const answer = classifyResponse(requestWith('GET'), response, NOW);
	expect(answer).toMatchObject({ ok: false, failure: { retryAfterMs: 7000 } });
});
