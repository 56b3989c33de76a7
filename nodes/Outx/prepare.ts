import type { IExecuteFunctions } from 'n8n-workflow';

import type { Call } from '../shared/call';
import { Read } from '../shared/read';
import { isTool } from '../shared/memory';
import type { Scope } from '../shared/store';
import { troubleWith, type Trouble } from '../shared/trouble';
import { waitingOf, type Waiting } from '../shared/wait';
import { labelsOf } from './fields';
import type { Operation } from './operation';

/** An item that can be sent. */
export interface Ready {
	item: number;
	call: Call;
	read: Read;
}

export interface Unfit {
	item: number;
	trouble: Trouble;
}

/** What holds for the whole run; taken from the first item. */
export interface Settings {
	wait: boolean;
	waiting: Waiting;
	concurrency: number;
	delayMs: [from: number, to: number];
	oncePerRecipient: Scope | undefined;
}

export function readerFor(context: IExecuteFunctions, operation: Operation, item: number): Read {
	const alwaysWaits = operation.createsTask && isTool(context);
	return new Read(
		(name) =>
			alwaysWaits && name === 'waitForCompletion'
				? true
				: context.getNodeParameter(name, item, null),
		labelsOf(operation),
	);
}

/** Checks every item before the first request leaves. */
export function prepare(context: IExecuteFunctions, operation: Operation): Array<Ready | Unfit> {
	return context.getInputData().map((_, item) => {
		try {
			const read = readerFor(context, operation, item);
			if (operation.pages?.wanted(read)) operation.pages.limit(read);
			return { item, read, call: operation.call(read) };
		} catch (problem) {
			return { item, trouble: troubleWith(problem) };
		}
	});
}

export function settingsOf(read: Read): Settings {
	const delay = (end: string) =>
		1000 *
		(read.has(`options.delay.seconds.${end}`)
			? read.number(`options.delay.seconds.${end}`, {})
			: 0);
	const from = delay('from');
	const scope = read.text('options.sendOncePerRecipient');
	return {
		wait: read.flag('waitForCompletion'),
		waiting: waitingOf(read, 'options.maximumWait'),
		concurrency: read.has('options.concurrency')
			? read.whole('options.concurrency', { min: 1, max: 20 })
			: 5,
		delayMs: [from, Math.max(from, delay('to'))],
		oncePerRecipient: scope === 'node' || scope === 'workflow' ? scope : undefined,
	};
}
