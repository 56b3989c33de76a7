import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../../shared/input/inputError';
import type { Parameters } from '../../../shared/input/parameters';

const MOST_DEFAULT_LABELS = 2;

type Rule = Parameters<'keyword' | 'required' | 'all' | 'excluded'>;
type Label = Parameters<'name' | 'description' | 'default'>;

/** A keyword with conditions, as OutX expects it. */
export function keywordFrom(rule: Rule): IDataObject {
	const keyword = rule.required('keyword').trim();
	const required = rule.list('required');
	const excluded = rule.list('excluded');
	const oneIsEnough = rule.has('all') && !rule.flag('all');
	return {
		keyword,
		...(required.length > 0 && { required_keywords: required }),
		...(required.length > 0 && oneIsEnough && { include_all_required: false }),
		// OutX's own sources use both names; a server ignores the one it does not know.
		...(excluded.length > 0 && { excluded_keywords: excluded, exclude_keywords: excluded }),
	};
}

export function labelsFrom(rows: Label[], field: string): IDataObject[] {
	const labels = rows.map((row): IDataObject => {
		const description = row.optional('description');
		return {
			name: row.required('name').trim(),
			...(description !== undefined && { description }),
			...(row.flag('default') && { default: true }),
		};
	});
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
