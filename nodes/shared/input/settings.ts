import type { INodeProperties } from 'n8n-workflow';

import { isObject } from '../util/guards';

/** A field with the value that the user entered: text that begins with "=" is an expression. */
export interface Setting {
	/** The name for reading it: "limit" or "filters.keyword". */
	name: string;
	label: string;
	field: INodeProperties;
	entered: unknown;
	/** The user added it to a collection, so it is intended. */
	isMember: boolean;
}

const SHOWN_ONLY = ['hidden', 'notice', 'callout', 'button'];

const isField = (option: object): option is INodeProperties => 'type' in option;

/** The fields with values: those of a collection if the user added them, all others if they are shown. */
export function settingsIn(
	fields: readonly INodeProperties[],
	entered: unknown,
	path = '',
	labelPath = '',
): Setting[] {
	if (!isObject(entered)) return [];
	return fields.flatMap((field): Setting[] => {
		const own = entered[field.name];
		if (own === undefined || SHOWN_ONLY.includes(field.type)) return [];
		const name = path + field.name;
		const label = labelPath + field.displayName;
		const setting = { name, label, field, entered: own, isMember: path !== '' };
		const options = field.options ?? [];
		if (field.type === 'collection') return settingsIn(options.filter(isField), own, `${name}.`);
		if (field.type !== 'fixedCollection') return [setting];
		const [group] = options;
		if (!group || !('values' in group)) return [];
		const inner = isObject(own) ? own[group.name] : undefined;
		if (inner === undefined && !field.typeOptions?.multipleValues) return [setting];
		if (Array.isArray(inner)) {
			return [{ ...setting, name: `${name}.${group.name}`, entered: inner }];
		}
		return settingsIn(group.values, inner, `${name}.${group.name}.`, `${label}: `);
	});
}

/** The label of a field in the editor: "filters.keyword" is 'Keyword', "labels.label.name" 'Labels: Name'. */
export function labelOf(fields: readonly INodeProperties[], name: string): string {
	let level = fields;
	let label = name;
	let above = '';
	for (const part of name.split('.')) {
		const field = level.find((candidate) => candidate.name === part);
		// The group of a fixed collection has a name in the path, and none that the editor shows.
		if (!field) continue;
		label = above + field.displayName;
		above = field.type === 'fixedCollection' ? `${field.displayName}: ` : '';
		level = (field.options ?? []).flatMap((option) =>
			'values' in option ? option.values : isField(option) ? [option] : [],
		);
	}
	return label;
}
