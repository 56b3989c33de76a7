import type { IDataObject } from 'n8n-workflow';

import { textField } from '../../../shared/input/commonFields';
import { field, fixedCollection } from '../../../shared/input/field';
import type { Parameters } from '../../../shared/input/parameters';
import { entityOf, isId, type Interpreted } from '../../../shared/output/answers';

export const kind = field({
	displayName: 'Watchlist Type',
	name: 'kind',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Company', value: 'company', description: 'Watch posts of companies' },
		{
			name: 'Keyword',
			value: 'keyword',
			description: 'Watch LinkedIn posts that contain certain words',
		},
		{ name: 'People', value: 'people', description: 'Watch posts of people' },
		{
			name: 'Reddit',
			value: 'reddit',
			description: 'Watch Reddit posts that contain certain words',
		},
	],
	default: 'keyword',
	description: 'The type of watchlist',
});

/** The two kinds that watch for keywords. */
export const BY_WORDS = ['keyword', 'reddit'];

export function pathOf(parameters: Parameters<'kind'>): string {
	return `/api-${parameters.text('kind')}-watchlist`;
}

/** The watchlist in an answer, however much of it, if it is the expected one. */
export function watchlistIn(
	body: unknown,
	expected: string,
	isExpected: (watchlist: IDataObject) => boolean,
): Interpreted {
	const answer = entityOf('data')(body);
	if ('unexpected' in answer) return answer;
	const [watchlist] = answer.results;
	const { id, name, slug, type } = watchlist;
	const isWatchlist = isId(id) && (name ?? slug ?? type) !== undefined;
	return isWatchlist && isExpected(watchlist)
		? answer
		: { unexpected: `something else than ${expected}` };
}

export const name = textField('Name', 'name', 'e.g. Competitors', 'The name of the watchlist');

export const frequency = field({
	displayName: 'Scan Every',
	name: 'fetchFreqInHours',
	type: 'options',
	options: [
		{ name: '1 Hour', value: 1 },
		{ name: '3 Hours', value: 3 },
		{ name: '6 Hours', value: 6 },
		{ name: '12 Hours', value: 12 },
		{ name: '24 Hours', value: 24 },
		{ name: '48 Hours', value: 48 },
		{ name: '72 Hours', value: 72 },
	],
	default: 12,
	description: 'How often OutX checks for new posts',
});

export const slackWebhook = textField(
	'Slack Webhook URL',
	'slack_webhook_url',
	'e.g. https://hooks.slack.com/services/T000/B000/XXXX',
	'Slack incoming webhook that receives new posts',
);

export const labels = fixedCollection({
	displayName: 'Labels',
	name: 'labels',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add label',
	default: {},
	description: 'Labels that OutX adds to posts. Up to two can be default labels.',
	options: [
		{
			displayName: 'Label',
			name: 'label',
			values: [
				textField('Name', 'name', 'e.g. Hiring'),
				textField('Description', 'description', 'e.g. The author is hiring'),
				{
					displayName: 'Default',
					name: 'default',
					type: 'boolean',
					default: false,
					description: 'Whether to show the label first',
				},
			],
		},
	],
});

export const keywords = textField(
	'Keywords',
	'keywords',
	'e.g. growth marketing, lead generation',
	'Keywords to watch for, separated by commas',
);

export const keywordRules = fixedCollection({
	displayName: 'Keywords With Conditions',
	name: 'keywordRules',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add keyword',
	default: {},
	description: 'Keywords that must appear together with, or without, other words',
	options: [
		{
			displayName: 'Keyword',
			name: 'rule',
			values: [
				textField('Keyword', 'keyword', 'e.g. crm'),
				textField(
					'Required Words',
					'required',
					'e.g. startup, founder',
					'Words that must also appear, separated by commas',
				),
				{
					displayName: 'Require All',
					name: 'all',
					type: 'boolean',
					default: true,
					description: 'Whether all required words must appear. If off, one of them is enough.',
				},
				textField(
					'Excluded Words',
					'excluded',
					'e.g. hiring',
					'Words that must not appear, separated by commas',
				),
			],
		},
	],
});

export const prompt = field({
	displayName: 'Prompt',
	name: 'prompt',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	placeholder: 'e.g. Founders in Europe who are looking for their first sales hire',
	description: 'What to watch for, in your own words. OutX derives keywords and labels from it.',
});
