import type { INodeParameters } from 'n8n-workflow';

import { InputError } from '../../../nodes/shared/input/inputError';
import { checkedRequest, requestFor } from '../support/operations';
import { ACTIVITY, BLANKS, ID, JUNK, OTHERS, UUID } from '../support/targets';

/** Pieces of which people and programs make what they enter, and of which somebody makes an attack. */
const PIECES = [
	...[
		'https://',
		'http://',
		'//',
		'www.',
		'de.',
		'linkedin.com',
		'evil.com',
		'lnkd.in/',
		'@',
		':443',
	],
	...[
		'/in/',
		'/company/',
		'/posts/',
		'/feed/update/',
		'/school/',
		'/sales/lead/',
		'/',
		'\\',
		'..',
		'.',
	],
	...[
		'jane',
		'contoso',
		'jürgen',
		'🚀',
		'山田',
		'1035',
		ID,
		UUID,
		ACTIVITY,
		'undefined',
		'null',
		'NaN',
	],
	...[
		'urn:li:fsd_profile:',
		'urn:li:person:',
		'urn:li:activity:',
		'urn:li:ugcPost:',
		'activity-',
		':',
	],
	...[
		'%2F',
		'%2E%2E',
		'%252F',
		'%00',
		'%0A',
		'%E2%80%AE',
		'%C3',
		'%',
		'?x=',
		'#',
		'&',
		',',
		';',
		'|',
	],
	...[
		'\u202e',
		'\u200e',
		'\u2066',
		'\u200b',
		'\u200d',
		'\ufeff',
		'\u0000',
		'\u0007',
		'\u001b',
		'\ud800',
	],
	...[
		' ',
		'\n',
		'\t',
		'\u00a0',
		'\u2028',
		'\u3164',
		'\u2800',
		'<',
		'>',
		'"',
		"'",
		'(',
		')',
		'[',
		']',
		'{{',
	],
];

const OPERATIONS: ReadonlyArray<(text: string) => [name: string, parameters: INodeParameters]> = [
	(profile) => ['profile.get', { profile }],
	(profiles) => ['profile.getPosts', { profiles }],
	(company) => ['company.get', { company }],
	(company) => ['company.getPosts', { company }],
	(profile) => ['connection.sendRequest', { profile }],
	(recipient) => ['message.send', { recipient, message: 'Hi' }],
	(post) => ['post.like', { post }],
	(recipient) => ['contactHistory.check', { recipient }],
	(taskId) => ['task.getStatus', { taskId }],
	(profiles) => ['watchlist.create', { kind: 'people', profiles }],
	(companies) => ['watchlist.create', { kind: 'company', companies }],
	(kind) => ['watchlist.getAll', { kind }],
];

/** Always the same numbers from 0 to 1. */
function* numbers(): Generator<number, never> {
	for (let seed = 7; ; ) {
		seed = (seed * 48_271) % 2_147_483_647;
		yield seed / 2_147_483_647;
	}
}

function madeUp(count: number): string[] {
	const random = numbers();
	const pick = (below: number) => Math.floor(random.next().value * below);
	return Array.from({ length: count }, () =>
		Array.from({ length: 1 + pick(7) }, () => PIECES[pick(PIECES.length)]).join(''),
	);
}

const UNSAFE = /\.\.|[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** All that goes to OutX for this input; undefined when it is refused. */
function sentFor(name: string, parameters: INodeParameters): string | undefined {
	try {
		const checked = checkedRequest(name, parameters);
		const lookUp = 'lookUp' in checked ? checked.lookUp : [];
		const { path, query, body } = requestFor(name, parameters);
		return [...lookUp, path, ...Object.values({ ...query, ...body }).map(String)].join(' ');
	} catch (thrown) {
		if (thrown instanceof InputError) return undefined;
		throw thrown;
	}
}

test('no input leads to a request with dots that climb, control characters or direction marks', () => {
	const known = [...JUNK, ...BLANKS, ...OTHERS.map(([address]) => address), ...PIECES];
	const unsafe: string[] = [];
	let sent = 0;
	for (const text of [...known, ...madeUp(1000)]) {
		for (const operation of OPERATIONS) {
			const [name, parameters] = operation(text);
			const request = sentFor(name, parameters);
			sent += request === undefined ? 0 : 1;
			if (request !== undefined && UNSAFE.test(request)) unsafe.push(JSON.stringify([name, text]));
		}
	}
	expect(unsafe).toEqual([]);
	// Enough of them are accepted to tell something.
	expect(sent).toBeGreaterThan(500);
});

test('even megabytes of text are refused at once', () => {
	for (const piece of [
		'(',
		' \u200b',
		'%25',
		'activity-7123456789012345678-',
		'https://linkedin.com/in/',
	]) {
		const text = piece.repeat(1_000_000 / piece.length);
		for (const operation of OPERATIONS.slice(0, -1)) {
			const [name, parameters] = operation(text);
			expect(sentFor(name, parameters)).toBeUndefined();
		}
	}
});
