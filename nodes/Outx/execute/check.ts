import type { IExecuteFunctions } from 'n8n-workflow';

import { cleanText } from '../../shared/util/text';
import type { ApiRequest } from '../../shared/api/types';
import { InputError } from '../../shared/input/inputError';
import { Parameters } from '../../shared/input/parameters';
import { isTool } from '../../shared/util/context';
import type { Scope } from '../../shared/sendOnce/marks';
import { describeThrown, type ErrorDetails } from '../../shared/api/errors';
import { waitLimitsFrom, type WaitLimits } from '../../shared/tasks/waitForTasks';
import { labelsFor } from '../description/labels';
import type { Operation } from '../operation';

/** An item that can be sent. */
export interface CheckedItem {
	item: number;
	request: ApiRequest;
	parameters: Parameters;
}

export interface RejectedItem {
	item: number;
	error: ErrorDetails;
}

/** What holds for the whole run; taken from the first item. */
export interface RunSettings {
	wait: boolean;
	waiting: WaitLimits;
	concurrency: number;
	delayMs: [from: number, to: number];
	oncePerRecipient: Scope | undefined;
}

export function readerFor(
	context: IExecuteFunctions,
	operation: Operation,
	item: number,
): Parameters {
	const alwaysWaits = operation.createsTask && isTool(context);
	return new Parameters(
		(name) =>
			alwaysWaits && name === 'waitForCompletion'
				? true
				: context.getNodeParameter(name, item, null),
		labelsFor(operation),
	);
}

/** Checks every item before the first request leaves. */
export function prepare(
	context: IExecuteFunctions,
	operation: Operation,
): Array<CheckedItem | RejectedItem> {
	return context.getInputData().map((_, item) => {
		try {
			const parameters = readerFor(context, operation, item);
			if (operation.pages?.wanted(parameters)) operation.pages.limit(parameters);
			return { item, parameters, request: operation.request(parameters) };
		} catch (problem) {
			return { item, error: describeThrown(problem) };
		}
	});
}

export function settingsFrom(parameters: Parameters): RunSettings {
	const delay = (end: string) =>
		1000 *
		(parameters.has(`options.delay.seconds.${end}`)
			? parameters.number(`options.delay.seconds.${end}`, {})
			: 0);
	const from = delay('from');
	return {
		wait: parameters.flag('waitForCompletion'),
		waiting: waitLimitsFrom(parameters, 'options.maximumWait'),
		concurrency: parameters.has('options.concurrency')
			? parameters.whole('options.concurrency', { min: 1, max: 20 })
			: 5,
		delayMs: [from, Math.max(from, delay('to'))],
		oncePerRecipient: scopeFrom(parameters, 'options.sendOncePerRecipient'),
	};
}

/** Who asks for this and mistypes it in an expression must not write to people twice. */
function scopeFrom(parameters: Parameters, field: string): Scope | undefined {
	const scope = parameters.text(field);
	if (scope === '' || scope === 'node' || scope === 'workflow') return scope || undefined;
	throw new InputError(
		`'${parameters.label(field)}' must be node or workflow, not ${cleanText(scope, 80)}`,
		'Choose one from the list, or let the expression return one of these words',
	);
}
