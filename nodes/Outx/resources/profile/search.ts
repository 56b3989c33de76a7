import { limit, textField } from '../../../shared/input/commonFields';
import { collection, field } from '../../../shared/input/field';
import { EmptyFieldError } from '../../../shared/input/inputError';
import { listOf } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import { filledIn, taskRequest } from '../requests';
import { INDUSTRIES, LOCATIONS } from './commonIds';

export const searchProfiles = defineOperation({
	name: 'Search',
	value: 'search',
	action: 'Search profiles',
	description: 'Find people by keywords, title, company, location and more',
	createsTask: true,
	fields: [
		textField(
			'Keywords',
			'keywords',
			'e.g. growth marketing',
			'Words in the name, headline or profile. Can be empty if there is a filter.',
		),
		field({
			...limit,
			typeOptions: { minValue: 1, maxValue: 50, numberPrecision: 0 },
			hint: 'OutX returns at most 50 people per search',
		}),
		collection('Filters', 'filters', 'Add filter', [
			textField('Company', 'company', 'e.g. Microsoft', 'Name of the current company'),
			textField(
				'Current Company IDs',
				'current_company',
				'e.g. 1035',
				'LinkedIn IDs or URNs of current companies, separated by commas',
			),
			textField('First Name', 'first_name', 'e.g. Maria', 'First name of the person'),
			{
				displayName: 'Industries',
				name: 'industries',
				type: 'multiOptions',
				options: INDUSTRIES,
				default: [],
				description: 'The most common industries. For all others, add Industry IDs.',
			},
			textField(
				'Industry IDs',
				'industry',
				'e.g. 96',
				'LinkedIn IDs or URNs of industries, separated by commas',
			),
			textField('Last Name', 'last_name', 'e.g. Garcia', 'Last name of the person'),
			textField(
				'Location IDs',
				'geo_urn',
				'e.g. 103644278',
				'LinkedIn IDs of locations, separated by commas. Filter a search for people on LinkedIn by location, and copy the number after geoUrn from its URL.',
			),
			{
				displayName: 'Locations',
				name: 'locations',
				type: 'multiOptions',
				options: LOCATIONS,
				default: [],
				description:
					'The most common countries. For regions, cities and other countries, add Location IDs.',
			},
			textField(
				'Past Company IDs',
				'past_company',
				'e.g. 1441',
				'LinkedIn IDs or URNs of past companies, separated by commas',
			),
			textField(
				'Profile Languages',
				'profile_language',
				'e.g. en',
				'Language codes, separated by commas',
			),
			textField('School', 'school', 'e.g. Stanford University', 'Name of a school'),
			textField('Title', 'title', 'e.g. Head of Growth', 'Job title'),
		]),
	],
	interpret: listOf('profiles'),
	request: (parameters) => {
		const filters = filledIn({
			keywords: parameters.optional('keywords'),
			company: parameters.optional('filters.company'),
			first_name: parameters.optional('filters.first_name'),
			last_name: parameters.optional('filters.last_name'),
			school: parameters.optional('filters.school'),
			title: parameters.optional('filters.title'),
			current_company: parameters.list('filters.current_company'),
			geo_urn: unique([
				...parameters.list('filters.locations'),
				...parameters.list('filters.geo_urn').map(placeId),
			]),
			industry: unique([
				...parameters.list('filters.industries'),
				...parameters.list('filters.industry'),
			]),
			past_company: parameters.list('filters.past_company'),
			profile_language: parameters.list('filters.profile_language'),
		});
		if (Object.keys(filters).length === 0) {
			throw new EmptyFieldError(
				parameters.label('keywords'),
				'Enter keywords, or add a filter, for example Title or Locations',
			);
		}
		return taskRequest('/linkedin-agent/search-profiles', {
			...filters,
			count: parameters.number('limit'),
		});
	},
});

const unique = (ids: string[]) => [...new Set(ids)];

/** OutX expects the bare number of a location. */
const placeId = (text: string) => text.replace(/^urn:li:(?:fsd_)?geo:/, '');
