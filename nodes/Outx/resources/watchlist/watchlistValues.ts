import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/input/inputError';
import type { Parameters } from '../../../shared/input/parameters';

const MOST_DEFAULT_LABELS = 2;

const split = (value: unknown): string[] =>
	(Array.isArray(value) ? value.map(String) : String(value ?? '').split(/[,\n]/))
		.map((word) => word.trim())
		.filter((word) => word !== '');

/** Plain keywords, and those with conditions, as OutX expects them. */
export function keywordsFrom(
	parameters: Parameters,
	plain: string,
	rules: string,
): Array<string | IDataObject> {
	const conditional = parameters.rows(`${rules}.rule`).map((rule): IDataObject => {
		const keyword = String(rule.keyword ?? '').trim();
		if (keyword === '')
			throw new InputError(`'${parameters.label(rules)}' has an entry without a keyword`);
		const required = split(rule.required);
		const excluded = split(rule.excluded);
		return {
			keyword,
			...(required.length > 0 && { required_keywords: required }),
			...(required.length > 0 && rule.all === false && { include_all_required: false }),
			// OutX's own sources use either name; a server ignores the one it does not know.
			...(excluded.length > 0 && { excluded_keywords: excluded, exclude_keywords: excluded }),
		};
	});
	return [...parameters.list(plain), ...conditional];
}

export function labelsFrom(parameters: Parameters, field: string): IDataObject[] {
	const labels = parameters.rows(`${field}.label`).map((row): IDataObject => {
		const name = String(row.name ?? '').trim();
		if (name === '')
			throw new InputError(`'${parameters.label(field)}' has an entry without a name`);
		const description = String(row.description ?? '').trim();
		return {
			name,
			...(description !== '' && { description }),
			...(row.default === true && { default: true }),
		};
	});
	if (labels.filter((label) => label.default).length > MOST_DEFAULT_LABELS) {
		throw new InputError(
			`'${parameters.label(field)}' has more than ${MOST_DEFAULT_LABELS} default labels`,
			'Turn Default off for some of them',
		);
	}
	return labels;
}

export const FREQUENCIES = [1, 3, 6, 12, 24, 48, 72];

export function frequencyFrom(parameters: Parameters, field: string): number | undefined {
	if (!parameters.has(field)) return undefined;
	const hours = parameters.whole(field, { min: 1 });
	if (FREQUENCIES.includes(hours)) return hours;
	throw new InputError(
		`'${parameters.label(field)}' must be one of ${FREQUENCIES.join(', ')} hours, not ${hours}`,
	);
}

/** A Slack webhook; null removes it. */
export function slackFrom(parameters: Parameters, field: string): string | null {
	const url = parameters.text(field);
	if (url === '') return null;
	if (/^https:\/\/\S+$/.test(url)) return url;
	throw new InputError(
		`'${parameters.label(field)}' is not a web address`,
		'Copy the incoming webhook from Slack. It starts with https://hooks.slack.com/',
	);
}
