import type { IExecuteFunctions } from 'n8n-workflow';

import { describeThrown } from '../../shared/api/errors';
import type { ApiRequest } from '../../shared/api/types';
import { InputError } from '../../shared/input/inputError';
import { Parameters } from '../../shared/input/parameters';
import type { OutputForm } from '../../shared/output/items';
import type { Scope } from '../../shared/sendOnce/marks';
import { waitLimitsFrom } from '../../shared/tasks/waitForTasks';
import { isTool } from '../../shared/util/context';
import { cleanText } from '../../shared/util/text';
import { labelsFor } from '../description/labels';
import type { SettingName } from '../description/options';
import type { Operation, TargetedRequest } from '../operation';
import { failed, type Failed } from './outcome';
import type { RunSettings } from './run';

/** An item whose parameters are valid. From here on, nobody reads a parameter any more. */
export interface CheckedItem<R extends ApiRequest = ApiRequest> {
	item: number;
	request: R;
	output: OutputForm;
	/** How many results to collect from how many pages it takes; undefined for a single request. */
	limit?: number;
}

export interface Checked {
	operation: Operation;
	settings: RunSettings;
	items: CheckedItem[];
	failures: Failed[];
}

export const isTargeted = (checked: CheckedItem): checked is CheckedItem<TargetedRequest> =>
	'target' in checked.request;

function parametersOf(context: IExecuteFunctions, operation: Operation, item: number): Parameters {
	const alwaysWaits = operation.createsTask && isTool(context);
	return new Parameters(
		(name) =>
			alwaysWaits && name === 'waitForCompletion'
				? true
				: context.getNodeParameter(name, item, null),
		labelsFor(operation),
		context.getInputData()[item]?.json,
	);
}

/** Checks every parameter of every item before the first request leaves. */
export function checkItems(context: IExecuteFunctions, operation: Operation): Checked {
	const checked: Checked = {
		operation,
		settings: settingsFrom(parametersOf(context, operation, 0)),
		items: [],
		failures: [],
	};
	for (const item of context.getInputData().keys()) {
		try {
			checked.items.push(checkItem(operation, parametersOf(context, operation, item), item));
		} catch (thrown) {
			checked.failures.push(failed(item, describeThrown(thrown)));
		}
	}
	return checked;
}

function checkItem(operation: Operation, parameters: Parameters, item: number): CheckedItem {
	return {
		item,
		request: operation.request(parameters),
		limit: operation.pages?.limit(parameters),
		output: outputFrom(operation, parameters),
	};
}

function outputFrom({ large }: Operation, parameters: Parameters<SettingName>): OutputForm {
	return {
		perTask: parameters.text('options.output') === 'task',
		simplify: large === true && parameters.flag('simplify'),
	};
}

function settingsFrom(parameters: Parameters<SettingName>): RunSettings {
	const delay = (end: 'from' | 'to') =>
		1000 *
		(parameters.has(`options.delay.seconds.${end}`)
			? parameters.number(`options.delay.seconds.${end}`, {})
			: 0);
	const from = delay('from');
	return {
		wait: parameters.flag('waitForCompletion'),
		waitLimits: { ...waitLimitsFrom(parameters, 'options.maximumWait'), renews: true },
		concurrency: parameters.has('options.concurrency')
			? parameters.whole('options.concurrency', { min: 1, max: 20 })
			: 5,
		delayMs: [from, Math.max(from, delay('to'))],
		oncePerRecipient: scopeFrom(parameters, 'options.sendOncePerRecipient'),
	};
}

/** A mistyped scope in an expression must not switch the protection off. */
function scopeFrom(parameters: Parameters<SettingName>, field: SettingName): Scope | undefined {
	const scope = parameters.text(field);
	if (scope === '' || scope === 'node' || scope === 'workflow') return scope || undefined;
	throw new InputError(
		`'${parameters.label(field)}' must be node or workflow, not ${cleanText(scope, 80)}`,
		'Choose one from the list, or let the expression return one of these words',
	);
}
