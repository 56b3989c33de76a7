import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/input/inputError';
import type { Parameters } from '../../../shared/input/parameters';
import { filledIn } from '../requests';

const MOST_DEFAULT_LABELS = 2;

type Rule = Parameters<'keyword' | 'required' | 'all' | 'excluded'>;
type Label = Parameters<'name' | 'description' | 'default'>;

/** A keyword with conditions, as OutX expects it. */
export function keywordFrom(rule: Rule): IDataObject {
	const required = rule.list('required');
	const excluded = rule.list('excluded');
	const oneIsEnough = required.length > 0 && rule.has('all') && !rule.flag('all');
	return filledIn({
		keyword: rule.required('keyword').trim(),
		required_keywords: required,
		include_all_required: oneIsEnough ? false : undefined,
		// OutX's own sources use both names; a server ignores the one it does not know.
		excluded_keywords: excluded,
		exclude_keywords: excluded,
	});
}

export function labelsFrom(rows: Label[], field: string): IDataObject[] {
	const labels = rows.map((row) =>
		filledIn({
			name: row.required('name').trim(),
			description: row.optional('description'),
			default: row.flag('default') || undefined,
		}),
	);
	if (labels.filter((label) => label.default).length > MOST_DEFAULT_LABELS) {
		throw new InputError(
			`'${field}' has more than ${MOST_DEFAULT_LABELS} default labels`,
			'Turn off Default for some of them',
		);
	}
	return labels;
}

/** A Slack webhook; null removes it. */
export function slackFrom<Name extends string>(
	parameters: Parameters<Name>,
	field: Name,
): string | null {
	const url = parameters.text(field);
	if (url === '') return null;
	if (/^https:\/\/\S+$/.test(url)) return url;
	throw new InputError(
		`'${parameters.label(field)}' is not a URL`,
		'Copy the incoming webhook from Slack. It starts with https://hooks.slack.com/',
	);
}
