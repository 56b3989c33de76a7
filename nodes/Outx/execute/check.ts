import type { IExecuteFunctions } from 'n8n-workflow';

import { clean, type Call } from '../../shared/api/classify';
import { InputProblem } from '../../shared/input/inputError';
import { Read } from '../../shared/input/parameters';
import { isTool } from '../../shared/sendOnce/attempts';
import type { Scope } from '../../shared/sendOnce/marks';
import { troubleWith, type Trouble } from '../../shared/api/errors';
import { waitingOf, type Waiting } from '../../shared/tasks/waitForTasks';
import { labelsOf } from '../description/properties';
import type { Operation } from '../operation';

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
	return {
		wait: read.flag('waitForCompletion'),
		waiting: waitingOf(read, 'options.maximumWait'),
		concurrency: read.has('options.concurrency')
			? read.whole('options.concurrency', { min: 1, max: 20 })
			: 5,
		delayMs: [from, Math.max(from, delay('to'))],
		oncePerRecipient: scopeFrom(read, 'options.sendOncePerRecipient'),
	};
}

/** Who asks for this and mistypes it in an expression must not write to people twice. */
function scopeFrom(read: Read, field: string): Scope | undefined {
	const scope = read.text(field);
	if (scope === '' || scope === 'node' || scope === 'workflow') return scope || undefined;
	throw new InputProblem(
		`'${read.label(field)}' must be node or workflow, not ${clean(scope, 80)}`,
		'Choose one from the list, or let the expression return one of these words',
	);
}
