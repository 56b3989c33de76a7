import type { INodeProperties } from 'n8n-workflow';

import { maximumWait, output, pollingInterval, simplify } from '../../shared/input/commonFields';
import type { Operation, Resource } from '../operation';

const whenWaiting = { show: { '/waitForCompletion': [true] } };

const concurrency: INodeProperties = {
	displayName: 'Requests at Once',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 20 },
	default: 5,
	description: 'How many items are asked for at the same time',
};

const delay: INodeProperties = {
	displayName: 'Delay Between Items',
	name: 'delay',
	type: 'fixedCollection',
	default: { seconds: { from: 30, to: 90 } },
	description: 'Pauses for a random time after each item that was sent, as a person would',
	options: [
		{
			displayName: 'Seconds',
			name: 'seconds',
			values: [
				{
					displayName: 'From (Seconds)',
					name: 'from',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 30,
				},
				{
					displayName: 'To (Seconds)',
					name: 'to',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 90,
				},
			],
		},
	],
};

const sendOncePerRecipient: INodeProperties = {
	displayName: 'Send Once Per Recipient',
	name: 'sendOncePerRecipient',
	type: 'options',
	options: [
		{
			name: 'Within This Node',
			value: 'node',
			description: 'Skip who was already reached by this node, in this or any earlier execution',
		},
		{
			name: 'Within This Workflow',
			value: 'workflow',
			description: 'Skip who was already reached in the same way by any node of this workflow',
		},
	],
	default: 'node',
	description:
		'Skips recipients that were already reached. Their items come out marked as skipped.',
};

function optionsOf(operation: Operation): INodeProperties[] {
	const { createsTask, acts, options = [] } = operation;
	const waiting = createsTask ? [maximumWait, pollingInterval] : [];
	const results = createsTask && !acts ? [output] : [];
	return [
		...(acts ? [] : [concurrency]),
		...(acts?.onLinkedIn ? [delay] : []),
		...[...waiting, ...results].map((field) => ({ ...field, displayOptions: whenWaiting })),
		...(acts?.toSomebody ? [sendOncePerRecipient] : []),
		...options,
	].sort((a, b) => a.displayName.localeCompare(b.displayName));
}

/** Everything the editor shows for one operation, in the order in which n8n users know it. */
export function fieldsOf(operation: Operation): INodeProperties[] {
	const { createsTask, large, fields, pages } = operation;
	const wait = createsTask ? waitForCompletion(operation) : [];
	const options = optionsOf(operation);
	return [
		...(pages ? [...wait, ...fields] : [...fields, ...wait]),
		...(large
			? [
					createsTask
						? { ...simplify, displayOptions: { show: { waitForCompletion: [true] } } }
						: simplify,
				]
			: []),
		...(options.length > 0 ? [{ ...optionsField, options }] : []),
	];
}

const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
};

const WAIT = 'waitForCompletion';

const waitForCompletion = ({ pages }: Operation): INodeProperties[] => [
	{
		displayName: 'Wait for Completion',
		name: WAIT,
		type: 'boolean',
		default: false,
		description:
			'Whether to wait until the OutX extension has done it and return the result. Otherwise the task ID is returned at once.',
		hint: pages
			? 'Off: a task for one page comes out, for OutX Wait for Task. On: the results themselves, as many as you want.'
			: 'Off: a task comes out, for OutX Wait for Task. On: the result itself comes out.',
		displayOptions: { hide: { '@tool': [true] } },
	},
	{
		// An AI agent needs the answer in one call.
		displayName: 'Wait for Completion',
		name: WAIT,
		type: 'hidden',
		default: true,
		displayOptions: { show: { '@tool': [true] } },
	},
];

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
 * The fields of all operations of a resource. What several operations have in the same form is listed once, as long as
 * every operation keeps the order of its own fields: the editor loads all of this at once.
 */
function sharedFields(operations: Operation[]): Shared[] {
	const shared: Shared[] = [];
	for (const operation of operations) {
		let at = 0;
		for (const field of fieldsOf(operation)) {
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
export function subtitleOf(resources: Resource[]): string {
	const names = resources.flatMap(({ name, value, operations }) =>
		operations.map((operation) => [`${value}.${operation.value}`, `${name}: ${operation.name}`]),
	);
	const map = JSON.stringify(Object.fromEntries(names));
	return `={{ (${map})[$parameter["resource"] + "." + $parameter["operation"]] }}`;
}

export function propertiesOf(resources: Resource[]): INodeProperties[] {
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

/** What the editor calls a field, for messages: "filters.keyword" is 'Keyword'. */
export function labelsOf(operation: Operation): (name: string) => string {
	return (name) => {
		let level: INodeProperties[] = fieldsOf(operation);
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
