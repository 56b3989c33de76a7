import type { INodeProperties } from 'n8n-workflow';

import {
	includeInputFields,
	maximumWait,
	output,
	pollingInterval,
} from '../../shared/input/commonFields';
import { field, fixedCollection } from '../../shared/input/field';
import type { Operation } from '../operation';

const whenWaiting = { show: { '/waitForCompletion': [true] } };

const concurrency = field({
	displayName: 'Max Concurrent Requests',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 20, numberPrecision: 0 },
	default: 5,
	description: 'Maximum number of items to request at the same time',
});

const secondsField = <Name extends string>(displayName: string, name: Name, value: number) =>
	field({ displayName, name, type: 'number', typeOptions: { minValue: 0 }, default: value });

const delay = fixedCollection({
	displayName: 'Delay Between Items',
	name: 'delay',
	type: 'fixedCollection',
	default: { seconds: { from: 30, to: 90 } },
	description: 'Random time to wait between items, as a person would',
	options: [
		{
			displayName: 'Seconds',
			name: 'seconds',
			values: [secondsField('From (Seconds)', 'from', 30), secondsField('To (Seconds)', 'to', 90)],
		},
	],
});

const limit = <Name extends string>(
	displayName: string,
	name: Name,
	defaultValue: number,
	period: string,
) =>
	field({
		displayName,
		name,
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1000, numberPrecision: 0 },
		default: defaultValue,
		description: `Max number of actions of this kind per ${period}, across all executions of this workflow. Other items are returned as skipped, with the time when there is room again. Use 0 to send nothing.`,
	});

const limitPerDay = limit('Limit per Day', 'limitPerDay', 20, 'day');
const limitPerWeek = limit('Limit per Week', 'limitPerWeek', 80, 'week, starting on Monday');

const sendOncePerRecipient = field({
	displayName: 'Send Once Per Recipient',
	name: 'sendOncePerRecipient',
	type: 'options',
	options: [
		{
			name: 'Within This Node',
			value: 'node',
			description:
				'Skip recipients this node has already contacted, in this or an earlier execution',
		},
		{
			name: 'Within This Workflow',
			value: 'workflow',
			description:
				'Skip recipients any node of this workflow has already contacted in the same way',
		},
	],
	default: 'node',
	description: 'Skip recipients that were already contacted. Their items are returned as skipped.',
});

type Setting =
	| typeof concurrency
	| typeof delay
	| typeof includeInputFields
	| typeof limitPerDay
	| typeof limitPerWeek
	| typeof maximumWait
	| typeof output
	| typeof pollingInterval
	| typeof sendOncePerRecipient;

/** The names of fields that every operation can read in addition to its own. */
export type SettingName = 'simplify' | 'waitForCompletion' | `options.${Setting['name']}`;

export function optionsFor(operation: Operation): INodeProperties[] {
	const { createsTask, looksUp, acts, consult, options = [] } = operation;
	const waiting = createsTask || looksUp ? [maximumWait, pollingInterval] : [];
	const results = createsTask && !acts ? [output] : [];
	return [
		...(acts || consult ? [] : [concurrency]),
		...(acts?.countsAs ? [delay, limitPerDay, limitPerWeek] : []),
		// A lookup is waited for in any case.
		...waiting.map((field) => (looksUp ? field : { ...field, displayOptions: whenWaiting })),
		...results.map((field) => ({ ...field, displayOptions: whenWaiting })),
		...(acts?.toSomebody ? [sendOncePerRecipient] : []),
		...(acts ? [includeInputFields] : []),
		...options,
	].sort((a, b) => (a.displayName < b.displayName ? -1 : 1));
}

const WAIT = 'waitForCompletion';

const wait: INodeProperties = {
	displayName: 'Wait for Completion',
	name: WAIT,
	type: 'boolean',
	default: true,
	description:
		'Whether to wait until the task is completed and return its result. If off, the task ID is returned right away.',
	displayOptions: { hide: { '@tool': [true] } },
};

/** An AI agent needs the answer in one call. */
const waitAlways: INodeProperties = {
	displayName: 'Wait for Completion',
	name: WAIT,
	type: 'hidden',
	default: true,
	displayOptions: { show: { '@tool': [true] } },
};

/** On for what reads, because the next node needs the results. What acts may take hours, and returns a receipt. */
export const waitForCompletion = ({ acts, pages }: Operation): INodeProperties[] => [
	{
		...wait,
		...(acts && { default: false }),
		hint: pages
			? 'On: returns the results, as many as you want. Off: returns a task for one page, for OutX Wait for Task.'
			: 'On: returns the result. Off: returns a task, for OutX Wait for Task.',
	},
	waitAlways,
];
