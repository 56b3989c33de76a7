import type { INodeProperties } from 'n8n-workflow';

import { simplify } from '../../shared/input/commonFields';
import { collection } from '../../shared/input/field';
import type { Operation, Resource } from '../operation';
import { optionsFor, waitForCompletion } from './options';

/** Everything the editor shows for one operation, in n8n's usual order. */
export function operationProperties(operation: Operation): INodeProperties[] {
	const { createsTask, fields, pages } = operation;
	const wait = createsTask ? waitForCompletion(operation) : [];
	const options = optionsFor(operation);
	return [
		...(pages ? [...wait, ...fields] : [...fields, ...wait]),
		...simplifyFor(operation),
		...(options.length > 0 ? [collection('Options', 'options', 'Add option', options)] : []),
	];
}

/** Operations that return lists of people and posts: a model is given less of each. */
const isBriefFor = ({ acts, consult, createsTask, pages }: Operation) =>
	!acts && !consult && (createsTask ?? pages) !== undefined;

function simplifyFor(operation: Operation): INodeProperties[] {
	const { createsTask, large } = operation;
	if (large) {
		const whenWaiting = { displayOptions: { show: { waitForCompletion: [true] } } };
		return [createsTask ? { ...simplify, ...whenWaiting } : simplify];
	}
	return isBriefFor(operation)
		? [{ ...simplify, displayOptions: { show: { '@tool': [true] } } }]
		: [];
}

function operationMenu({ value, operations }: Resource): INodeProperties {
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
	return { ...menu, default: operations[0].value };
}

/** A field and the operations that have it. */
interface Shared {
	field: INodeProperties;
	text: string;
	operations: string[];
}

/**
 * The fields of all operations of a resource. Identical fields of several operations are listed once, as long as each
 * operation keeps the order of its own fields: the editor loads all of them at once.
 */
function sharedFields(operations: Operation[]): Shared[] {
	const shared: Shared[] = [];
	for (const operation of operations) {
		let at = 0;
		for (const field of operationProperties(operation)) {
			const text = JSON.stringify(field);
			const same = shared.findIndex((other, i) => i >= at && other.text === text);
			if (same >= 0) shared[same].operations.push(operation.value);
			else shared.splice(at, 0, { field, text, operations: [operation.value] });
			at = (same >= 0 ? same : at) + 1;
		}
	}
	return shared;
}

function fieldsOfResource({ value, operations }: Resource): INodeProperties[] {
	return sharedFields(operations).map(({ field, operations: operation }) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { resource: [value], operation, ...field.displayOptions?.show },
		},
	}));
}

/** "Message: Send" under the node on the canvas, as the lists call it. */
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
		...resources.flatMap(fieldsOfResource),
	];
}
