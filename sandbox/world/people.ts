import { cultures, titles, skills, schools, emoji } from './names';
import { asciiSlug } from './identifiers';

/**
 * @typedef {object} Position
 * @property {string} title
 * @property {import('./companies').Company} company
 * @property {number} startYear
 * @property {number} startMonth
 * @property {number | null} endYear
 * @property {number | null} endMonth
 *
 * @typedef {object} Person
 * @property {string} id bare member id, without a URN prefix
 * @property {string} firstName
 * @property {string} lastName
 * @property {string} name
 * @property {string} slug as in a URL: percent-encoded where it has to be
 * @property {string} headline
 * @property {string} location
 * @property {string} geoId
 * @property {string} language
 * @property {1 | 2 | 3} degree
 * @property {number | null} connectedAt
 * @property {string | null} image
 * @property {string} about
 * @property {string[]} skills
 * @property {string} school
 * @property {number} connections
 * @property {number} followers
 * @property {Position[]} positions newest first
 */

const ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const HEX = '0123456789abcdef';

/** @param {import('../random').Random} random @param {string} name */
function makeSlug(random, name) {
	const tail = random.text(HEX, 8);
	const ascii = asciiSlug(name);
	if (random.chance(0.02))
		return encodeURIComponent(`${ascii || 'hello'}-${random.pick(emoji)}-${tail}`);
	if (ascii.length < 3 || random.chance(0.08)) {
		return encodeURIComponent(`${name.toLowerCase().replace(/[\s']+/g, '-')}-${tail}`);
	}
	return `${ascii}-${tail}`;
}

/**
 * @param {import('../random').Random} random
 * @param {import('./companies').Company[]} companies
 * @returns {Position[]}
 */
function makePositions(random, companies) {
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

/** @param {import('../random').Random} random @param {Position} now */
function makeHeadline(random, now) {
	const base = `${now.title} at ${now.company.name}`;
	if (random.chance(0.08)) return `${random.pick(emoji)} ${base}`;
	if (random.chance(0.15)) return `${base} | ${random.pick(skills)} & ${random.pick(skills)}`;
	return base;
}

/**
 * @param {import('../random').Random} random
 * @param {{ companies: import('./companies').Company[], degree: 1 | 2 | 3, connectedAt: number | null }} options
 * @returns {Person}
 */
function makePerson(random, { companies, degree, connectedAt }) {
	const culture = random.pick(cultures);
	const firstName = random.pick(culture.first);
	const lastName = random.pick(culture.last);
	const name = `${firstName} ${lastName}`;
	const positions = makePositions(random, companies);
	const id = `ACoAA${random.text(ID_ALPHABET, 34)}`;
	const known = random.sample(skills, random.int(3, 6));

	return {
		id,
		firstName,
		lastName,
		name,
		slug: makeSlug(random, name),
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

export { makePerson };
