import { textField, watchlist } from '../../../shared/input/commonFields';
import { companySlug } from '../../../shared/input/companies';
import { collection, field } from '../../../shared/input/field';
import type { Parameters } from '../../../shared/input/parameters';
import { knownSlug } from '../../../shared/input/people';
import { listOf } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import { firstPage, listFields, numberedPages, startPage } from '../lists';
import { filledIn } from '../requests';

const yes = <Name extends string>(displayName: string, name: Name, description: string) =>
	field({ displayName, name, type: 'boolean', default: true, description });

export const getWatchlistPosts = defineOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many watchlist posts',
	description: 'Get many posts that a watchlist has found',
	large: true,
	fields: [
		watchlist,
		...listFields,
		collection('Filters', 'filters', 'Add filter', [
			textField(
				'Company Slugs',
				'company_slug',
				'e.g. microsoft',
				'Return only posts of these companies. Slugs or LinkedIn URLs, separated by commas.',
			),
			yes('English Only', 'english', 'Whether to return only posts in English'),
			{
				displayName: 'From Date',
				name: 'start_date',
				type: 'dateTime',
				default: '',
				description: 'Return only posts from this day on',
			},
			yes(
				'Interacted',
				'interacted',
				'Whether to return only posts that your team liked or commented on',
			),
			textField(
				'Labels',
				'labels',
				'e.g. Hiring',
				'Return only posts with one of these labels, separated by commas',
			),
			textField(
				'People Slugs',
				'people_slug',
				'e.g. williamhgates',
				'Return only posts of these people. Slugs or LinkedIn URLs, separated by commas.',
			),
			textField(
				'Post Slug',
				'linkedin_post_slug',
				'e.g. activity-7123456789012345678',
				'Return only the post with this LinkedIn slug',
			),
			{
				displayName: 'Post Types',
				name: 'post_type',
				type: 'multiOptions',
				options: [
					{ name: 'Article', value: 'article' },
					{ name: 'Image', value: 'image' },
					{ name: 'Poll', value: 'poll' },
					{ name: 'Video', value: 'video' },
				],
				default: [],
				description: 'Return only posts of these types',
			},
			textField(
				'Relevance Level',
				'relevance_level',
				'e.g. high',
				'Return only posts with this relevance level',
			),
			yes('Saved', 'is_saved', 'Whether to return only posts saved in OutX'),
			textField(
				'Search Term',
				'search_term',
				'e.g. pricing',
				'Return only posts that contain this text',
			),
			textField(
				'Seniority Level',
				'seniority_level',
				'e.g. director',
				'Return only posts of authors with this seniority level',
			),
			{
				displayName: 'To Date',
				name: 'end_date',
				type: 'dateTime',
				default: '',
				description: 'Return only posts up to this day',
			},
			yes('Trending', 'trending', 'Whether to return only posts that get many reactions'),
		]),
		collection('Sort', 'sort', 'Add sort', [
			{
				displayName: 'Sort By',
				name: 'sort_by',
				type: 'options',
				options: [
					{ name: 'Engagement', value: 'engagement' },
					{ name: 'Most Popular First', value: 'popular_first' },
					{ name: 'Most Recent First', value: 'recent' },
					{ name: 'Most Relevant First', value: 'relevance_first' },
				],
				default: 'recent',
				description: 'The order of the posts',
			},
		]),
	],
	options: [startPage],
	interpret: listOf('data'),
	request: (parameters) => ({
		method: 'GET',
		path: '/api-posts',
		query: filledIn({
			...firstPage(parameters),
			company_slug: slugsIn(parameters, 'filters.company_slug', companySlug),
			people_slug: slugsIn(parameters, 'filters.people_slug', knownSlug),
			labels: parameters.list('filters.labels'),
			linkedin_post_slug: parameters.optional('filters.linkedin_post_slug'),
			relevance_level: parameters.optional('filters.relevance_level'),
			search_term: parameters.optional('filters.search_term'),
			seniority_level: parameters.optional('filters.seniority_level'),
			sort_by: parameters.optional('sort.sort_by'),
			interacted: parameters.flag('filters.interacted') || undefined,
			is_saved: parameters.flag('filters.is_saved') || undefined,
			trending: parameters.flag('filters.trending') || undefined,
			end_date: parameters.day('filters.end_date'),
			start_date: parameters.day('filters.start_date'),
			post_type: parameters.list('filters.post_type').join(','),
			lang: parameters.flag('filters.english') ? 'en' : undefined,
		}),
	}),
	pages: numberedPages,
});

/** OutX's own slugs are used as they are. */
function slugsIn<Name extends string>(
	parameters: Parameters<Name>,
	name: Name,
	slugOf: (url: string, label: string) => string,
): string[] {
	const label = parameters.label(name);
	return parameters.list(name).map((entry) => (/[/:]/.test(entry) ? slugOf(entry, label) : entry));
}
