import { simplified } from '../../../nodes/shared/output/simplify';
import { many } from '../support/many';

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
		[null, {}],
		['none', {}],
		[[], {}],
		[['x', 7], {}],
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

	test.each([
		[{ created_at: 1767225600000 }, { created_at: '2026-01-01T00:00:00.000Z' }],
		[{ posted_at: 1767225600123.5 }, { posted_at: '2026-01-01T00:00:00.123Z' }],
		[{ created_at: '2 days ago' }, { created_at: '2 days ago' }],
		[{ created_at: 17 }, { created_at: 17 }],
		[{ created_at: NaN }, { created_at: NaN }],
		[{ created_at: 1e300 }, { created_at: 1e300 }],
		[{ likes_count: 1767225600000 }, { likes_count: 1767225600000 }],
	])('makes dates readable: %j', (fields, expected) => {
		expect(simplified(fields)).toEqual(expected);
		const post = { id: 'p', likes_count: 1, ...many('m'), ...fields };
		expect(simplified(post)).toEqual({ id: 'p', likes_count: 1, ...expected });
	});

	test('of undocumented results keeps what fits into a table cell', () => {
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
