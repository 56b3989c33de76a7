import { HOUR } from '../clock';
import { createRandom } from '../random';
import type { World } from '../world';
import { EPOCH } from '../world/epoch';
import { makePost, personAuthor, companyAuthor, type Author } from '../world/posts';
import type { FeedPost, Interaction, Watchlist } from './watchlist';

const SUBREDDITS = ['r/automation', 'r/selfhosted', 'r/startups'];

/** Creates what a watchlist collects. */
export function createFeed(world: World) {
	const random = createRandom(world.seed, 'feed');

	function findAuthor(watchlist: Watchlist): Author | null {
		if (watchlist.kind === 'keyword') return personAuthor(random.pick(world.connections));
		if (watchlist.kind === 'reddit') {
			const name = `u/${random.pick(world.strangers).slug.slice(0, 12)}`;
			const place = random.pick(SUBREDDITS);
			const url = `https://www.reddit.com/${place}/`;
			return { kind: 'person', id: name, urn: name, name, slug: name, headline: place, url };
		}
		if (watchlist.kind === 'people') {
			const people = watchlist.slugs.flatMap((slug) => world.personBySlug(slug) ?? []);
			return people.length > 0 ? personAuthor(random.pick(people)) : null;
		}
		const companies = watchlist.slugs.flatMap((slug) => world.companyBySlug(slug) ?? []);
		return companies.length > 0 ? companyAuthor(random.pick(companies)) : null;
	}

	/** Null if no member of the watchlist exists. */
	function addPost(watchlist: Watchlist, at: number) {
		const author = findAuthor(watchlist);
		if (!author) return null;
		const keyword =
			watchlist.keywords.length > 0 ? random.pick(watchlist.keywords).keyword : undefined;
		const post = makePost(random, author, at, keyword);
		const isReddit = watchlist.kind === 'reddit';
		if (!isReddit) world.addPost(post);
		const entry: FeedPost = {
			id: random.uuid(),
			post,
			source: isReddit ? 'reddit' : 'linkedin',
			saved: random.chance(0.1),
			trending: random.chance(0.2),
			interacted: random.chance(0.15),
			language: random.chance(0.85) ? 'en' : random.pick(['de', 'fr', 'es']),
			tags: watchlist.labels.filter(() => random.chance(0.4)).map((label) => label.name),
			relevance: random.pick(['high', 'medium', 'low']),
			seniority: random.pick(['entry', 'senior', 'manager', 'director', 'cxo']),
		};
		watchlist.posts.unshift(entry);
		return entry;
	}

	function addInteraction(watchlist: Watchlist, at: number) {
		if (watchlist.posts.length === 0) return null;
		const people = watchlist.slugs.flatMap((slug) => world.personBySlug(slug) ?? []);
		const person = random.pick(people.length > 0 ? people : world.connections);
		const type = random.chance(0.6) ? 'like' : 'comment';
		const interaction: Interaction = {
			id: random.uuid(),
			type,
			text:
				type === 'comment' ? random.pick(['Well said!', 'So true 👏', 'How did you do it?']) : null,
			createdAt: at,
			person,
			actorId: createRandom(world.seed, `actor ${person.id}`).uuid(),
			on: random.pick(watchlist.posts),
		};
		watchlist.interactions.unshift(interaction);
		return interaction;
	}

	return {
		uuid: random.uuid,
		addPost,
		addInteraction,
		/** What was there before the sandbox started. */
		fill(watchlist: Watchlist, posts: number, interactions: number) {
			for (let left = posts; left > 0; left--) addPost(watchlist, EPOCH - left * 3 * HOUR);
			for (let left = interactions; left > 0; left--)
				addInteraction(watchlist, EPOCH - left * HOUR);
		},
	};
}
