import type { INode } from 'n8n-workflow';

import { classifyNetworkError } from '../../../nodes/shared/api/classify';
import {
	describeFailure,
	describeThrown,
	toErrorItem,
	toNodeError,
	type ErrorDetails,
} from '../../../nodes/shared/api/errors';
import type { ApiRequest, Failure } from '../../../nodes/shared/api/types';
import { InputError } from '../../../nodes/shared/input/inputError';
import { failureOf, requestWith } from './answers';

const WRITE: ApiRequest = { method: 'POST', path: '/linkedin-agent/send-message' };
const NODE: INode = {
	id: 'node',
	name: 'OutX',
	type: 'n8n-nodes-outx.outx',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const read = (status: number, error = '') => failureOf('GET', status, { error });
const network = (code: string, method: ApiRequest['method'] = 'GET') =>
	classifyNetworkError(requestWith(method), code);
const wordsOf = ({ message, description }: ErrorDetails) => `${message}. ${description ?? ''}`;

const PLUGIN =
	"Plugin installation required: Please install the OutX browser extension on at least one team member's account";

const FAILURES = {
	'no answer': network('ETIMEDOUT'),
	'a broken connection': network('ECONNRESET'),
	'no server': network('ECONNREFUSED'),
	'a bad certificate': network('CERT_HAS_EXPIRED'),
	'an unknown code': network('UNKNOWN'),
	'a redirect': failureOf('GET', 302, ''),
	'a web page': failureOf('GET', 200, '<html>'),
	'an answer of 35 MB': failureOf('GET', 200, 'x'.repeat(35_000_000)),
	'JSON that is too deep': failureOf('GET', 200, '['.repeat(500) + ']'.repeat(500)),
	'bad input': read(400, "Missing or invalid 'profile_slug'"),
	'a wrong key': read(401, 'Invalid API Key'),
	'no plan': read(402, 'Your plan includes up to 5 watchlists'),
	'no extension': read(403, PLUGIN),
	'no access': read(403, "Access denied: You don't have permission to access this resource"),
	'no admin': read(404, 'No admin user found in the team'),
	'no task': read(404, 'Agent task not found'),
	'a wrong method': read(405, 'Method not allowed'),
	'too many requests': read(429, 'Rate limit exceeded. Please try again later.'),
	'a quota': read(429, 'LinkedIn invitation limit reached'),
	'a broken server': read(500, 'Failed to fetch interactions'),
	'no gateway': read(502),
	'a refusal with status 200': failureOf('GET', 200, { success: false }),
	'no key': {
		kind: 'credential',
		text: 'The OutX credential has no API key',
		mayHaveTakenEffect: false,
		transient: false,
	},
} satisfies Record<string, Failure>;
const OPEN_WRITES = {
	'a broken connection': network('ECONNRESET', 'POST'),
	'a web page': failureOf('POST', 200, '<html>'),
	'a broken server': failureOf('POST', 500, { error: '' }),
} satisfies Record<string, Failure>;

/** Quoted from outside, where any word may be. */
const QUOTED = /Failed to fetch interactions/g;

describe('every failure says what happened, and how to get unstuck', () => {
	test.each([
		...Object.entries(FAILURES),
		...Object.entries(OPEN_WRITES).map(([name, failure]) => [`${name}, writing`, failure] as const),
	])('%s', (_, failure) => {
		for (const details of [describeFailure(failure), describeFailure(failure, WRITE)]) {
			expect(details.message).toMatch(/^[A-Z'].{15,}[^.]$/);
			expect(details.description).toMatch(/^[A-Z].{20,}[^\s]$/);
			expect(wordsOf(details)).not.toMatch(/undefined|null|NaN|\[object|\.\.|: \.|\s\s/);
			expect(wordsOf(details).replace(QUOTED, '')).not.toMatch(
				/\b(errors?|problems?|failures?|failed|mistakes?)\b/i,
			);
		}
	});

	test('in words of its own', () => {
		const texts = [
			FAILURES['a wrong key'],
			FAILURES['no plan'],
			FAILURES['no extension'],
			FAILURES['no admin'],
			FAILURES['too many requests'],
			FAILURES['no access'],
			FAILURES['no task'],
			FAILURES['a quota'],
			FAILURES['bad input'],
			FAILURES['a broken server'],
		].map((failure) => describeFailure(failure).description);
		expect(new Set(texts).size).toBe(texts.length);
	});
});

describe('the words for', () => {
	test.each<[keyof typeof FAILURES, RegExp]>([
		[
			'a wrong key',
			/does not recognize this API key: Invalid API Key.*mentions\.outx\.ai\/api-doc/,
		],
		['no extension', /API key is right, but the OutX browser extension is not running.*Chrome/],
		['no extension', /Plugin installation required/],
		['no access', /denied access: Access denied.*another team/],
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
		['an answer of 35 MB', /too large \(35 MB\).*lower Limit/],
		['JSON that is too deep', /more than 100 levels deep, at data\.0\.0\.0.*Base URL/],
		['no key', /credential has no API key.*correct it/],
	])('%s', (name, pattern) => {
		expect(wordsOf(describeFailure(FAILURES[name]))).toMatch(pattern);
	});

	test('a rate limit say how long OutX asks to wait', () => {
		const details = describeFailure(failureOf('GET', 429, { error: 'x' }, '90'));
		expect(wordsOf(details)).toMatch(/asks to wait 90 s/);
		expect(wordsOf(describeFailure(FAILURES['too many requests']))).not.toMatch(/asks to wait/);
		const endless = describeFailure(failureOf('GET', 429, { error: 'x' }, '9'.repeat(300)));
		expect(wordsOf(endless)).toMatch(/asks to wait more than a day\./);
	});

	test.each(Object.entries(OPEN_WRITES))(
		'a write whose outcome is open say so, and what to check first: %s',
		(_, failure) => {
			const details = describeFailure(failure, WRITE);
			expect(details.message).toMatch(/may have taken effect$/);
			expect(details.description).toMatch(/^Check in OutX or on LinkedIn whether it was done/);
		},
	);

	test.each(Object.entries(FAILURES))('%s leave nothing open', (_, failure) => {
		expect(wordsOf(describeFailure(failure, WRITE))).not.toMatch(/may have taken effect/);
	});
});

describe('what n8n is given', () => {
	test('an HTTP status makes an API error with the words, the status and the item', () => {
		const details = describeFailure(FAILURES['a wrong key']);
		expect(toNodeError(NODE, details, 7)).toMatchObject({
			name: 'NodeApiError',
			message: `${details.message} [item 7]`,
			description: details.description,
			httpCode: '401',
			context: { itemIndex: 7 },
		});
	});

	test('everything else makes an operation error', () => {
		const details = describeFailure(FAILURES['no server']);
		expect(toNodeError(NODE, details, 0)).toMatchObject({
			name: 'NodeOperationError',
			message: `${details.message} [item 0]`,
			description: details.description,
			context: { itemIndex: 0 },
		});
	});

	test('an item of the error branch has one key, or n8n takes it for a success', () => {
		const details = { message: 'Words', description: 'More words', httpCode: '401' };
		expect(toErrorItem(details, 3)).toEqual({
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
	});

	test.each(['words', undefined, null, {}])('a thrown %j still has a message', (thrown) => {
		expect(describeThrown(thrown).message).toMatch(/unexpected/);
	});
});
