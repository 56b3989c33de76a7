import { TaskFailure, isText, isTextList, missing, wholeNumber } from './operation';
import { contains } from '../world/identifiers';
import { fullProfile, searchCard } from '../world/profiles';
import { postCard } from '../world/posts';

/** @typedef {import('../world/people').Person} Person */

/** @type {import('./operation').Operation} */
const fetchProfile = {
	path: 'fetch-profile',
	taskType: 'agent_profile_fetch',
	message: 'Profile fetch task created successfully',
	read: ({ profile_slug }) =>
		isText(profile_slug) ? { input: { profile_slug } } : missing('profile_slug'),
	run({ profile_slug }, { world, switches }) {
		const person = world.personBySlug(profile_slug);
		if (!person) throw new TaskFailure(`Profile not found: ${profile_slug}`);
		return fullProfile(person, switches.nestedProfile);
	},
};

/** @type {import('./operation').Operation} */
const fetchPosts = {
	path: 'fetch-profiles-posts',
	taskType: 'agent_fetch_profiles_posts',
	message: 'Fetch posts task created successfully',
	read: ({ profile_urns }) =>
		isTextList(profile_urns) ? { input: { profile_urns } } : missing('profile_urns'),
	run({ profile_urns }, { world }) {
		const people = profile_urns.map(world.personByUrn).filter(Boolean);
		if (people.length === 0) throw new TaskFailure('None of these profiles was found');
		const posts = people.flatMap((/** @type {Person} */ person) => world.postsOf(person.id));
		return { total: posts.length, posts: posts.map(postCard) };
	},
};

const TEXT_FILTERS = ['keywords', 'title', 'company', 'first_name', 'last_name', 'school'];
const LIST_FILTERS = ['geo_urn', 'current_company', 'past_company', 'industry', 'profile_language'];

/** An id, with or without its URN prefix. @param {unknown} value */
const bareId = (value) => String(value).replace(/^urn:li:[a-z_]+:/i, '');

/** @type {Record<string, (person: Person, wanted: any) => boolean>} */
const filters = {
	keywords: (person, words) =>
		String(words)
			.split(/\s+/)
			.every((word) => contains(`${person.name} ${person.headline} ${person.about}`, word)),
	title: (person, title) => contains(person.positions[0].title, title),
	company: (person, company) => contains(person.positions[0].company.name, company),
	first_name: (person, name) => contains(person.firstName, name),
	last_name: (person, name) => contains(person.lastName, name),
	school: (person, school) => contains(person.school, school),
	geo_urn: (person, ids) => ids.map(bareId).includes(person.geoId),
	current_company: (person, ids) => ids.map(bareId).includes(person.positions[0].company.id),
	past_company: (person, ids) =>
		person.positions.slice(1).some((position) => ids.map(bareId).includes(position.company.id)),
	industry: (person, ids) => ids.map(bareId).includes(person.positions[0].company.industry.id),
	profile_language: (person, languages) => languages.includes(person.language),
};

/** @type {import('./operation').Operation} */
const searchProfiles = {
	path: 'search-profiles',
	taskType: 'agent_search_profiles',
	message: 'Search profiles task created successfully',
	read(body) {
		const text = TEXT_FILTERS.find(
			(name) => body[name] !== undefined && typeof body[name] !== 'string',
		);
		if (text) return { error: `Invalid '${text}': must be a string` };
		const list = LIST_FILTERS.find(
			(name) =>
				body[name] !== undefined &&
				!(Array.isArray(body[name]) && body[name].every((id) => typeof id === 'string')),
		);
		if (list) return { error: `Invalid '${list}': must be an array of strings` };

		const used = [...TEXT_FILTERS, ...LIST_FILTERS].filter(
			(name) => isText(body[name]) || body[name]?.length > 0,
		);
		if (used.every((name) => TEXT_FILTERS.includes(name) && !isText(body[name]))) {
			return { error: 'At least one search filter is required' };
		}
		return {
			input: {
				...Object.fromEntries(used.map((name) => [name, body[name]])),
				count: Math.min(wholeNumber(body.count, 1, 25), 50),
			},
		};
	},
	run(input, { world }) {
		const used = Object.keys(filters).filter((name) => input[name] !== undefined);
		const profiles = [];
		for (const person of world.people()) {
			if (profiles.length === input.count) break;
			if (used.every((name) => filters[name](person, input[name]))) {
				profiles.push(searchCard(person));
			}
		}
		return { total: profiles.length, profiles };
	},
};

export default [fetchProfile, fetchPosts, searchProfiles];
