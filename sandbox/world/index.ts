import { HOUR, type Clock } from '../clock';
import { createRandom, type Random, type Seed } from '../random';
import { makeCompanies } from './companies';
import { makePerson, type Degree, type Person } from './people';
import { makePost, personAuthor, companyAuthor, type Post } from './posts';
import { EPOCH } from './epoch';
import { activityId, personId, slugKey } from './identifiers';

export type World = ReturnType<typeof createWorld>;

const SIZES = { connections: 1000, strangers: 200, linkupOnly: 201, companies: 40 };

export function createWorld(seed: Seed, clock: Clock) {
	const random = createRandom(seed, 'world');
	const growth = createRandom(seed, 'growth');
	const companies = makeCompanies(random, SIZES.companies);

	const byId = new Map<string, Person>();
	const bySlug = new Map<string, Person>();
	const posts = new Map<string, Post>();
	const postsByAuthor = new Map<string, Post[]>();

	let lastMoment = EPOCH;
	/** New things are always later than everything that exists. */
	const moment = () => (lastMoment = Math.max(clock.now(), lastMoment + 1000));

	function addPerson(source: Random, degree: Degree, connectedAt: number | null) {
		const person = makePerson(source, { companies, degree, connectedAt });
		byId.set(person.id, person);
		bySlug.set(slugKey(person.slug), person);
		return person;
	}

	function addPost(post: Post) {
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

	const personByUrn = (urn: string) => byId.get(personId(urn));
	/** A bare id works in a profile's path, too. */
	const personBySlug = (slug: string) => bySlug.get(slugKey(slug)) ?? byId.get(slug.trim());

	return {
		seed,
		companies,
		/** Newest first. */
		connections,
		/** LinkedIn's own, unpredictable order. */
		relevance,
		strangers,
		linkupOnly,
		posts,
		moment,
		addPost,
		people: () => byId.values(),
		removePost(post: Post) {
			posts.delete(post.id);
			const others = (postsByAuthor.get(post.author.id) ?? []).filter(({ id }) => id !== post.id);
			postsByAuthor.set(post.author.id, others);
		},
		personByUrn,
		personBySlug,
		/** From a URL, a slug, a URN or a bare id. */
		findPerson(text: string) {
			const slug = /linkedin\.com\/in\/([^/?#]+)/i.exec(text)?.[1] ?? text;
			return personBySlug(slug) ?? personByUrn(text);
		},
		companyBySlug: (slug: string) =>
			companies.find((company) => company.slug === slugKey(slug) || company.id === slug),
		postByUrn: (urn: string) => posts.get(activityId(urn) ?? ''),
		/** Newest first. */
		postsOf: (authorId: string) =>
			[...(postsByAuthor.get(authorId) ?? [])].sort((a, b) => b.createdAt - a.createdAt),
		growConnections(count: number) {
			const added = Array.from({ length: count }, () => addPerson(growth, 1, moment())).reverse();
			connections.unshift(...added);
			relevance.unshift(...added);
			return added;
		},
		connect(person: Person) {
			if (person.degree === 1) return;
			person.degree = 1;
			person.connectedAt = moment();
			connections.unshift(person);
			relevance.unshift(person);
		},
	};
}
