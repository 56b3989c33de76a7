import type { Clock } from '../clock';
import { createRandom, type Seed } from '../random';
import { beginningOf } from './beginning';
import { makePerson, type Person } from './people';
import type { Post } from './posts';
import { EPOCH } from './epoch';
import { activityId, personId, slugKey } from './identifiers';

export type World = ReturnType<typeof createWorld>;

export function createWorld(seed: Seed, clock: Clock) {
	const growth = createRandom(seed, 'growth');
	const { companies, byRelevance, ...beginning } = beginningOf(seed);

	const byId = new Map<string, Person>();
	const bySlug = new Map<string, Person>();
	const posts = new Map<string, Post>();
	const postsByAuthor = new Map<string, Post[]>();

	let lastMoment = EPOCH;
	/** New things are always later than everything that exists. */
	const moment = () => (lastMoment = Math.max(clock.now(), lastMoment + 1000));

	function addPerson(person: Person) {
		byId.set(person.id, person);
		bySlug.set(person.slugKey, person);
		return person;
	}

	function addPost(post: Post) {
		posts.set(post.id, post);
		const list = postsByAuthor.get(post.author.id);
		if (list) list.push(post);
		else postsByAuthor.set(post.author.id, [post]);
		return post;
	}

	const copyOf = (people: Person[]) => people.map((person) => addPerson({ ...person }));
	const connections = copyOf(beginning.connections);
	const strangers = copyOf(beginning.strangers);
	const linkupOnly = copyOf(beginning.linkupOnly);
	const relevance = byRelevance.map((place) => connections[place]);
	for (const post of beginning.posts) addPost({ ...post });

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
			const added = Array.from({ length: count }, () =>
				addPerson(makePerson(growth, { companies, degree: 1, connectedAt: moment() })),
			).reverse();
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
