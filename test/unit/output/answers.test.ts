import {
	confirmation,
	entityOf,
	interpretTask,
	listOf,
	receipt,
	type Interpreted,
} from '../../../nodes/shared/output/answers';

const resultsOf = (answer: Interpreted) => ('results' in answer ? answer.results : undefined);
const unexpectedIn = (answer: Interpreted) =>
	'unexpected' in answer ? answer.unexpected : undefined;
const A = { name: 'A' };

/** What a session that has ended, a proxy or a broken extension may say in place of any result. */
const NO_RESULT: Array<[unknown, RegExp]> = [
	['Session expired', /Session expired/],
	[{ error: 'Session expired' }, /Session expired/],
	[{ error: { message: 'Session expired' } }, /Session expired/],
	[{ success: false, message: 'Session expired' }, /Session expired/],
	[42, /42/],
	['  ', /blank/],
];

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
		[['a', 'b'], /list/],
	])('is not %j', (output, said) => {
		expect(unexpectedIn(interpret(output))).toMatch(said);
	});
});

describe('an entity', () => {
	const interpret = entityOf('profile');

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
		[[A], /list/],
	])('is not %j', (output, said) => {
		expect(unexpectedIn(interpret(output))).toMatch(said);
	});
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
		['ok', { output: 'ok' }],
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
