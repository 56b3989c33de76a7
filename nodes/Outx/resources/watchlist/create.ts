import type { IDataObject } from 'n8n-workflow';

import { textField } from '../../../shared/input/commonFields';
import { companySlug } from '../../../shared/input/companies';
import { collection, field } from '../../../shared/input/field';
import { EmptyFieldError } from '../../../shared/input/inputError';
import type { Parameters } from '../../../shared/input/parameters';
import { readPerson, type Person } from '../../../shared/input/people';
import { refuses } from '../../../shared/output/refusal';
import type { TargetedRequest } from '../../../shared/sendOnce/action';
import { defineOperation } from '../../operation';
import { aboutPeople, peopleField } from '../people';
import { filledIn } from '../requests';
import * as fields from './watchlistFields';
import { keywordFrom, labelsFrom, slackFrom } from './watchlistValues';

const byWords = { kind: fields.BY_WORDS };
const byKeywords = { show: { ...byWords, basis: ['keywords'] } };

const createFields = [
	fields.kind,
	field({
		displayName: 'Find Posts By',
		name: 'basis',
		type: 'options',
		options: [
			{ name: 'Keywords', value: 'keywords', description: 'Posts that contain certain words' },
			{
				name: 'Keywords With Conditions',
				value: 'conditions',
				description: 'Posts that contain certain words together with, or without, others',
			},
			{ name: 'Prompt', value: 'prompt', description: 'Posts that match a description' },
		],
		default: 'keywords',
		displayOptions: { show: byWords },
	}),
	field({ ...fields.keywords, required: true, displayOptions: byKeywords }),
	{ ...fields.keywordRules, displayOptions: { show: { ...byWords, basis: ['conditions'] } } },
	field({
		...fields.prompt,
		required: true,
		displayOptions: { show: { ...byWords, basis: ['prompt'] } },
	}),
	field({ ...peopleField('profiles', 'slug'), displayOptions: { show: { kind: ['people'] } } }),
	field({
		displayName: 'Companies',
		name: 'companies',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. microsoft, https://www.linkedin.com/company/openai',
		description: 'LinkedIn URLs or slugs of the companies, separated by commas',
		displayOptions: { show: { kind: ['company'] } },
	}),
	collection('Additional Fields', 'more', 'Add field', [
		textField(
			'Description',
			'description',
			'e.g. What our competitors write',
			'A note for your team',
		),
		fields.labels,
		fields.name,
		{
			...textField(
				'Objective',
				'objective',
				'e.g. Find teams that outgrow their CRM',
				'One sentence that tells OutX which posts are relevant',
			),
			displayOptions: { show: { '/kind': fields.BY_WORDS } },
		},
		fields.frequency,
		{ ...fields.slackWebhook, displayOptions: { show: { '/kind': ['reddit'] } } },
	]),
];

type Reader = Parameters<(typeof createFields)[number]['name']>;

export const createWatchlist = defineOperation({
	name: 'Create',
	value: 'create',
	action: 'Create a watchlist',
	description: 'Start watching keywords, people, companies or Reddit',
	looksUp: 'slug',
	acts: {},
	fields: createFields,
	interpret: (body) => fields.watchlistIn(body, 'a watchlist', (made) => !refuses(made)),
	request: (parameters) => {
		const path = fields.pathOf(parameters);
		const { people, ...rest } = bodyFor(parameters);
		const requestWith = (values: IDataObject): TargetedRequest => {
			const body = filledIn(values);
			return { method: 'POST', path, target: `${path} ${JSON.stringify(body)}`, body };
		};
		if (!people) return requestWith(rest);
		return aboutPeople(people, 'slug', (profiles) => requestWith({ profiles, ...rest }));
	},
});

/** People are apart, because they may have to be looked up. */
function bodyFor(parameters: Reader): IDataObject & { people?: Person[] } {
	const kind = parameters.text('kind');
	const basics = {
		name: parameters.optional('more.name'),
		fetchFreqInHours: parameters.has('more.fetchFreqInHours')
			? parameters.number('more.fetchFreqInHours')
			: undefined,
	};
	const isWords = fields.BY_WORDS.includes(kind);
	// With a prompt, OutX creates keywords and labels itself and accepts none.
	if (isWords && parameters.text('basis') === 'prompt') {
		return { prompt: parameters.required('prompt'), ...basics };
	}
	const rest = {
		...basics,
		description: parameters.optional('more.description'),
		labels: labelsFrom(parameters.rows('more.labels.label'), parameters.label('more.labels')),
	};
	if (kind === 'people') {
		return { people: parameters.readEach('profiles', readPerson, 'Enter at least one'), ...rest };
	}
	if (kind === 'company') {
		const slugs = parameters.readEach('companies', companySlug, 'Enter at least one');
		return { companies: [...new Set(slugs)], ...rest };
	}

	const byConditions = parameters.text('basis') === 'conditions';
	const keywords = byConditions
		? parameters.rows('keywordRules.rule').map(keywordFrom)
		: parameters.list('keywords');
	if (keywords.length === 0) {
		const label = parameters.label(byConditions ? 'keywordRules' : 'keywords');
		throw new EmptyFieldError(label, 'Enter at least one keyword');
	}
	return {
		keywords,
		...rest,
		objective: parameters.optional('more.objective'),
		slack_webhook_url:
			kind === 'reddit'
				? (slackFrom(parameters, 'more.slack_webhook_url') ?? undefined)
				: undefined,
	};
}
