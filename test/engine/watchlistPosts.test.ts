import type { INodeParameters } from 'n8n-workflow';

import { present } from '../support/json';
import { like } from '../support/like';
import { sent } from './requests';
import { setUpStage } from './stage';
import {
	idsOf,
	picked,
	UNKNOWN,
	WatchlistSandbox,
	type FeedPost,
	type Kind,
} from './watchlistSandbox';

const stage = setUpStage();
const lists = new WatchlistSandbox(stage);

describe('Watchlist Post → Get Many', () => {
	const filtered = async (filters: INodeParameters, kind?: Kind) => await listed({ filters }, kind);
	const listed = async (parameters: INodeParameters, kind?: Kind) => {
		const every = await lists.getPosts({}, { kind });
		stage.sandbox.requests.length = 0;
		const found = await lists.getPosts(parameters, { kind });
		const { watchlist_id, page, page_size, ...query } = sent(stage.sandbox)[0].query;
		expect([watchlist_id, page, page_size]).toEqual([like.any(String), '1', '100']);
		return { every, found, query };
	};

	const filters: Array<
		[
			name: string,
			value: string | string[] | boolean,
			query: object,
			keeps: (post: FeedPost) => boolean,
		]
	> = [
		['search_term', 'n8n', { search_term: 'n8n' }, ({ content }) => /n8n/i.test(content)],
		['labels', 'Lead', { labels: 'Lead' }, ({ tags }) => tags.includes('Lead')],
		['labels', 'Lead, Hiring', { labels: ['Lead', 'Hiring'] }, ({ tags }) => tags.length > 0],
		[
			'post_type',
			['image', 'video'],
			{ post_type: 'image,video' },
			({ post_type }) => ['image', 'video'].includes(post_type),
		],
		['english', true, { lang: 'en' }, ({ language }) => language === 'en'],
		['is_saved', true, { is_saved: 'true' }, ({ bookmark }) => bookmark],
		[
			'relevance_level',
			'high',
			{ relevance_level: 'high' },
			({ relevance_level }) => relevance_level === 'high',
		],
		[
			'seniority_level',
			'director',
			{ seniority_level: 'director' },
			({ seniority_level }) => seniority_level === 'director',
		],
	];
	test.each(filters)('%s = %j', async (name, value, wanted, keeps) => {
		const { every, found, query } = await filtered({ [name]: value });
		expect(query).toEqual(wanted);
		expect(idsOf(found)).toEqual(idsOf(every.filter(keeps)));
		expect(found.length).toBeGreaterThan(0);
		expect(found.length).toBeLessThan(every.length);
	});

	test.each(['trending', 'interacted'])('%s', async (name) => {
		const { every, found, query } = await filtered({ [name]: true });
		expect(query).toEqual({ [name]: 'true' });
		expect(found.length).toBeGreaterThan(0);
		expect(found.length).toBeLessThan(every.length);
	});

	test('a filter that is switched off is not sent', async () => {
		const { every, found, query } = await filtered({
			...{ english: false, is_saved: false, trending: false, interacted: false },
			...{ labels: ' , ', search_term: ' ', start_date: '', post_type: [] },
		});
		expect(query).toEqual({});
		expect(idsOf(found)).toEqual(idsOf(every));
	});

	test('dates, from any way to write them', async () => {
		const every = await lists.getPosts({});
		const dayOf = ({ created_at }: FeedPost) => new Date(created_at).toISOString().slice(0, 10);
		const [from, to] = [dayOf(every[40]), dayOf(every[10])];
		const wanted = idsOf(every.filter((post) => dayOf(post) >= from && dayOf(post) <= to));
		expect(wanted.length).toBeLessThan(every.length);
		for (const filters of [
			{ start_date: from, end_date: to },
			{ start_date: `${from}T00:00:00`, end_date: `${to} 12:30:00` },
			{
				start_date: `={{ DateTime.fromISO("${from}") }}`,
				end_date: `={{ DateTime.fromISO("${to}") }}`,
			},
		]) {
			const { found, query } = await filtered(filters);
			expect(query).toEqual({ start_date: from, end_date: to });
			expect(idsOf(found)).toEqual(wanted);
		}
	});

	test('people, companies and single posts', async () => {
		const [first] = await lists.getPosts({}, { kind: 'people' });
		const people_slug = first.author.author_slug;
		const people = await filtered({ people_slug }, 'people');
		expect(people.query).toEqual({ people_slug });
		expect(idsOf(people.found)).toEqual(
			idsOf(people.every.filter(({ author }) => author.author_slug === people_slug)),
		);

		const [one, two] = stage.sandbox.world.companies.slice(0, 2).map(({ slug }) => slug);
		const companies = await filtered({ company_slug: `${one}, ${two}` }, 'company');
		expect(companies.query).toEqual({ company_slug: [one, two] });
		expect(idsOf(companies.found)).toEqual(
			idsOf(companies.every.filter(({ author }) => [one, two].includes(author.author_slug))),
		);
		expect(companies.found.length).toBeLessThan(companies.every.length);

		const linkedin_post_slug = `activity-${present(first.linkedin_post_urn).split(':').at(-1)}`;
		const post = await filtered({ linkedin_post_slug }, 'people');
		expect(post.query).toEqual({ linkedin_post_slug });
		expect(idsOf(post.found)).toEqual([first.id]);
	});

	const ranks: Array<[string, (post: FeedPost) => number]> = [
		['recent', ({ created_at }) => -created_at],
		['popular_first', ({ likes_count }) => -likes_count],
		['engagement', (post) => -(post.likes_count + post.comments_count + post.shares_count)],
		['relevance_first', (post) => ['high', 'medium', 'low'].indexOf(post.relevance_level)],
	];
	test.each(ranks)('sorted by %s', async (sort_by, rank) => {
		const { every, found, query } = await listed({ sort: { sort_by } });
		expect(query).toEqual({ sort_by });
		expect(idsOf(found).sort()).toEqual(idsOf(every).sort());
		const order = found.map(rank);
		expect(order).toEqual([...order].sort((a, b) => a - b));
	});

	test('a filter that makes no sense is refused', async () => {
		const watchlist = picked(UNKNOWN);
		const dates = [
			{ start_date: 'yesterday', message: "'From Date' is not a date: yesterday [item 0]" },
			{ end_date: '2026-02-30', message: "'To Date' is not a date: 2026-02-30 [item 0]" },
		];
		for (const { message, ...wrong } of dates) {
			const parameters = { watchlist, filters: wrong };
			expect(await lists.refused('watchlistPost.getAll', parameters)).toBe(message);
		}
		expect(await lists.refused('watchlistPost.getAll', { watchlist, options: { page: 0 } })).toBe(
			"'Start Page' must be at least 1, not 0 [item 0]",
		);
		expect(await lists.refused('watchlistPost.getAll', { watchlist, limit: '={{ 0 }}' })).toBe(
			"'Limit' must be at least 1, not 0 [item 0]",
		);
	});

	test('Simplify drops the less useful fields', async () => {
		const [raw] = await lists.getPosts({});
		const [simple] = await lists.getItems({ simplify: true });
		expect(Object.keys(raw).length).toBeGreaterThan(10);
		expect(Object.keys(simple).length).toBeLessThanOrEqual(10);
		expect(simple).toMatchObject({
			id: raw.id,
			linkedin_post_urn: raw.linkedin_post_urn,
			content: raw.content,
			author: raw.author,
		});
	});

	test('Reddit posts keep what they have', async () => {
		const found = await lists.getItems({ simplify: true }, { kind: 'reddit' });
		expect(found).toHaveLength(12);
		expect(found[0]).toMatchObject({
			source: 'reddit',
			reddit_post_url: like.text('reddit.com'),
		});
		expect(Object.values(found[0])).not.toContain(null);
	});
});
