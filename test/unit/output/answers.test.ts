import {
	confirmation,
	confirmationAbout,
	connectionsFrom,
	entityOf,
	interpretTask,
	listOf,
	namedEntityOf,
	receipt,
	type Interpreted,
} from '../../../nodes/shared/output/answers';

const resultsOf = (answer: Interpreted) => ('results' in answer ? answer.results : undefined);
const unexpectedIn = (answer: Interpreted) =>
	'unexpected' in answer ? answer.unexpected : undefined;
const A = { name: 'A' };

/** Ways to say with status 200 that nothing was done. */
const REFUSALS: object[] = [
	...[
		'Session expired',
		{ message: 'Session expired' },
		['Session expired'],
		[{ message: 'x' }],
	].flatMap((said) =>
		['error', 'errors', 'Error', 'ERROR', 'errorMessage'].map((key) => ({ [key]: said })),
	),
	...[{ code: 401 }, true, 500].map((error) => ({ error })),
	...[false, 'false', 'No', 0, null, ''].flatMap((no) =>
		['success', 'Success', 'ok', 'sent', 'deleted'].map((key) => ({ [key]: no })),
	),
	{ error_message: 'Session expired' },
	{ error_code: 'SESSION' },
	{ status: 'error', message: 'Session expired' },
	{ status: 'Failed' },
	{ code: 401, message: 'Unauthorized' },
	{ statusCode: 500, message: 'Internal server error' },
	{ data: { error: 'Session expired' } },
	{ success: true, data: { success: false } },
	{ result: { error: 'Session expired' } },
];
/** What is no result, but no refusal either. */
const ODD = [
	'<!doctype html><html><body>Log in</body></html>',
	0,
	-5,
	false,
	['a', 'b'],
	[null],
	[[A]],
];

/** What a session that has ended, a proxy or a broken extension may say in place of any result. */
const NO_RESULT: Array<[unknown, RegExp]> = [
	['Session expired', /Session expired/],
	[{ error: 'Session expired' }, /Session expired/],
	[{ error: { message: 'Session expired' } }, /Session expired/],
	[{ success: false, message: 'Session expired' }, /Session expired/],
	[42, /42/],
	['  ', /blank/],
];

describe('answers that refuse', () => {
	const all: Array<[string, (answer: unknown) => Interpreted]> = [
		['a list', listOf('posts')],
		['connections', connectionsFrom(0)],
		['an entity', entityOf('data')],
		['a profile', namedEntityOf('profile')],
		['a receipt', receipt],
		['a confirmation', confirmation],
		['the result of an unknown task', interpretTask({})],
	];

	test.each(all)('are never %s', (_, interpret) => {
		for (const answer of REFUSALS) {
			for (const more of [{}, { posts: [], connections: [] }]) {
				const read = unexpectedIn(interpret({ ...more, ...answer }));
				expect([answer, typeof read]).toEqual([answer, 'string']);
			}
		}
	});

	test.each(all)('and odd values are never %s', (_, interpret) => {
		for (const answer of ODD) {
			expect([answer, typeof unexpectedIn(interpret(answer))]).toEqual([answer, 'string']);
		}
	});

	test('are no confirmation because they name what they are about', () => {
		for (const answer of REFUSALS) {
			expect(unexpectedIn(confirmation({ id: 'x', ...answer }))).toEqual(expect.any(String));
		}
	});
});

describe('a list', () => {
	const interpret = listOf('connections');

	test.each([
		['under its key', { total: 1, connections: [A] }, [A]],
		['under a common key', { results: [A] }, [A]],
		['inside data', { data: { connections: [A] } }, [A]],
		['of data', { data: [A], pagination: {} }, [A]],
		['by itself', [A], [A]],
		['that is empty', { total: 0, connections: [] }, []],
		['that is empty and null', { total: 0, connections: null }, []],
		['that is empty and says so', { connections: [], message: 'No connections found' }, []],
		['under its own key first', { data: [{ name: 'B' }], connections: [A] }, [A]],
	])('%s', (_, output, results) => {
		expect(resultsOf(interpret(output))).toEqual(results);
	});

	test.each([
		...NO_RESULT,
		[null, /nothing/],
		[undefined, /nothing/],
		[{}, /empty object/],
		[{ total: 100 }, /total/],
		[{ connections: 'many' }, /connections/],
		[{ connections: [], error: 'Session expired' }, /Session expired/],
		[{ connections: [null, A] }, /connections/],
		[{ connections: [{}] }, /connections/],
		[{ connections: [{ error: 'Session expired' }] }, /connections/],
		[{ connections: null }, /connections/],
		[{ success: true, data: null }, /success/],
		[{ connections: [], message: 'Session expired' }, /Session expired/],
		[['a', 'b'], /list/],
	])('is not %j', (output, said) => {
		expect(unexpectedIn(interpret(output))).toMatch(said);
	});
});

test.each([
	[{ total: 0, connections: [] }, 0, []],
	[{ connections: [] }, 0, []],
	[{ total: 100, connections: [] }, 0, undefined],
	[{ total: 250, connections: [] }, 200, undefined],
	[{ total: 250, connections: [] }, 250, []],
])('connections in %j from %i', (output, start, results) => {
	expect(resultsOf(connectionsFrom(start)(output))).toEqual(results);
});

