import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../operation';
import { operationProperties } from './properties';

/** What the editor calls a field, for messages: "filters.keyword" is 'Keyword'. */
export function labelsFor(operation: Operation): (name: string) => string {
	return (name) => {
		let level: INodeProperties[] = operationProperties(operation);
		let label = name;
		for (const part of name.split('.')) {
			const field = level.find((candidate) => candidate.name === part);
			label = field?.displayName ?? label;
			level = (field?.options ?? []).flatMap((option) =>
				'values' in option ? option.values : 'type' in option ? [option] : [],
			);
		}
		return label;
	};
}
