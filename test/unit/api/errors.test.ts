import { classifyNetworkError, classifyResponse } from '../../nodes/shared/api/classify';
import { InputError } from '../../nodes/shared/input/inputError';
import {
	toNodeError,
	toErrorItem,
	describeFailure,
	describeThrown,
} from '../../nodes/shared/api/errors';

const WRITE = { method: 'POST', path: '/linkedin-agent/send-message' };
const READ = { method: 'GET', path: '/linkedin-agent/get-task-status' };
const NODE = { name: 'OutX', type: 'n8n-nodes-outx.outx', typeVersion: 1, parameters: {} };

const status = (code, error = '', { call = READ, retryAfter } = {}) =>
	classifyResponse(call, { status: code, retryAfter, text: JSON.stringify({ error }) }, 0).failure;
const network = (code, call = READ) => classifyNetworkError(call, code);
const words = ({ message, description }) => `${message}. ${description}`;

const PLUGIN =
	"Plugin installation required: Please install the OutX browser extension on at least one team member's account";

const FAILURES = {
	'no answer': network('ETIMEDOUT'),
	'a cut connection': network('ECONNRESET'),
	'a cut connection, writing': network('ECONNRESET', WRITE),
	'no server': network('ECONNREFUSED'),
	'a broken certificate': network('CERT_HAS_EXPIRED'),
	'something unheard of': network('UNKNOWN'),
	'a redirect': status(302),
	'a web page': classifyResponse(READ, { status: 200, text: '<html>' }, 0).failure,
	'a web page, writing': classifyResponse(WRITE, { status: 200, text: '<html>' }, 0).failure,
	'bad input': status(400, "Missing or invalid 'profile_slug'"),
	'a wrong key': status(401, 'Invalid API Key'),
	'no plan': status(402, 'Your plan includes up to 5 watchlists'),
	'no extension': status(403, PLUGIN),
	'no access': status(403, "Access denied: You don't have permission to access this resource"),
	'no admin': status(404, 'No admin user found in the team'),
	'no task': status(404, 'Agent task not found'),
	'a wrong verb': status(405, 'Method not allowed'),
	'too many requests': status(429, 'Rate limit exceeded. Please try again later.'),
	'a quota': status(429, 'LinkedIn invitation limit reached'),
	'a broken server': status(500, 'Failed to fetch interactions'),
	'a broken server, writing': status(500, '', { call: WRITE }),
	'no gateway': status(502),
	'a refusal with status 200': classifyResponse(READ, { status: 200, text: '{"success":false}' }, 0)
		.failure,
	'no key': { kind: 'credential', text: 'The OutX credential has no API key', transient: false },
};
/** Quoted from outside, where any word may be. */
const QUOTED = /Failed to fetch interactions/g;

