import { HOUR } from '../clock';
import { createRandom, type Seed } from '../random';
import { makeCompanies } from './companies';
import { EPOCH } from './epoch';
import { makePerson, type Degree } from './people';
import { companyAuthor, makePost, personAuthor } from './posts';

export type Beginning = ReturnType<typeof makeBeginning>;

const SIZES = { connections: 1000, strangers: 200, linkupOnly: 201, companies: 40 };

function makeBeginning(seed: Seed) {
	const random = createRandom(seed, 'world');
	const companies = makeCompanies(random, SIZES.companies);
	const person = (degree: Degree, connectedAt: number | null) =>
		makePerson(random, { companies, degree, connectedAt });

	const connections = Array.from({ length: SIZES.connections }, (_, index) =>
		person(1, EPOCH - (index + 1) * 7 * HOUR),
	);
	const strangers = Array.from({ length: SIZES.strangers }, (_, index) =>
		person(index % 3 === 0 ? 3 : 2, null),
	);
	const linkupOnly = Array.from({ length: SIZES.linkupOnly }, () => person(2, null));
	const byRelevance = random.shuffle([...connections.keys()]);

	const posts = [...connections, ...strangers, ...linkupOnly].flatMap((each) => {
		const author = personAuthor(each);
		const count = random.int(0, 4);
		return Array.from({ length: count }, (_, index) =>
			makePost(random, author, EPOCH - (count - index) * random.int(20, 200) * HOUR),
		);
	});
	const companyPosts = companies.flatMap((company) => {
		const author = companyAuthor(company);
		return Array.from({ length: 8 }, (_, index) =>
			makePost(random, author, EPOCH - (8 - index) * 50 * HOUR),
		);
	});

	return {
		companies,
		/** Newest first. */
		connections,
		/** Places in the list of connections. */
		byRelevance,
		strangers,
		linkupOnly,
		posts: [...posts, ...companyPosts],
	};
}

let last: { seed: Seed; beginning: Beginning } | undefined;

/**
 * Who and what there is before anything happens. It is made once for many worlds of one seed, because that takes a while:
 * a world changes copies.
 */
export function beginningOf(seed: Seed): Beginning {
	if (last?.seed !== seed) last = { seed, beginning: makeBeginning(seed) };
	return last.beginning;
}
