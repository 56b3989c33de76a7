import { createFeed } from './feed';
import { asciiSlug } from '../world/identifiers';
import { EPOCH } from '../world';

/**
 * @typedef {'keyword' | 'people' | 'company' | 'reddit'} WatchlistKind
 *
 * @typedef {object} Watchlist
 * @property {string} id
 * @property {WatchlistKind} kind
 * @property {string} name
 * @property {string} slug
 * @property {string} description
 * @property {number} fetchFreqInHours
 * @property {import('./fields').Keyword[]} keywords
 * @property {string[]} slugs of people or companies
 * @property {import('./fields').Label[]} labels
 * @property {string | null} objective
 * @property {string | null} prompt
 * @property {boolean} disabled
 * @property {string | null} slackWebhookUrl
 * @property {number} createdAt
 * @property {number | null} firstScanAt null once it has been scanned
 * @property {import('./feed').FeedPost[]} posts newest first
 * @property {import('./feed').Interaction[]} interactions newest first
 *
 * @typedef {Partial<Watchlist> & { kind: WatchlistKind, name: string }} NewWatchlist
 * @typedef {ReturnType<typeof createWatchlists>} Watchlists
 */

const MAX_POSTS = 5000;
const MOST_AT_ONCE = 200;
const FIRST_SCAN_POSTS = 5;

/**
 * @param {import('../world').World} world
 * @param {import('../switches').Switches} switches
 */
function createWatchlists(world, switches) {
	const feed = createFeed(world);
	/** @type {Map<string, Watchlist>} */
	const byId = new Map();
	let grownUntil = Date.now();

	/** @param {NewWatchlist} fields @returns {Watchlist} */
	function add(fields) {
		const watchlist = {
			id: feed.uuid(),
			slug: asciiSlug(fields.name) || 'watchlist',
			description: '',
			fetchFreqInHours: 12,
			keywords: [],
			slugs: [],
			labels: [],
			objective: null,
			prompt: null,
			disabled: false,
			slackWebhookUrl: null,
			createdAt: Date.now(),
			firstScanAt: Date.now() + switches.firstScanMs,
			posts: [],
			interactions: [],
			...fields,
		};
		byId.set(watchlist.id, watchlist);
		return watchlist;
	}

	/** @param {Watchlist} watchlist @param {number} count */
	function growPosts(watchlist, count) {
		const added = Array.from({ length: count }, () => feed.addPost(watchlist, world.moment()));
		for (const { post } of watchlist.posts.splice(MAX_POSTS)) world.removePost(post);
		return added.flatMap((post) => post ?? []);
	}

	/** @param {Watchlist} watchlist @param {number} count */
	function growInteractions(watchlist, count) {
		const added = Array.from({ length: count }, () =>
			feed.addInteraction(watchlist, world.moment()),
		);
		if (watchlist.interactions.length > MAX_POSTS) watchlist.interactions.length = MAX_POSTS;
		return added.flatMap((interaction) => interaction ?? []);
	}

	/** What has appeared since somebody looked last. @param {number} [now] */
	function catchUp(now = Date.now()) {
		for (const watchlist of byId.values()) {
			if (watchlist.firstScanAt === null || watchlist.firstScanAt > now) continue;
			watchlist.firstScanAt = null;
			growPosts(watchlist, FIRST_SCAN_POSTS);
			growInteractions(watchlist, FIRST_SCAN_POSTS);
		}
		const perMinute = switches.postsPerMinute;
		const due = Math.floor(((now - grownUntil) * perMinute) / 60_000);
		grownUntil = perMinute === 0 ? now : grownUntil + (due * 60_000) / perMinute;
		if (due === 0) return;
		for (const watchlist of byId.values()) {
			if (!watchlist.disabled) growPosts(watchlist, Math.min(due, MOST_AT_ONCE));
		}
	}

	/** @param {NewWatchlist} fields @param {number} posts @param {number} interactions */
	function seed(fields, posts, interactions) {
		feed.fill(add({ ...fields, createdAt: EPOCH, firstScanAt: null }), posts, interactions);
	}

	/** @param {string} keyword @returns {import('./fields').Keyword} */
	const plain = (keyword) => ({
		keyword,
		required_keywords: [],
		excluded_keywords: [],
		include_all_required: true,
	});
	const labels = ['Lead', 'Hiring'].map((name) => ({ name, description: '', default: false }));
	const keywords = ['workflow automation', 'n8n', 'self-hosting'].map(plain);
	seed({ kind: 'keyword', name: 'Workflow automation', keywords, labels }, 57, 34);
	seed(
		{
			kind: 'people',
			name: 'Customers',
			slugs: world.connections.slice(0, 6).map((person) => person.slug),
		},
		24,
		23,
	);
	seed(
		{
			kind: 'company',
			name: 'Competitors',
			slugs: world.companies.slice(0, 4).map((company) => company.slug),
		},
		16,
		12,
	);
	seed(
		{ kind: 'reddit', name: 'What Reddit says', keywords: [plain('n8n')], fetchFreqInHours: 24 },
		12,
		0,
	);

	return {
		add,
		catchUp,
		growPosts,
		growInteractions,
		/** @param {unknown} id */
		find: (id) => byId.get(String(id)),
		/** @param {WatchlistKind} [kind] */
		list: (kind) => [...byId.values()].filter((watchlist) => !kind || watchlist.kind === kind),
		/** @param {string} id */
		remove: (id) => byId.delete(id),
		/** @param {unknown} id */
		findPost(id) {
			for (const { posts } of byId.values()) {
				const found = posts.find((post) => post.id === id);
				if (found) return found;
			}
			return undefined;
		},
	};
}

export { createWatchlists };
