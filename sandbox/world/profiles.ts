import { personUrn } from './identifiers';
import type { Person } from './people';

export const profileUrl = (person: Person) => `https://www.linkedin.com/in/${person.slug}/`;

/** As fetch-connections lists a person. */
const makeCard = (person: Person) => ({
	name: person.name,
	first_name: person.firstName,
	last_name: person.lastName,
	headline: person.headline,
	public_identifier: person.slug,
	entity_urn: personUrn(person.id),
	profile_image_url: person.image,
});

type ConnectionCard = Readonly<ReturnType<typeof makeCard>>;

/** The same page of 100 connections is read repeatedly: one shared card per person keeps finished tasks small. */
const cards = new WeakMap<Person, ConnectionCard>();

export function connectionCard(person: Person): ConnectionCard {
	const known = cards.get(person);
	if (known) return known;
	const card = Object.freeze(makeCard(person));
	cards.set(person, card);
	return card;
}

/** As search-profiles lists a person. */
export const searchCard = (person: Person) => ({
	name: person.name,
	first_name: person.firstName,
	last_name: person.lastName,
	headline: person.headline,
	location: person.location,
	profile_slug: person.slug,
	profile_url: profileUrl(person),
	profile_urn: personUrn(person.id),
	connection_degree: person.degree,
	current_company: person.positions[0].company.name,
	profile_image_url: person.image,
});

function details(person: Person) {
	return {
		headline: person.headline,
		location: person.location,
		profile_slug: person.slug,
		profile_urn: personUrn(person.id),
		connections: person.connections,
		followers: person.followers,
		connection_degree: person.degree,
		about: person.about,
		profile_image_url: person.image,
		profile_language: person.language,
		positions: person.positions.map((position) => ({
			title: position.title,
			company_name: position.company.name,
			company_slug: position.company.slug,
			location: person.location,
			start_year: position.startYear,
			start_month: position.startMonth,
			end_year: position.endYear,
			end_month: position.endMonth,
			is_current: position.endYear === null,
		})),
		education: [{ school: person.school, degree: 'Bachelor', end_year: 2012 }],
		skills: person.skills,
		languages: [person.language],
	};
}

/** The documentation shows a flat profile, clients have seen a nested one: both exist here. */
export function fullProfile(person: Person, nested: boolean) {
	if (nested) return { profile: { full_name: person.name, ...details(person) } };
	return { name: person.name, profile_url: profileUrl(person), ...details(person) };
}
