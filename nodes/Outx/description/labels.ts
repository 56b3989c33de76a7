import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../operation';
import { operationProperties } from './properties';

const membersOf = ({ options = [] }: INodeProperties): INodeProperties[] =>
	options.flatMap((option) =>
		'values' in option ? option.values : 'type' in option ? [option] : [],
	);

/** What the editor calls a field, for messages: "filters.keyword" is 'Keyword', "labels.label.name" 'Labels: Name'. */
export function labelsFor(operation: Operation): (name: string) => string {
	return (name) => {
		let level: INodeProperties[] = operationProperties(operation);
		let label = name;
		let above = '';
		for (const part of name.split('.')) {
			const field = level.find((candidate) => candidate.name === part);
			// The group of a fixed collection has a name in the path, and none that the editor shows.
			if (!field) continue;
			label = above + field.displayName;
			above = field.type === 'fixedCollection' ? `${field.displayName}: ` : '';
			level = membersOf(field);
		}
		return label;
	};
}
