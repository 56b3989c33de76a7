import { textField } from '../../../shared/input/commonFields';
import { collection } from '../../../shared/input/field';
import { EmptyFieldError } from '../../../shared/input/inputError';
import { listOf } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';

const TEXTS = ['company', 'first_name', 'keywords', 'last_name', 'school', 'title'] as const;
const LISTS = [
	'current_company',
	'geo_urn',
	'industry',
	'past_company',
	'profile_language',
] as const;

export const search = defineOperation({
	name: 'Search',
	value: 'search',
	action: 'Search profiles',
	description: 'Find people by keywords, title, company, location and more',
	createsTask: true,
	fields: [
		collection({
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			description: 'At least one filter is required',
			options: [
				textField('Company', 'company', 'e.g. Microsoft', 'Name of the current company'),
				textField(
					'Current Company IDs',
					'current_company',
					'e.g. 1035',
					'LinkedIn IDs or URNs of current companies, separated by commas',
				),
				textField('First Name', 'first_name', 'e.g. Maria', 'First name of the person'),
				textField(
					'Industry IDs',
					'industry',
					'e.g. 96',
					'LinkedIn IDs or URNs of industries, separated by commas',
				),
				textField(
					'Keywords',
					'keywords',
					'e.g. growth marketing',
					'Words in the name, headline or profile',
				),
				textField('Last Name', 'last_name', 'e.g. Garcia', 'Last name of the person'),
				textField(
					'Location IDs',
					'geo_urn',
					'e.g. 103644278',
					'LinkedIn IDs of locations, separated by commas. 103644278 is the United States.',
				),
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
			],
		}),
		{
			displayName: 'Number of Profiles',
			name: 'count',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 50, numberPrecision: 0 },
			default: 25,
			description: 'Max number of people to find, up to 50',
		},
	],
	interpret: listOf('profiles'),
	request: (parameters) => {
		const filters: Record<string, string | string[]> = {};
		for (const name of TEXTS) {
			const text = parameters.optional(`filters.${name}`);
			if (text !== undefined) filters[name] = text;
		}
		for (const name of LISTS) {
			const list = parameters.list(`filters.${name}`);
			if (list.length > 0) filters[name] = list.map(name === 'geo_urn' ? placeId : String);
		}
		if (Object.keys(filters).length === 0) {
			throw new EmptyFieldError(
				parameters.label('filters'),
				'Add at least one filter, for example Keywords or Title',
			);
		}
		return {
			method: 'POST',
			path: '/linkedin-agent/search-profiles',
			body: { ...filters, count: parameters.number('count') },
		};
	},
});

/** OutX expects the bare number of a location. */
function placeId(text: string): string {
	return text.replace(/^urn:li:(?:fsd_)?geo:/, '');
}