describe('a named entity', () => {
	const interpret = namedEntityOf('profile');

	test.each([
		['flat', { name: 'A', company: 'Contoso' }, { name: 'A', company: 'Contoso' }],
		['nested', { profile: A }, A],
		[
			'with a list of its own',
			{ name: 'A', items: [1], data: [{ a: 1 }] },
			{ name: 'A', items: [1], data: [{ a: 1 }] },
		],
		['with many connections', { connections: 512, name: 'A' }, { connections: 512, name: 'A' }],
		[
			'with an error field beside what it has',
			{ name: 'A', error: 'x' },
			{ name: 'A', error: 'x' },
		],
	])('%s', (_, output, result) => {
		expect(resultsOf(interpret(output))).toEqual([result]);
	});

	test.each([
		...NO_RESULT,
		[null, /nothing/],
		[{}, /empty object/],
		[{ profile: null }, /profile/],
		[{ profile: {} }, /profile/],
		[{ profile: [A] }, /profile/],
		[{ profile: 'Session expired' }, /profile/],
		[{ profile: { message: 'Not found' } }, /profile/],
		[{ profile: { full_name: null } }, /profile/],
		[{ url: 'https://www.linkedin.com/checkpoint' }, /url/],
		[{ title: 'Sign in to LinkedIn' }, /title/],
		[{ name: 'A', success: 'false' }, /success/],
		[{ data: [A] }, /data/],
		[[A], /list/],
	])('is not %j', (output, said) => {
		expect(unexpectedIn(interpret(output))).toMatch(said);
	});
});

describe('an entity', () => {
	test.each([
		[
			{ team: { id: 1 }, error: null },
			{ team: { id: 1 }, error: null },
		],
		[{ data: { plan: 'Pro' } }, { plan: 'Pro' }],
		[
			{ name: 'A', status: 'expired' },
			{ name: 'A', status: 'expired' },
		],
	])('%j', (output, result) => {
		expect(resultsOf(entityOf('data')(output))).toEqual([result]);
	});

	test.each([{ request_id: 'x' }, { ok: true }, { status: 'completed' }, { a: {}, b: [] }])(
		'is not %j',
		(output) => {
			expect(resultsOf(entityOf('data')(output))).toBeUndefined();
		},
	);
});

describe('a receipt', () => {
	test.each([
		[{ sent: true }, { sent: true }],
		[{}, {}],
		[null, {}],
		[undefined, {}],
		[true, {}],
		['', {}],
		[[], {}],
		['  ', {}],
		['ok', { output: 'ok' }],
		['Message sent successfully', { output: 'Message sent successfully' }],
		[{ message: 'Message sent' }, { message: 'Message sent' }],
		[
			{ id: 'x', deleted: true },
			{ id: 'x', deleted: true },
		],
		[
			{ sent: true, error: null },
			{ sent: true, error: null },
		],
	])('%j is one item', (output, result) => {
		expect(receipt(output)).toEqual({ results: [result], isReceipt: true });
	});

	test.each([
		[false, /false/],
		[{ sent: false }, /sent/],
		[{ deleted: false, message: 'In use' }, /In use/],
		[{ error: 'Not connected' }, /Not connected/],
		[{ success: false }, /success/],
		['Session expired', /Session expired/],
		['The message could not be sent', /could not/],
		['unsuccessful', /unsuccessful/],
		[{ message: 'Session expired' }, /Session expired/],
		[{ data: 'Session expired' }, /Session expired/],
	])('%j is none', (output, said) => {
		expect(unexpectedIn(receipt(output))).toMatch(said);
	});
});

describe('a confirmation', () => {
	test.each([
		{ success: true, message: 'Like task created successfully', task_id: 'x' },
		{ id: 'x', name: 'New name', updated: true },
		{ deleted: true },
		{ task_id: 7 },
	])('%j is one', (answer) => {
		expect(resultsOf(confirmation(answer))).toEqual([answer]);
	});

	test.each([
		[{}, /empty object/],
		[{ data: [] }, /data/],
		[{ data: null }, /data/],
		[{ message: 'Session expired' }, /Session expired/],
		[{ status: 'ok', uptime: 12 }, /uptime/],
		[{ id: '' }, /id/],
		[{ success: true, deleted: false }, /deleted/],
		[{ success: true, error: 'In use' }, /In use/],
	])('%j is none', (answer, said) => {
		expect(unexpectedIn(confirmation(answer))).toMatch(said);
	});
});

test.each([
	[{ id: 'x', deleted: true }, true],
	[{ id: 'X', deleted: true }, true],
	[{ deleted: true }, true],
	[{ id: 'other', deleted: true }, false],
])('%j confirms a request about x: %s', (answer, isConfirmed) => {
	const request = { method: 'DELETE', path: '/', body: { id: 'x' } } as const;
	expect('results' in confirmationAbout(answer, request)).toBe(isConfirmed);
});

describe('a task is read by its type', () => {
	test.each([
		['agent_fetch_connections', { connections: [A] }, [A]],
		['agent_search_profiles', { profiles: [A] }, [A]],
		['agent_fetch_profiles_posts', { posts: [A] }, [A]],
		['agent_fetch_company_posts', { posts: [A] }, [A]],
		['agent_profile_fetch', { profile: A }, [A]],
		['agent_fetch_company', { company: A }, [A]],
		['agent_send_message', [], [{}]],
		['agent_send_connection_request', null, [{}]],
		['agent_comment_post', { done: true }, [{ done: true }]],
		['unknown', { people: [A] }, [A]],
		['unknown', { company: A }, [A]],
		['unknown', [A], [A]],
		['unknown', null, [{}]],
	])('%s with %j', (type, output, results) => {
		expect(resultsOf(interpretTask({ task_input: { task_type: type } })(output))).toEqual(results);
	});

	test.each(['agent_fetch_connections', 'agent_search_profiles', 'agent_profile_fetch'])(
		'%s never takes what is no result for one',
		(type) => {
			for (const [output, said] of NO_RESULT) {
				const interpret = interpretTask({ task_input: { task_type: type } });
				expect(unexpectedIn(interpret(output))).toMatch(said);
			}
		},
	);
});
