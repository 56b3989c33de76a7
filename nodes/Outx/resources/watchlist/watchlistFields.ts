import type { INodeProperties } from 'n8n-workflow';

import { outxIdIn } from '../../../shared/input/identifiers';
import type { Parameters } from '../../../shared/input/parameters';

export const kind: INodeProperties = {
	displayName: 'Watchlist Type',
	name: 'kind',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Company', value: 'company', description: 'Watches what companies post' },
		{ name: 'Keyword', value: 'keyword', description: 'Watches LinkedIn posts with certain words' },
		{ name: 'People', value: 'people', description: 'Watches what people post' },
		{ name: 'Reddit', value: 'reddit', description: 'Watches Reddit posts with certain words' },
	],
	default: 'keyword',
	description: 'What the watchlist watches',
};

/** The two kinds that go by words. */
export const BY_WORDS = ['keyword', 'reddit'];

export function watchlistId(parameters: Parameters): string {
	return outxIdIn(parameters.text('watchlist'), parameters.label('watchlist'));
}

export function pathOf(parameters: Parameters): string {
	return `/api-${parameters.text('kind')}-watchlist`;
}

export const name: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Competitors',
	description: 'What the watchlist is called',
};

export const frequency: INodeProperties = {
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
	description: 'How often OutX looks for new posts',
};

export const slackWebhook: INodeProperties = {
	displayName: 'Slack Webhook URL',
	name: 'slack_webhook_url',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://hooks.slack.com/services/T000/B000/XXXX',
	description: 'Where OutX announces new posts',
};

export const labels: INodeProperties = {
	displayName: 'Labels',
	name: 'labels',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Label',
	default: {},
	description: 'Labels that OutX puts on posts. At most two can be default labels.',
	options: [
		{
			displayName: 'Label',
			name: 'label',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Hiring',
				},
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. The author is looking for staff',
				},
				{
					displayName: 'Default',
					name: 'default',
					type: 'boolean',
					default: false,
					description: 'Whether the label is shown first',
				},
			],
		},
	],
};

export const keywords: INodeProperties = {
	displayName: 'Keywords',
	name: 'keywords',
	type: 'string',
	default: '',
	placeholder: 'e.g. growth marketing, lead generation',
	description: 'The words to watch for, separated by commas',
};

export const keywordRules: INodeProperties = {
	displayName: 'Keywords With Conditions',
	name: 'keywordRules',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Keyword',
	default: {},
	description: 'Keywords that count only together with, or without, other words',
	options: [
		{
			displayName: 'Keyword',
			name: 'rule',
			values: [
				{
					displayName: 'Keyword',
					name: 'keyword',
					type: 'string',
					default: '',
					placeholder: 'e.g. crm',
				},
				{
					displayName: 'Required Words',
					name: 'required',
					type: 'string',
					default: '',
					placeholder: 'e.g. startup, founder',
					description: 'Words that must be there, too, separated by commas',
				},
				{
					displayName: 'Require All',
					name: 'all',
					type: 'boolean',
					default: true,
					description: 'Whether all required words must be there instead of one of them',
				},
				{
					displayName: 'Excluded Words',
					name: 'excluded',
					type: 'string',
					default: '',
					placeholder: 'e.g. hiring',
					description: 'Words that must not be there, separated by commas',
				},
			],
		},
	],
};

export const prompt: INodeProperties = {
	displayName: 'Prompt',
	name: 'prompt',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	placeholder: 'e.g. Founders in Europe who look for their first sales hire',
	description: 'What you look for in your own words. OutX finds keywords and labels for it.',
};
