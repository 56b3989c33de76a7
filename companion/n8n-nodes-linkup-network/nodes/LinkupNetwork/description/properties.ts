import type { INodeProperties } from 'n8n-workflow';

import { accountId, delay } from '../../shared/input/commonFields';
import type { Operation, Resource } from '../operation';

const byName = (a: INodeProperties, b: INodeProperties) =>
	a.displayName.localeCompare(b.displayName);

/** Everything the editor shows for one operation. */
export const operationProperties = ({ fields, options = [] }: Operation): INodeProperties[] => [
	accountId,
	...fields,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [delay, ...options].sort(byName),
	},
];

/** What the editor calls a field, for messages: "options.offset" is 'Offset'. */
export function labelsFor(operation: Operation): (name: string) => string {
	const fields = [...operationProperties(operation), delay, ...(operation.options ?? [])];
	return (name) =>
		fields.find((field) => field.name === name.split('.').at(-1))?.displayName ?? name;
}

function operationMenu({ value, operations, initial }: Resource): INodeProperties {
	const menu: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: operations.map(({ name, value: operation, action, description }) => ({
			name,
			value: operation,
			action,
			description,
		})),
		default: '',
	};
	return { ...menu, default: initial };
}

function fieldsOf({ value }: Resource, operation: Operation): INodeProperties[] {
	return operationProperties(operation).map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { resource: [value], operation: [operation.value], ...field.displayOptions?.show },
		},
	}));
}

/** "Invitation: Send" under the node on the canvas, as the lists call it. */
export function subtitleFor(resources: Resource[]): string {
	const names = resources.flatMap(({ name, value, operations }) =>
		operations.map((operation) => [`${value}.${operation.value}`, `${name}: ${operation.name}`]),
	);
	const map = JSON.stringify(Object.fromEntries(names));
	return `={{ (${map})[$parameter["resource"] + "." + $parameter["operation"]] }}`;
}

export function nodeProperties(resources: Resource[]): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(({ name, value }) => ({ name, value })),
			default: 'connection',
		},
		...resources.map(operationMenu),
		...resources.flatMap((resource) =>
			resource.operations.flatMap((operation) => fieldsOf(resource, operation)),
		),
	];
}
