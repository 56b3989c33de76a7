import { createRandom } from '../random';
import { makeCompanies } from './companies';
import { makePerson } from './people';
import { makePost, personAuthor, companyAuthor } from './posts';
import { activityId, personId, slugKey } from './identifiers';

/** @typedef {import('./people').Person} Person */
/** @typedef {import('./posts').Post} Post */
/** @typedef {ReturnType<typeof createWorld>} World */

const HOUR = 3_600_000;
/** A fixed moment, so that one seed is one world on every day. */
const EPOCH = Date.UTC(2026, 6, 1, 8);

const SIZES = { connections: 1000, strangers: 200, linkupOnly: 201, companies: 40 };

/** @param {number | string} seed */
function createWorld(seed) {
	const random = createRandom(seed, 'world');
	const growth = createRandom(seed, 'growth');
	const companies = makeCompanies(random, SIZES.companies);

	/** @type {Map<string, Person>} */
	const byId = new Map();
	/** @type {Map<string, Person>} */
	const bySlug = new Map();
	/** @type {Map<string, Post>} */
	const posts = new Map();
	/** @type {Map<string, Post[]>} */
	const postsByAuthor = new Map();

	let lastMoment = EPOCH;
	/** New things are always later than everything that exists. */
	const moment = () => (lastMoment = Math.max(Date.now(), lastMoment + 1000));

	/** @param {import('../random').Random} source @param {1 | 2 | 3} degree @param {number | null} connectedAt */
	function addPerson(source, degree, connectedAt) {
		const person = makePerson(source, { companies, degree, connectedAt });
		byId.set(person.id, person);
		bySlug.set(slugKey(person.slug), person);
		return person;
	}

	/** @param {Post} post */
	function addPost(post) {
		posts.set(post.id, post);
		const list = postsByAuthor.get(post.author.id);
		if (list) list.push(post);
		else postsByAuthor.set(post.author.id, [post]);
		return post;
	}

	const connections = Array.from({ length: SIZES.connections }, (_, index) =>
		addPerson(random, 1, EPOCH - (index + 1) * 7 * HOUR),
	);
	const strangers = Array.from({ length: SIZES.strangers }, (_, index) =>
		addPerson(random, index % 3 === 0 ? 3 : 2, null),
	);
	const linkupOnly = Array.from({ length: SIZES.linkupOnly }, () => addPerson(random, 2, null));
	const relevance = random.shuffle(connections);
	/** @type {Set<string>} */
	const invited = new Set();

	for (const person of byId.values()) {
		const author = personAuthor(person);
		for (let left = random.int(0, 4); left > 0; left--) {
			addPost(makePost(random, author, EPOCH - left * random.int(20, 200) * HOUR));
		}
	}
	for (const company of companies) {
		const author = companyAuthor(company);
		for (let left = 8; left > 0; left--)
			addPost(makePost(random, author, EPOCH - left * 50 * HOUR));
	}

	return {
		seed,
		companies,
		/** newest first */
		connections,
		/** LinkedIn's own order, which nobody can predict */
		relevance,
		strangers,
		linkupOnly,
		posts,
		moment,
		addPost,
		people: () => byId.values(),
		/** @param {Post} post */
		removePost(post) {
			posts.delete(post.id);
			const others = (postsByAuthor.get(post.author.id) ?? []).filter(({ id }) => id !== post.id);
			postsByAuthor.set(post.author.id, others);
		},
		/** @param {unknown} urn */
		personByUrn: (urn) => byId.get(personId(urn)),
		/** @param {unknown} slug a bare id works in a profile's path too */
		personBySlug: (slug) => bySlug.get(slugKey(slug)) ?? byId.get(String(slug).trim()),
		/** @param {unknown} slug */
		companyBySlug: (slug) =>
			companies.find((company) => company.slug === slugKey(slug) || company.id === slug),
		/** @param {unknown} urn */
		postByUrn: (urn) => posts.get(activityId(urn) ?? ''),
		/** @param {string} authorId @returns {Post[]} newest first */
		postsOf: (authorId) =>
			[...(postsByAuthor.get(authorId) ?? [])].sort((a, b) => b.createdAt - a.createdAt),
		/** @param {number} count */
		growConnections(count) {
			const added = Array.from({ length: count }, () => addPerson(growth, 1, moment())).reverse();
			connections.unshift(...added);
			relevance.unshift(...added);
			return added;
		},
		/** False when an invitation is pending already. @param {Person} person */
		invite: (person) => !invited.has(person.id) && Boolean(invited.add(person.id)),
		/** @param {Person} person */
		connect(person) {
			if (person.degree === 1) return;
			person.degree = 1;
			person.connectedAt = moment();
			connections.unshift(person);
			relevance.unshift(person);
		},
	};
}

export { createWorld, EPOCH };
