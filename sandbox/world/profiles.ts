import { personUrn } from './identifiers';

/** @typedef {import('./people').Person} Person */

/** @param {Person} person */
const profileUrl = (person) => `https://www.linkedin.com/in/${person.slug}/`;

/**
 * A page of 100 connections is asked for again and again: one shared card per person keeps finished tasks small.
 * @type {WeakMap<Person, object>}
 */
const cards = new WeakMap();

/** As fetch-connections lists a person. @param {Person} person */
function connectionCard(person) {
	let card = cards.get(person);
	if (!card) {
		card = Object.freeze({
			name: person.name,
			first_name: person.firstName,
			last_name: person.lastName,
			headline: person.headline,
			public_identifier: person.slug,
			entity_urn: personUrn(person.id),
			profile_image_url: person.image,
		});
		cards.set(person, card);
	}
	return card;
}

/** As search-profiles lists a person. @param {Person} person */
const searchCard = (person) => ({
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

/** @param {Person} person */
function details(person) {
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

/**
 * The documentation shows a flat profile, clients have seen a nested one: both exist here.
 * @param {Person} person
 * @param {boolean} nested
 */
function fullProfile(person, nested) {
	if (nested) return { profile: { full_name: person.name, ...details(person) } };
	return { name: person.name, profile_url: profileUrl(person), ...details(person) };
}

export { profileUrl, connectionCard, searchCard, fullProfile };
