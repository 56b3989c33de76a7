import type { IDataObject } from 'n8n-workflow';

import { watchlist } from '../../../shared/input/commonFields';
import { collection } from '../../../shared/input/field';
import { EmptyFieldError, InputError } from '../../../shared/input/inputError';
import { outxIdIn } from '../../../shared/input/outxIds';
import type { Parameters } from '../../../shared/input/parameters';
import { confirmationAbout } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import * as fields from './watchlistFields';
import { keywordFrom, labelsFrom, slackFrom } from './watchlistValues';

const byWords = { show: { '/kind': fields.BY_WORDS } };

const updateFields = [
	fields.kind,
	watchlist,
	{
		...collection('Update Fields', 'changes', 'Add field', [
			{
				displayName: 'Active',
				name: 'active',
				type: 'boolean',
				default: true,
				description: 'Whether the watchlist is active. Turn off to pause it.',
			},
			{
				displayName: 'Add to Existing Keywords',
				name: 'append',
				type: 'boolean',
				default: true,
				description: 'Whether to keep the existing keywords. If off, they are replaced.',
				displayOptions: byWords,
			},
			{ ...fields.keywords, displayOptions: byWords },
			{ ...fields.keywordRules, displayOptions: byWords },
			{ ...fields.labels, displayOptions: byWords },
			fields.name,
			{
				...fields.prompt,
				description: 'What to watch for, in your own words. Replaces all keywords and labels.',
				displayOptions: byWords,
			},
			fields.frequency,
			{
				...fields.slackWebhook,
				description: 'Slack incoming webhook that receives new posts. Leave empty to remove it.',
			},
		]),
		description: 'Only the fields you add are changed',
	},
];

type Reader = Parameters<(typeof updateFields)[number]['name']>;

export const updateWatchlist = defineOperation({
	name: 'Update',
	value: 'update',
	action: 'Update a watchlist',
	description: 'Rename, pause or resume a watchlist, or change what it watches',
	acts: {},
	fields: updateFields,
	interpret: confirmationAbout,
	request: (parameters) => {
		const id = parameters.read('watchlist', outxIdIn);
		const body = { id, ...changesFrom(parameters) };
		return { method: 'PUT', path: fields.pathOf(parameters), target: id, body };
	},
});

function changesFrom(parameters: Reader): IDataObject {
	const changes = patchFrom(parameters);
	const prompt = isByWords(parameters) ? parameters.optional('changes.prompt') : undefined;
	if (prompt !== undefined) {
		if (Object.keys(changes).length === 0) return { prompt };
		throw new InputError(
			`'${parameters.label('changes.prompt')}' cannot be changed together with other fields`,
			'A prompt replaces all keywords and labels. Use another OutX node for the other fields',
		);
	}
	if (Object.keys(changes).length > 0) return changes;
	throw new EmptyFieldError(parameters.label('changes'), 'Add at least one field to change');
}

const isByWords = (parameters: Reader) => fields.BY_WORDS.includes(parameters.text('kind'));

function patchFrom(parameters: Reader): IDataObject {
	const changes: IDataObject = {};
	if (parameters.isAdded('changes.name')) changes.name = parameters.required('changes.name').trim();
	if (parameters.has('changes.fetchFreqInHours')) {
		changes.fetchFreqInHours = parameters.number('changes.fetchFreqInHours');
	}
	if (parameters.isAdded('changes.active')) changes.disable = !parameters.flag('changes.active');
	if (parameters.isAdded('changes.slack_webhook_url')) {
		changes.slack_webhook_url = slackFrom(parameters, 'changes.slack_webhook_url');
	}
	if (!isByWords(parameters)) return changes;
	const keywords = [
		...parameters.list('changes.keywords'),
		...parameters.rows('changes.keywordRules.rule').map(keywordFrom),
	];
	if (keywords.length > 0) {
		changes.keywords = keywords;
		if (parameters.flag('changes.append')) changes.append = true;
	}
	const labels = labelsFrom(
		parameters.rows('changes.labels.label'),
		parameters.label('changes.labels'),
	);
	if (labels.length > 0) changes.labels = labels;
	return changes;
}