describe('every trouble', () => {
	test.each(Object.entries(FAILURES))('%s: what happened, and how to get unstuck', (_, failure) => {
		for (const trouble of [describeFailure(failure), describeFailure(failure, WRITE)]) {
			expect(trouble.message).toMatch(/^[A-Z'].{15,}[^.]$/);
			expect(trouble.description).toMatch(/^[A-Z].{20,}[^\s]$/);
			expect(words(trouble)).not.toMatch(/undefined|null|NaN|\[object|\.\.|: \.|\s\s/);
			expect(words(trouble).replace(QUOTED, '')).not.toMatch(
				/\b(errors?|problems?|failures?|failed|mistakes?)\b/i,
			);
		}
	});

	test('has its own words', () => {
		const own = ['a wrong key', 'no plan', 'no extension', 'no admin', 'too many requests'];
		const all = [...own, 'no access', 'no task', 'a quota', 'bad input', 'a broken server'];
		const texts = all.map((name) => describeFailure(FAILURES[name]).description);
		expect(new Set(texts).size).toBe(all.length);
	});
});

describe('the words for', () => {
	const said = (name, ...more) => words(describeFailure(FAILURES[name], ...more));

	test.each([
		['a wrong key', /does not know this API key: Invalid API Key.*mentions\.outx\.ai\/api-doc/],
		['no extension', /API key is right, but the OutX browser extension is not running.*Chrome/],
		['no extension', /Plugin installation required/],
		['no access', /denies access: Access denied.*another team/],
		['no plan', /plan does not include this: Your plan includes up to 5 watchlists.*Upgrade/],
		['no admin', /no admin in your team.*Make a team member an admin/],
		['no task', /did not find this: Agent task not found.*same OutX team/],
		['too many requests', /too many requests.*delay between items/],
		['a quota', /limit for invitations is reached.*LinkedIn account.*tomorrow/],
		['a broken server', /having trouble \(500\): Failed to fetch interactions.*few minutes/],
		['bad input', /refused the request \(400\): Missing or invalid 'profile_slug'/],
		['no answer', /did not answer in time.*ETIMEDOUT/],
		['no server', /could not be reached.*ECONNREFUSED.*Base URL/],
		['a redirect', /redirect \(302\).*not followed.*https:\/\/api\.outx\.ai/],
		['a web page', /not JSON.*proxy or login page/],
		['no key', /credential has no API key.*correct it/],
	])('%s', (name, pattern) => {
		expect(said(name)).toMatch(pattern);
	});

	test('a rate limit say how long OutX asks to wait', () => {
		expect(words(describeFailure(status(429, 'x', { retryAfter: '90' })))).toMatch(
			/asks to wait 90 s/,
		);
		expect(said('too many requests')).not.toMatch(/asks to wait/);
	});

	test('a write whose outcome is open say so, and what to check first', () => {
		for (const name of [
			'a cut connection, writing',
			'a web page, writing',
			'a broken server, writing',
		]) {
			const trouble = describeFailure(FAILURES[name], WRITE);
			expect(trouble.message).toMatch(/may have been done all the same$/);
			expect(trouble.description).toMatch(/^Look in OutX or on LinkedIn whether it was done/);
		}
	});

	test('everything else do not', () => {
		const open = /may have been done|may have done/;
		for (const [name, failure] of Object.entries(FAILURES)) {
			if (name.endsWith('writing')) continue;
			expect(words(describeFailure(failure, WRITE))).not.toMatch(open);
		}
	});
});

describe('what n8n is given', () => {
	test('an HTTP status makes an API error, once, with the words, the status and the item', () => {
		const trouble = describeFailure(FAILURES['a wrong key']);
		const error = toNodeError(NODE, trouble, 7);
		expect(error.name).toBe('NodeApiError');
		expect(error.message).toBe(`${trouble.message} [item 7]`);
		expect(error.description).toBe(trouble.description);
		expect(error.httpCode).toBe('401');
		expect(error.context.itemIndex).toBe(7);
	});

	test('everything else makes an operation error', () => {
		const trouble = describeFailure(FAILURES['no server']);
		const error = toNodeError(NODE, trouble, 0);
		expect(error.name).toBe('NodeOperationError');
		expect(error.message).toBe(`${trouble.message} [item 0]`);
		expect(error.description).toBe(trouble.description);
		expect(error.context.itemIndex).toBe(0);
	});

	test('an item of the error branch has one key, or n8n takes it for a success', () => {
		expect(
			toErrorItem({ message: 'Words', description: 'More words', httpCode: '401' }, 3),
		).toEqual({
			json: { error: 'Words [item 3]' },
			pairedItem: { item: 3 },
		});
	});

	test('input that cannot be sent keeps its words and its hint', () => {
		expect(describeThrown(new InputError("'Note' is empty", 'Enter a text'))).toEqual({
			message: "'Note' is empty",
			description: 'Enter a text',
		});
		expect(describeThrown(new Error('words'))).toEqual({ message: 'words' });
		for (const thrown of ['words', undefined, null, {}]) {
			expect(describeThrown(thrown).message).toMatch(/unexpected/);
		}
	});
});
