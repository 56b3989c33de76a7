import type { INodeProperties } from 'n8n-workflow';

import { maximumWait, output, pollingInterval } from '../../shared/input/commonFields';
import type { Operation } from '../operation';

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

export function optionsFor(operation: Operation): INodeProperties[] {
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

const WAIT = 'waitForCompletion';

export const waitForCompletion = ({ pages }: Operation): INodeProperties[] => [
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
