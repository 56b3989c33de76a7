import type { IDataObject } from 'n8n-workflow';

import { companySlug } from '../../../shared/input/companies';
import { profileSlug } from '../../../shared/input/people';
import { collection, field } from '../../../shared/input/field';
import { EmptyFieldError } from '../../../shared/input/inputError';
import type { Parameters } from '../../../shared/input/parameters';
import { entityOf } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
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
			{ name: 'Prompt', value: 'prompt', description: 'Posts that match a description' },
		],
		default: 'keywords',
		displayOptions: { show: byWords },
	}),
	field({ ...fields.keywords, displayOptions: byKeywords }),
	field({
		...fields.prompt,
		required: true,
		displayOptions: { show: { ...byWords, basis: ['prompt'] } },
	}),
	field({
		displayName: 'Profiles',
		name: 'profiles',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. williamhgates, https://www.linkedin.com/in/satyanadella',
		description: 'LinkedIn URLs or slugs of the people, separated by commas',
		displayOptions: { show: { kind: ['people'] } },
	}),
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
	collection({
		displayName: 'Additional Fields',
		name: 'more',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Description',
				name: 'description',
				type: 'string',
				default: '',
				placeholder: 'e.g. What our competitors write',
				description: 'A note for your team',
			},
			{ ...fields.keywordRules, displayOptions: { show: { '/kind': fields.BY_WORDS } } },
			fields.labels,
			fields.name,
			{
				displayName: 'Objective',
				name: 'objective',
				type: 'string',
				default: '',
				placeholder: 'e.g. Find teams that outgrow their CRM',
				description: 'One sentence that tells OutX which posts are relevant',
				displayOptions: { show: { '/kind': fields.BY_WORDS } },
			},
			fields.frequency,
			{ ...fields.slackWebhook, displayOptions: { show: { '/kind': ['reddit'] } } },
		],
	}),
];

type Reader = Parameters<(typeof createFields)[number]['name']>;

export const create = defineOperation({
	name: 'Create',
	value: 'create',
	action: 'Create a watchlist',
	description: 'Start watching keywords, people, companies or Reddit',
	acts: {},
	fields: createFields,
	interpret: entityOf('data'),
	request: (parameters) => {
		const path = fields.pathOf(parameters);
		const body = bodyFor(parameters);
		return { method: 'POST', path, target: `${path} ${JSON.stringify(body)}`, body };
	},
});

function bodyFor(parameters: Reader): IDataObject {
	const kind = parameters.text('kind');
	const name = parameters.optional('more.name');
	const basics = {
		...(name !== undefined && { name }),
		...(parameters.has('more.fetchFreqInHours') && {
			fetchFreqInHours: parameters.number('more.fetchFreqInHours'),
		}),
	};
	const isWords = fields.BY_WORDS.includes(kind);
	// With a prompt, OutX creates keywords and labels itself and accepts none.
	if (isWords && parameters.text('basis') === 'prompt') {
		return { prompt: parameters.required('prompt'), ...basics };
	}
	const description = parameters.optional('more.description');
	const labels = labelsFrom(parameters.rows('more.labels.label'), parameters.label('more.labels'));
	const rest = {
		...basics,
		...(description !== undefined && { description }),
		...(labels.length > 0 && { labels }),
	};
	if (kind === 'people') return { profiles: all(parameters, 'profiles', profileSlug), ...rest };
	if (kind === 'company') return { companies: all(parameters, 'companies', companySlug), ...rest };

	const keywords = [
		...parameters.list('keywords'),
		...parameters.rows('more.keywordRules.rule').map(keywordFrom),
	];
	if (keywords.length === 0) {
		throw new EmptyFieldError(parameters.label('keywords'), 'Enter at least one keyword');
	}
	const objective = parameters.optional('more.objective');
	const slack = kind === 'reddit' ? slackFrom(parameters, 'more.slack_webhook_url') : null;
	return {
		keywords,
		...rest,
		...(objective !== undefined && { objective }),
		...(slack !== null && { slack_webhook_url: slack }),
	};
}

function all(
	parameters: Reader,
	field: 'profiles' | 'companies',
	slug: (text: string, label: string) => string,
): string[] {
	const label = parameters.label(field);
	const slugs = parameters.list(field).map((entry) => slug(entry, label));
	if (slugs.length === 0) throw new EmptyFieldError(label, 'Enter at least one');
	return [...new Set(slugs)];
}
