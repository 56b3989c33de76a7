import {
	itemsFromTask,
	failureReason,
	resultsIn,
	shapeResults,
	renameErrorKey,
	taskItem,
	withProfileUrl,
} from '../../nodes/shared/output/items';
import { simplified } from '../../nodes/shared/output/simplify';

const ID = '550e8400-e29b-41d4-a716-446655440000';
const many = (prefix, count = 20) =>
	Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}_${i}`, i]));

describe('the results in an output', () => {
	test.each([
		[null, []],
		[undefined, []],
		[[], []],
		[
			[{ a: 1 }, { b: 2 }],
			[{ a: 1 }, { b: 2 }],
		],
		[
			['a', 1],
			[{ value: 'a' }, { value: 1 }],
		],
		['words', [{ value: 'words' }]],
		[{ sent: true }, [{ sent: true }]],
		[{}, [{}]],
		[{ total: 0, connections: [] }, []],
		[{ total: 1, connections: [{ name: 'A' }] }, [{ name: 'A' }]],
		[{ profiles: [{ name: 'A' }] }, [{ name: 'A' }]],
		[{ results: [{ name: 'A' }] }, [{ name: 'A' }]],
		[{ people: [{ name: 'A' }] }, [{ name: 'A' }]],
		[{ posts: [{ id: 1 }] }, [{ id: 1 }]],
		[{ companies: [{ id: 1 }] }, [{ id: 1 }]],
		[{ watchlists: [{ id: 1 }], count: 1 }, [{ id: 1 }]],
		[{ data: [{ id: 1 }], pagination: {} }, [{ id: 1 }]],
		[{ profile: { name: 'A' } }, [{ name: 'A' }]],
		[{ company: { name: 'A' } }, [{ name: 'A' }]],
		[{ company: 'Contoso', name: 'A' }, [{ company: 'Contoso', name: 'A' }]],
		[{ connections: 512, name: 'A' }, [{ connections: 512, name: 'A' }]],
		[{ something: [1], else: 2 }, [{ something: [1], else: 2 }]],
	])('%j', (output, results) => {
		expect(resultsIn(output)).toEqual(results);
	});
});

describe('the address of a person', () => {
	test.each([
		[{ public_identifier: 'maria' }, 'https://www.linkedin.com/in/maria'],
		[{ profile_slug: 'maria' }, 'https://www.linkedin.com/in/maria'],
		[{ profile_slug: 'jürgen' }, 'https://www.linkedin.com/in/j%C3%BCrgen'],
		[{ public_identifier: 'j%C3%BCrgen-1' }, 'https://www.linkedin.com/in/j%C3%BCrgen-1'],
		[{ public_identifier: '🚀' }, 'https://www.linkedin.com/in/%F0%9F%9A%80'],
		[{ public_identifier: '50%' }, 'https://www.linkedin.com/in/50%25'],
		[{ public_identifier: 'a/../b?c' }, 'https://www.linkedin.com/in/a%2F..%2Fb%3Fc'],
		[{ profile_slug: 'x', profile_url: 'https://as.it/is' }, 'https://as.it/is'],
		[{ profile_slug: 'x', profile_url: '' }, 'https://www.linkedin.com/in/x'],
		[{ profile_slug: '' }, undefined],
		[{ profile_slug: 7 }, undefined],
		[{ name: 'Maria' }, undefined],
	])('%j', (result, url) => {
		expect(withProfileUrl(result)).toEqual({ ...result, ...(url && { profile_url: url }) });
	});
});

describe('nothing that succeeded has a key named error', () => {
	test.each([
		[
			{ error: 'x', a: 1 },
			{ error_text: 'x', a: 1 },
		],
		[{ error: null }, { error_text: null }],
		[{ error: undefined }, { error_text: undefined }],
		[{ a: { error: 1 } }, { a: { error: 1 } }],
		[{}, {}],
	])('%j', (json, tamed) => {
		expect(renameErrorKey(json)).toEqual(tamed);
		expect('error' in renameErrorKey(json)).toBe(false);
	});

	test('not results, simplified or not, and not receipts', () => {
		const result = { error: 'x', name: 'A' };
		const task = { task_output: result };
		const shape = { perTask: false, simplify: true };
		for (const json of [
			...shapeResults([result], true),
			...shapeResults([result], false),
			...itemsFromTask(ID, 'completed', task, shape),
			...itemsFromTask(ID, 'completed', { task_output: { profiles: [result] } }, shape),
		]) {
			expect(Object.keys(json)).not.toContain('error');
			expect(json).toMatchObject({ error_text: 'x', name: 'A' });
		}
	});
});

describe('one item per task', () => {
	test('has exactly the fields that were promised', () => {
		const input = { task_type: 'agent_profile_fetch', profile_slug: 'maria' };
		const output = { profile: { full_name: 'Maria' } };
		expect(taskItem(ID, 'completed', { id: ID, task_input: input, task_output: output })).toEqual({
			api_agent_task_id: ID,
			status: 'completed',
			task_type: 'agent_profile_fetch',
			task_input: input,
			task_output: output,
		});
	});

	test('has the page, for connections', () => {
		const task = {
			task_input: { task_type: 'agent_fetch_connections', start: 40, count: 2 },
			task_output: { total: 2, connections: [{ name: 'A' }, { name: 'B' }] },
		};
		expect(taskItem(ID, 'completed', task).page).toEqual({
			start: 40,
			count: 2,
			returned: 2,
			has_more: true,
			next_start: 42,
		});
	});

	test('copes with a task that says nothing', () => {
		for (const task of [{}, { task_input: null, task_output: undefined }, { task_input: 'x' }]) {
			expect(taskItem(ID, 'pending', task)).toEqual({
				api_agent_task_id: ID,
				status: 'pending',
				task_type: null,
				task_input: {},
				task_output: null,
			});
		}
	});
});

describe('what a completed task becomes', () => {
	const items = (output, shape = {}) =>
		itemsFromTask(
			ID,
			'completed',
			{ task_input: { task_type: 't' }, task_output: output },
			{ perTask: false, simplify: false, ...shape },
		);
	const receipt = { api_agent_task_id: ID, status: 'completed' };

	test.each([
		['a receipt that names its task', { sent: true }, [{ ...receipt, sent: true }]],
		['no output', null, [receipt]],
		['an empty output', {}, [receipt]],
		['a list', { connections: [{ name: 'A' }, { name: 'B' }] }, [{ name: 'A' }, { name: 'B' }]],
		['an empty list', { connections: [], total: 0 }, []],
		['a nested profile, however small', { profile: { name: 'A' } }, [{ name: 'A' }]],
		['a flat profile', { ...many('f', 4) }, [many('f', 4)]],
		['text', 'done', [{ value: 'done' }]],
	])('%s', (_, output, expected) => {
		expect(items(output)).toEqual(expected);
	});

	test('a receipt says to whom, but not what', () => {
		const input = { task_type: 't', recipient_urn: 'urn:li:fsd_profile:A', message: 'Hi' };
		const task = { task_input: input, task_output: { sent: true } };
		expect(itemsFromTask(ID, 'completed', task, { perTask: false, simplify: false })).toEqual([
			{ ...receipt, recipient_urn: input.recipient_urn, sent: true },
		]);
	});

	test('one item when tasks are wanted, even of an empty list', () => {
		expect(items({ connections: [], total: 0 }, { perTask: true })).toEqual([
			expect.objectContaining({ ...receipt, page: expect.objectContaining({ returned: 0 }) }),
		]);
	});

	test('keeps unknown fields, unless simplified', () => {
		const output = { profile: { full_name: 'A', headline: 'h', ...many('new') } };
		expect(items(output)).toEqual([output.profile]);
		expect(items(output, { simplify: true })).toEqual([{ full_name: 'A', headline: 'h' }]);
	});
});

describe('why a task ended badly', () => {
	test.each([
		[{ task_output: 'words' }, 'words'],
		[{ task_output: { error: 'words' } }, 'words'],
		[{ task_output: { reason: 'words', error: 'others' } }, 'words'],
		[{ task_output: { message: 'words' } }, 'words'],
		[{ task_output: { error_message: 'words' } }, 'words'],
		[{ task_output: { error: { message: 'words' } } }, 'words'],
		[{ task_output: null, error: 'words' }, 'words'],
		[{ task_output: {}, reason: 'words' }, 'words'],
		[{ task_output: { error: ' ' }, message: 'words' }, 'words'],
	])('%j', (task, reason) => {
		expect(failureReason(task, 'failed')).toBe(reason);
	});

	test.each([{}, { task_output: null }, { task_output: '  ' }, { task_output: { error: 7 } }])(
		'nobody knows: %j',
		(task) => {
			expect(failureReason(task, 'expired')).toMatch(/no reason.*expired/);
		},
	);
});

describe('simplify', () => {
	test('leaves up to ten fields as they are', () => {
		for (const result of [{}, many('x', 1), many('x', 10), { ...many('x', 9), o: { p: 1 } }]) {
			expect(simplified(result)).toBe(result);
		}
	});

	const person = {
		full_name: 'Maria Garcia',
		headline: 'Head of Growth',
		location: 'Spain',
		profile_slug: 'maria',
		profile_url: 'https://www.linkedin.com/in/maria',
		profile_urn: 'urn:li:fsd_profile:ACoAA',
		about: 'Hello',
		positions: [
			{ title: 'Intern', company_name: 'Old Co', is_current: false },
			{ title: 'Head of Growth', company_name: 'Contoso', is_current: true },
		],
		...many('more'),
	};

	test('keeps of a person what most people need, and adds the current position', () => {
		expect(simplified(person)).toEqual({
			full_name: 'Maria Garcia',
			headline: 'Head of Growth',
			location: 'Spain',
			profile_slug: 'maria',
			profile_url: 'https://www.linkedin.com/in/maria',
			profile_urn: 'urn:li:fsd_profile:ACoAA',
			about: 'Hello',
			current_title: 'Head of Growth',
			current_company: 'Contoso',
		});
	});

	test.each([
		[undefined, {}],
		['none', {}],
		[[], {}],
		[[null, 'x', 7], {}],
		[[{ title: 'Intern', is_current: false }], {}],
		[[{ is_current: true }], { current_title: null, current_company: null }],
	])('copes with the positions %j', (positions, expected) => {
		const { current_title, current_company } = simplified({ ...person, positions });
		expect({ current_title, current_company }).toEqual(expected);
	});

	test('keeps of a company and of a post what they are about', () => {
		const company = simplified({ name: 'Contoso', industry: 'X', employee_count: 7, ...many('m') });
		expect(company).toEqual({ name: 'Contoso', industry: 'X', employee_count: 7 });
		const post = simplified({
			id: 'p',
			linkedin_post_url: 'https://x',
			content: 'words',
			likes_count: 0,
			author: { full_name: 'Maria' },
			...many('m'),
		});
		expect(post).toEqual({
			id: 'p',
			linkedin_post_url: 'https://x',
			content: 'words',
			likes_count: 0,
			author: { full_name: 'Maria' },
		});
	});

	test('of what nobody described keeps what fits into a table cell', () => {
		expect(simplified({ deep: { a: 1 }, list: [1], ...many('f', 12) })).toEqual(many('f', 10));
	});

	test('never returns more fields than a table shows, nor a list as a cell', () => {
		for (const result of [person, { ...many('f', 60), list: [1] }]) {
			const simple = simplified(result);
			expect(Object.keys(simple).length).toBeLessThanOrEqual(12);
			expect(Object.values(simple).filter(Array.isArray)).toEqual([]);
		}
	});
});
