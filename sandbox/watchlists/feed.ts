import { makePost, personAuthor, companyAuthor } from '../world/posts';
import { createRandom } from '../random';
import { EPOCH } from '../world';

/**
 * @typedef {import('./store').Watchlist} Watchlist
 * @typedef {import('../world/posts').Post} Post
 * @typedef {import('../world/people').Person} Person
 *
 * @typedef {object} FeedPost
 * @property {string} id
 * @property {Post} post
 * @property {'linkedin' | 'reddit'} source
 * @property {boolean} saved
 * @property {boolean} trending
 * @property {boolean} interacted
 * @property {string} language
 * @property {string[]} tags
 * @property {'high' | 'medium' | 'low'} relevance
 * @property {string} seniority
 *
 * @typedef {object} Interaction
 * @property {string} id
 * @property {'like' | 'comment'} type
 * @property {string | null} text
 * @property {number} createdAt
 * @property {Person} person
 * @property {string} actorId
 * @property {FeedPost} on
 *
 * @typedef {ReturnType<typeof createFeed>} Feed
 */

const HOUR = 3_600_000;
const SUBREDDITS = ['r/automation', 'r/selfhosted', 'r/startups'];

/**
 * Makes what a watchlist collects.
 * @param {import('../world').World} world
 */
function createFeed(world) {
	const random = createRandom(world.seed, 'feed');

	/** @param {Watchlist} watchlist @returns {import('../world/posts').Author | null} */
	function findAuthor(watchlist) {
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

	/** @param {Watchlist} watchlist @param {number} at @returns {FeedPost | null} null when nobody of the watchlist exists */
	function addPost(watchlist, at) {
		const author = findAuthor(watchlist);
		if (!author) return null;
		const keyword =
			watchlist.keywords.length > 0 ? random.pick(watchlist.keywords).keyword : undefined;
		const post = makePost(random, author, at, keyword);
		const isReddit = watchlist.kind === 'reddit';
		if (!isReddit) world.addPost(post);
		/** @type {FeedPost} */
		const entry = {
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

	/** @param {Watchlist} watchlist @param {number} at */
	function addInteraction(watchlist, at) {
		if (watchlist.posts.length === 0) return null;
		const people = watchlist.slugs.flatMap((slug) => world.personBySlug(slug) ?? []);
		const person = random.pick(people.length > 0 ? people : world.connections);
		const type = random.chance(0.6) ? 'like' : 'comment';
		/** @type {Interaction} */
		const interaction = {
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
		/** What was there before the sandbox started. @param {Watchlist} watchlist @param {number} posts @param {number} interactions */
		fill(watchlist, posts, interactions) {
			for (let left = posts; left > 0; left--) addPost(watchlist, EPOCH - left * 3 * HOUR);
			for (let left = interactions; left > 0; left--)
				addInteraction(watchlist, EPOCH - left * HOUR);
		},
	};
}

export { createFeed };
