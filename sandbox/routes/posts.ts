import type { FastifyInstance } from 'fastify';
import { ApiError } from '../apiError';
import { DAY } from '../clock';
import { isText } from '../json';
import type { Query, State } from '../state';
import type { FeedPost } from '../watchlists/watchlist';
import { feedPost } from '../watchlists/views';
import { slugKey, contains } from '../world/identifiers';
import type { Author } from '../world/posts';
import { addPath } from './api';
import { pageOf, toList, type QueryValue } from './queries';

const isTrue = (value: string) => value === 'true' || value === '1';

function startOfDay(value: string, name: string) {
	const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(value) : NaN;
	if (Number.isNaN(time)) throw new ApiError(400, `Invalid '${name}': must be YYYY-MM-DD`);
	return time;
}

const isBy = ({ post: { author } }: FeedPost, kind: Author['kind'], slugs: string[]) =>
	author.kind === kind && slugs.map(slugKey).includes(slugKey(author.slug));

/** `wanted` is the parameter as a list, `text` as it came. */
type Filter = (entry: FeedPost, wanted: string[], text: string) => boolean;

const filters: Record<string, Filter> = {
	labels: ({ tags }, wanted) => wanted.some((label) => tags.includes(label)),
	people_slug: (entry, wanted) => isBy(entry, 'person', wanted),
	company_slug: (entry, wanted) => isBy(entry, 'company', wanted),
	search_term: ({ post }, _, text) => contains(post.text, text),
	is_saved: ({ saved }, _, text) => saved === isTrue(text),
	lang: ({ language }, _, text) => !/^(en|english|true)$/i.test(text) || language === 'en',
	start_date: ({ post }, _, text) => post.createdAt >= startOfDay(text, 'start_date'),
	end_date: ({ post }, _, text) => post.createdAt < startOfDay(text, 'end_date') + DAY,
	post_type: ({ post }, wanted) => wanted.includes(post.type),
	trending: ({ trending }, _, text) => !isTrue(text) || trending,
	interacted: ({ interacted }, _, text) => interacted === isTrue(text),
	seniority_level: ({ seniority }, wanted) => wanted.includes(seniority),
	linkedin_post_slug: ({ post }, _, text) => text.includes(post.id),
	relevance_level: ({ relevance }, wanted) => wanted.includes(relevance),
};
const FOR_REDDIT_TOO = ['search_term', 'is_saved', 'lang', 'start_date', 'end_date', 'labels'];

const rank = ({ relevance }: FeedPost) => ['high', 'medium', 'low'].indexOf(relevance);
const engagement = ({ post }: FeedPost) => post.likes + post.comments + post.shares;

const orders = new Map<string, (a: FeedPost, b: FeedPost) => number>([
	['recent', (a, b) => b.post.createdAt - a.post.createdAt],
	['popular_first', (a, b) => b.post.likes - a.post.likes],
	['engagement', (a, b) => engagement(b) - engagement(a)],
	['relevance_first', (a, b) => rank(a) - rank(b)],
]);

function watchlistsOf(ids: QueryValue, { watchlists, switches }: State) {
	const { requireWatchlistId } = switches;
	if (ids === undefined && !requireWatchlistId) return watchlists.list();
	const wanted = toList(ids);
	const found = wanted.flatMap((id) => watchlists.find(id) ?? []);
	const isTooMany = requireWatchlistId && wanted.length > 1;
	if (wanted.length === 0 || found.length < wanted.length || isTooMany) {
		throw new ApiError(400, 'Invalid watchlist ID(s)');
	}
	return found;
}

/** What a post has to be for each filter in the query. */
const testsOf = (query: Query) =>
	Object.entries(filters).flatMap(([name, accepts]) => {
		const value = query[name];
		if (value === undefined || value === '') return [];
		const [wanted, text] = [toList(value), String(value)];
		return (entry: FeedPost) =>
			(entry.source === 'reddit' && !FOR_REDDIT_TOO.includes(name)) || accepts(entry, wanted, text);
	});

function getPosts(query: Query, state: State) {
	const { sort_by: sortBy = 'recent' } = query;
	const order = isText(sortBy) ? orders.get(sortBy) : undefined;
	if (!order) {
		const known = [...orders.keys()].join(', ');
		throw new ApiError(400, `Invalid sort_by. Must be one of: ${known}`);
	}
	const tests = testsOf(query);
	const found = watchlistsOf(query.watchlist_id, state)
		.flatMap(({ posts }) => posts)
		.filter((entry) => tests.every((isRight) => isRight(entry)))
		.sort(order);
	const { items, pagination } = pageOf(found, query, 20);
	return { data: items.map(feedPost), pagination };
}

export function addPostRoutes(app: FastifyInstance, state: State) {
	addPath(app, state, '/api-posts', { GET: ({ query }) => getPosts(query, state) });
}
