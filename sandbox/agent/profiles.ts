import { ApiError, missing } from '../apiError';
import { isText, isTextList, wholeNumber, type JsonObject } from '../json';
import { contains } from '../world/identifiers';
import type { Person } from '../world/people';
import { fullProfile, searchCard } from '../world/profiles';
import { postCard } from '../world/posts';
import { TaskFailure, type Operation } from './operation';

export const fetchProfile: Operation = {
	path: 'fetch-profile',
	message: 'Profile fetch task created successfully',
	read({ profile_slug: slug }, { world, switches }) {
		if (!isText(slug)) throw missing('profile_slug');
		return {
			type: 'agent_profile_fetch',
			input: { profile_slug: slug },
			run() {
				const person = world.personBySlug(slug);
				if (!person) throw new TaskFailure(`Profile not found: ${slug}`);
				return fullProfile(person, switches.nestedProfile);
			},
		};
	},
};

export const fetchPosts: Operation = {
	path: 'fetch-profiles-posts',
	message: 'Fetch posts task created successfully',
	read({ profile_urns: urns }, { world }) {
		if (!isTextList(urns)) throw missing('profile_urns');
		return {
			type: 'agent_fetch_profiles_posts',
			input: { profile_urns: urns },
			run() {
				const people = urns.flatMap((urn) => world.personByUrn(urn) ?? []);
				if (people.length === 0) throw new TaskFailure('None of these profiles was found');
				const posts = people.flatMap(({ id }) => world.postsOf(id));
				return { total: posts.length, posts: posts.map(postCard) };
			},
		};
	},
};

/** An id, with or without its URN prefix. */
const bareId = (id: string) => id.replace(/^urn:li:[a-z_]+:/i, '');

const textFilters: Record<string, (person: Person, wanted: string) => boolean> = {
	keywords: ({ name, headline, about }, words) =>
		words.split(/\s+/).every((word) => contains(`${name} ${headline} ${about}`, word)),
	title: ({ positions }, title) => contains(positions[0].title, title),
	company: ({ positions }, company) => contains(positions[0].company.name, company),
	first_name: ({ firstName }, name) => contains(firstName, name),
	last_name: ({ lastName }, name) => contains(lastName, name),
	school: (person, school) => contains(person.school, school),
};

const listFilters: Record<string, (person: Person, wanted: string[]) => boolean> = {
	geo_urn: ({ geoId }, ids) => ids.includes(geoId),
	current_company: ({ positions }, ids) => ids.includes(positions[0].company.id),
	past_company: ({ positions }, ids) =>
		positions.slice(1).some(({ company }) => ids.includes(company.id)),
	industry: ({ positions }, ids) => ids.includes(positions[0].company.industry.id),
	profile_language: ({ language }, languages) => languages.includes(language),
};

interface Filter {
	name: string;
	value: string | string[];
	accepts: (person: Person) => boolean;
}

function readTextFilters(body: JsonObject): Filter[] {
	return Object.entries(textFilters).flatMap(([name, accepts]) => {
		const value = body[name];
		if (value !== undefined && typeof value !== 'string') {
			throw new ApiError(400, `Invalid '${name}': must be a string`);
		}
		if (!isText(value)) return [];
		return [{ name, value, accepts: (person) => accepts(person, value) }];
	});
}

function readListFilters(body: JsonObject): Filter[] {
	return Object.entries(listFilters).flatMap(([name, accepts]) => {
		const value = body[name];
		if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
		if (!Array.isArray(value) || !value.every((id) => typeof id === 'string')) {
			throw new ApiError(400, `Invalid '${name}': must be an array of strings`);
		}
		const ids = value.map(bareId);
		return [{ name, value, accepts: (person) => accepts(person, ids) }];
	});
}

export const searchProfiles: Operation = {
	path: 'search-profiles',
	message: 'Search profiles task created successfully',
	read(body, { world }) {
		const filters = [...readTextFilters(body), ...readListFilters(body)];
		if (filters.length === 0) throw new ApiError(400, 'At least one search filter is required');
		const count = Math.min(wholeNumber(body.count, 1, 25), 50);
		return {
			type: 'agent_search_profiles',
			input: { ...Object.fromEntries(filters.map(({ name, value }) => [name, value])), count },
			run() {
				const profiles = [];
				for (const person of world.people()) {
					if (profiles.length === count) break;
					if (filters.every(({ accepts }) => accepts(person))) profiles.push(searchCard(person));
				}
				return { total: profiles.length, profiles };
			},
		};
	},
};
