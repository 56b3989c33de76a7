import type { Random } from '../random';
import type { Company } from './companies';
import { cultures, titles, skills, schools, emoji } from './names';
import { asciiSlug, slugKey } from './identifiers';

interface Position {
	title: string;
	company: Company;
	startYear: number;
	startMonth: number;
	endYear: number | null;
	endMonth: number | null;
}

/** The degree of connection; 1 is a connection. */
export type Degree = 1 | 2 | 3;

export interface Person {
	/** Bare member id, without a URN prefix. */
	id: string;
	firstName: string;
	lastName: string;
	name: string;
	/** As in a URL: percent-encoded where it has to be. */
	slug: string;
	/** The slug as it is compared. */
	slugKey: string;
	headline: string;
	location: string;
	geoId: string;
	language: string;
	degree: Degree;
	connectedAt: number | null;
	image: string | null;
	about: string;
	skills: string[];
	school: string;
	connections: number;
	followers: number;
	/** Newest first. */
	positions: Position[];
}

const ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const HEX = '0123456789abcdef';

function makeSlug(random: Random, name: string) {
	const tail = random.text(HEX, 8);
	const ascii = asciiSlug(name);
	if (random.chance(0.02))
		return encodeURIComponent(`${ascii || 'hello'}-${random.pick(emoji)}-${tail}`);
	if (ascii.length < 3 || random.chance(0.08)) {
		return encodeURIComponent(`${name.toLowerCase().replace(/[\s']+/g, '-')}-${tail}`);
	}
	return `${ascii}-${tail}`;
}

function makePositions(random: Random, companies: Company[]): Position[] {
	const count = random.int(1, 4);
	let year = 2026;
	return Array.from({ length: count }, (_, index) => {
		const endYear = index === 0 ? null : year;
		year -= random.int(1, 4);
		return {
			title: random.pick(titles),
			company: random.pick(companies),
			startYear: year,
			startMonth: random.int(1, 12),
			endYear,
			endMonth: endYear === null ? null : random.int(1, 12),
		};
	});
}

function makeHeadline(random: Random, now: Position) {
	const base = `${now.title} at ${now.company.name}`;
	if (random.chance(0.08)) return `${random.pick(emoji)} ${base}`;
	if (random.chance(0.15)) return `${base} | ${random.pick(skills)} & ${random.pick(skills)}`;
	return base;
}

interface PersonOptions {
	companies: Company[];
	degree: Degree;
	connectedAt: number | null;
}

export function makePerson(
	random: Random,
	{ companies, degree, connectedAt }: PersonOptions,
): Person {
	const culture = random.pick(cultures);
	const firstName = random.pick(culture.first);
	const lastName = random.pick(culture.last);
	const name = `${firstName} ${lastName}`;
	const positions = makePositions(random, companies);
	const id = `ACoAA${random.text(ID_ALPHABET, 34)}`;
	const known = random.sample(skills, random.int(3, 6));
	const slug = makeSlug(random, name);

	return {
		id,
		firstName,
		lastName,
		name,
		slug,
		slugKey: slugKey(slug),
		headline: makeHeadline(random, positions[0]),
		location: culture.place,
		geoId: culture.geoId,
		language: culture.language,
		degree,
		connectedAt,
		image: random.chance(0.8) ? `https://media.sandbox.example/people/${id}.jpg` : null,
		about: `${name} works on ${known[0].toLowerCase()} at ${positions[0].company.name}.\nAlways glad to talk about ${known[1].toLowerCase()}.`,
		skills: known,
		school: random.pick(schools),
		connections: random.int(40, 500),
		followers: random.int(10, 25000),
		positions,
	};
}
