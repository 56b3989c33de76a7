import type { Clock } from '../clock';
import type { Switches } from '../switches';
import type { World } from '../world';
import { EPOCH } from '../world/epoch';
import { asciiSlug } from '../world/identifiers';
import { createFeed } from './feed';
import type { Keyword } from './fields';
import type { Watchlist, WatchlistKind } from './watchlist';

type NewWatchlist = Partial<Watchlist> & Pick<Watchlist, 'kind' | 'name'>;

const MAX_POSTS = 5000;
const MOST_AT_ONCE = 200;
const FIRST_SCAN_POSTS = 5;

export function createWatchlists(world: World, switches: Switches, clock: Clock) {
	const feed = createFeed(world);
	const byId = new Map<string, Watchlist>();
	let grownUntil = clock.now();

	function add(fields: NewWatchlist) {
		const watchlist: Watchlist = {
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
			createdAt: clock.now(),
			firstScanAt: clock.now() + switches.firstScanMs,
			posts: [],
			interactions: [],
			...fields,
		};
		byId.set(watchlist.id, watchlist);
		return watchlist;
	}

	function growPosts(watchlist: Watchlist, count: number) {
		const added = Array.from({ length: count }, () => feed.addPost(watchlist, world.moment()));
		for (const { post } of watchlist.posts.splice(MAX_POSTS)) world.removePost(post);
		return added.flatMap((post) => post ?? []);
	}

	function growInteractions(watchlist: Watchlist, count: number) {
		const added = Array.from({ length: count }, () =>
			feed.addInteraction(watchlist, world.moment()),
		);
		if (watchlist.interactions.length > MAX_POSTS) watchlist.interactions.length = MAX_POSTS;
		return added.flatMap((interaction) => interaction ?? []);
	}

	/** What has appeared since the last request. */
	function catchUp(now = clock.now()) {
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

	function seed(fields: NewWatchlist, posts: number, interactions: number) {
		feed.fill(add({ ...fields, createdAt: EPOCH, firstScanAt: null }), posts, interactions);
	}

	const plain = (keyword: string): Keyword => ({
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
		find: (id: string) => byId.get(id),
		list: (kind?: WatchlistKind) =>
			[...byId.values()].filter((watchlist) => !kind || watchlist.kind === kind),
		remove: (id: string) => byId.delete(id),
		findPost(id: unknown) {
			for (const { posts } of byId.values()) {
				const found = posts.find((post) => post.id === id);
				if (found) return found;
			}
			return undefined;
		},
	};
}
