import { ApiError, addPath } from './api';
import { slugKey, contains } from '../world/identifiers';
import * as views from '../watchlists/views';

/**
 * @typedef {import('../box').Box} Box
 * @typedef {import('../watchlists/feed').FeedPost} FeedPost
 * @typedef {import('../watchlists/feed').Interaction} Interaction
 * @typedef {Record<string, any>} Query
 */

const DAY = 86_400_000;

/** Repeated parameters and comma lists are the same. @param {unknown} value */
const list = (value) =>
	[value]
		.flat()
		.flatMap((text) => String(text).split(','))
		.map((text) => text.trim())
		.filter(Boolean);
const isTrue = (/** @type {unknown} */ value) => value === 'true' || value === '1';

/** @param {unknown} value @param {string} name */
function day(value, name) {
	const time = /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? Date.parse(String(value)) : NaN;
	if (Number.isNaN(time)) throw new ApiError(400, `Invalid '${name}': must be YYYY-MM-DD`);
	return time;
}

/** What is not a number from 1 to `most` becomes the default. @param {unknown} value @param {number} fallback @param {number} [most] */
function positive(value, fallback, most = Infinity) {
	const number = Number(value);
	return Number.isInteger(number) && number >= 1 && number <= most ? number : fallback;
}

/** @type {Record<string, (entry: FeedPost, wanted: any) => boolean>} */
const filters = {
	labels: (entry, wanted) => list(wanted).some((label) => entry.tags.includes(label)),
	people_slug: ({ post }, wanted) =>
		post.author.kind === 'person' && list(wanted).map(slugKey).includes(slugKey(post.author.slug)),
	company_slug: ({ post }, wanted) =>
		post.author.kind === 'company' && list(wanted).map(slugKey).includes(slugKey(post.author.slug)),
	search_term: ({ post }, wanted) => contains(post.text, wanted),
	is_saved: ({ saved }, wanted) => saved === isTrue(wanted),
	lang: ({ language }, wanted) => !/^(en|english|true)$/i.test(wanted) || language === 'en',
	start_date: ({ post }, wanted) => post.createdAt >= day(wanted, 'start_date'),
	end_date: ({ post }, wanted) => post.createdAt < day(wanted, 'end_date') + DAY,
	post_type: ({ post }, wanted) => list(wanted).includes(post.type),
	trending: ({ trending }, wanted) => !isTrue(wanted) || trending,
	interacted: ({ interacted }, wanted) => interacted === isTrue(wanted),
	seniority_level: ({ seniority }, wanted) => list(wanted).includes(seniority),
	linkedin_post_slug: ({ post }, wanted) => String(wanted).includes(post.id),
	relevance_level: ({ relevance }, wanted) => list(wanted).includes(relevance),
};
const FOR_REDDIT_TOO = ['search_term', 'is_saved', 'lang', 'start_date', 'end_date', 'labels'];

/** @param {FeedPost} entry */
const rank = ({ relevance }) => ['high', 'medium', 'low'].indexOf(relevance);
/** @param {FeedPost} entry */
const engagement = ({ post }) => post.likes + post.comments + post.shares;
/** @type {Record<string, (a: FeedPost, b: FeedPost) => number>} */
const orders = {
	recent: (a, b) => b.post.createdAt - a.post.createdAt,
	popular_first: (a, b) => b.post.likes - a.post.likes,
	engagement: (a, b) => engagement(b) - engagement(a),
	relevance_first: (a, b) => rank(a) - rank(b),
};

/** @param {number} total @param {number} page @param {number} pageSize */
const pagination = (total, page, pageSize) => ({
	page,
	page_size: pageSize,
	total,
	total_pages: Math.ceil(total / pageSize),
	has_more: page * pageSize < total,
});

/** @template T @param {T[]} all @param {number} page @param {number} pageSize */
const slice = (all, page, pageSize) => all.slice((page - 1) * pageSize, page * pageSize);

/** @param {unknown} ids @param {Box} box */
function watchlistsOf(ids, box) {
	const { requireWatchlistId } = box.switches;
	if (ids === undefined && !requireWatchlistId) return box.watchlists.list();
	const wanted = ids === undefined ? [] : list(ids);
	const found = wanted.flatMap((id) => box.watchlists.find(id) ?? []);
	const isTooMany = requireWatchlistId && wanted.length > 1;
	if (wanted.length === 0 || found.length < wanted.length || isTooMany) {
		throw new ApiError(400, 'Invalid watchlist ID(s)');
	}
	return found;
}

/** @param {Query} query @param {Box} box */
function getPosts(query, box) {
	box.watchlists.catchUp();
	const order = query.sort_by ?? 'recent';
	if (!Object.hasOwn(orders, order)) {
		throw new ApiError(400, `Invalid sort_by. Must be one of: ${Object.keys(orders).join(', ')}`);
	}
	const used = Object.keys(filters).filter(
		(name) => query[name] !== undefined && query[name] !== '',
	);
	const found = watchlistsOf(query.watchlist_id, box)
		.flatMap(({ posts }) => posts)
		.filter((entry) =>
			used.every(
				(name) =>
					(entry.source === 'reddit' && !FOR_REDDIT_TOO.includes(name)) ||
					filters[name](entry, query[name]),
			),
		)
		.sort(orders[order]);
	const page = positive(query.page, 1);
	const pageSize = positive(query.page_size, 20, 100);
	return {
		data: slice(found, page, pageSize).map(views.feedPost),
		pagination: pagination(found.length, page, pageSize),
	};
}

/** @param {Interaction[]} all */
const ofType = (all, /** @type {Interaction['type']} */ type) =>
	all.filter((interaction) => interaction.type === type);

/** @param {Interaction[]} all @param {number} now */
function weekOf(all, now) {
	const today = Math.floor(now / DAY);
	const week = Array.from({ length: 7 }, (_, index) => ({
		date: new Date((today - 6 + index) * DAY).toISOString().slice(0, 10),
		likes: 0,
		comments: 0,
	}));
	for (const { createdAt, type } of all) {
		const day = week[Math.floor(createdAt / DAY) - today + 6];
		if (day) day[type === 'like' ? 'likes' : 'comments'] += 1;
	}
	return week;
}

/** @param {Query} query @param {Box} box */
function getInteractions(query, box) {
	box.watchlists.catchUp();
	const { watchlist_id: id, interaction_type: type, actor_ids: actors } = query;
	if (typeof id !== 'string' || id === '') {
		throw new ApiError(400, 'watchlist_id is required and must be a string');
	}
	const watchlist = box.watchlists.find(id);
	if (!watchlist) throw new ApiError(400, `Invalid watchlist ID: ${id}`);

	const byActor = watchlist.interactions.filter(
		({ actorId }) => actors === undefined || list(actors).includes(actorId),
	);
	const found = type ? ofType(byActor, type) : byActor;
	const page = positive(query.page, 1);
	const pageSize = positive(query.page_size, 10, 100);
	return {
		data: slice(found, page, pageSize).map(views.interactionView),
		pagination: {
			...pagination(found.length, page, pageSize),
			total_likes: ofType(byActor, 'like').length,
			total_comments: ofType(byActor, 'comment').length,
		},
		graph: weekOf(byActor, Date.now()),
	};
}

/** @param {import('./api').App} app @param {Box} box */
function addPostRoutes(app, box) {
	addPath(app, box, '/api-posts', { GET: ({ query }) => getPosts(query, box) });
	addPath(app, box, '/api-interactions', { GET: ({ query }) => getInteractions(query, box) });
}

export { addPostRoutes };
