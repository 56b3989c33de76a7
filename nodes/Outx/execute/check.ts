import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { describeThrown, type ErrorDetails } from '../../shared/api/errors';
import type { ApiRequest } from '../../shared/api/types';
import { EmptyFieldError } from '../../shared/input/inputError';
import { NodeParameters, sourceOf } from '../../shared/input/nodeParameters';
import type { Parameters } from '../../shared/input/parameters';
import { renameErrorKey, type OutputForm } from '../../shared/output/items';
import type { TargetedRequest } from '../../shared/sendOnce/action';
import { SCOPES } from '../../shared/sendOnce/marksRow';
import { progressOf } from '../../shared/tasks/taskStatus';
import { waitLimitsFrom } from '../../shared/tasks/waitForTasks';
import { isTool } from '../../shared/util/context';
import type { SettingName } from '../description/options';
import { operationProperties } from '../description/properties';
import type { MaybeUnresolved, Operation } from '../operation';
import { failed, type Failed } from './outcome';
import type { RunSettings } from './run';

/** An item whose parameters are valid. No parameter is read after this. */
export interface CheckedItem<R = ApiRequest> {
	item: number;
	request: R;
	output: OutputForm;
	/** The fields of the input item, where each of its results is to carry them. */
	carried?: IDataObject;
	/** How many results to collect from any number of pages; undefined for a single request. */
	limit?: number;
}

export interface Checked {
	operation: Operation;
	settings: RunSettings;
	items: Array<CheckedItem<MaybeUnresolved<ApiRequest>>>;
	failures: Failed[];
}

export const isTargeted = (checked: CheckedItem): checked is CheckedItem<TargetedRequest> =>
	'target' in checked.request;

/** Checks every parameter of every item before the first request is sent. */
export function checkItems(context: IExecuteFunctions, operation: Operation): Checked {
	// An AI agent needs the answer in one call.
	const tool = isTool(context);
	const given = operation.createsTask && tool ? { waitForCompletion: true } : {};
	const parameters = new NodeParameters(sourceOf(context), operationProperties(operation), given);
	const checked: Checked = {
		operation,
		settings: settingsFrom(parameters.ofItem(0)),
		items: [],
		failures: [],
	};
	// An item that a node made of a file alone may come without fields.
	for (const [item, { json = {} }] of context.getInputData().entries()) {
		try {
			checked.items.push(checkItem(operation, parameters.ofItem(item), item, json, tool));
		} catch (thrown) {
			checked.failures.push(failed(item, describeInvalid(thrown, json)));
		}
	}
	return checked;
}

function checkItem(
	operation: Operation,
	parameters: Parameters,
	item: number,
	json: IDataObject,
	tool: boolean,
): CheckedItem<MaybeUnresolved<ApiRequest>> {
	const request = operation.request(parameters);
	const limit = operation.pages?.limit(parameters);
	const perTask = parameters.text('options.output') === 'task';
	// Results with few fields are simplified for a model only.
	const simplify = (operation.large ?? tool) && parameters.flag('simplify');
	const output = { perTask, simplify, isBrief: tool && simplify };
	const carried = carriedFrom(parameters, json);
	parameters.checkAll();
	return { item, request, limit, output, carried };
}

/** A field that is empty because the previous node returned a task has no value until the task is completed. */
function describeInvalid(thrown: unknown, json: IDataObject): ErrorDetails {
	const error = describeThrown(thrown);
	const isOpenTask = Boolean(json.api_agent_task_id) && progressOf(json.status) === 'running';
	if (!(thrown instanceof EmptyFieldError) || !isOpenTask) return error;
	return {
		message: `${error.message}, because the input is a task and not its result`,
		description:
			"Turn on 'Wait for Completion' in the previous node, or add OutX Wait for Task between the two nodes",
	};
}

/** An earlier task, or that one was skipped, must not pass for what this node did. */
const OF_EARLIER = ['api_agent_task_id', 'skipped'];

function carriedFrom(
	parameters: Parameters<SettingName>,
	json: IDataObject,
): IDataObject | undefined {
	if (!parameters.flag('options.includeInputFields')) return undefined;
	const row = Object.entries(json).filter(([name]) => !OF_EARLIER.includes(name));
	return renameErrorKey(Object.fromEntries(row));
}

function settingsFrom(parameters: Parameters<SettingName>): RunSettings {
	const delayMs = (end: 'from' | 'to') =>
		1000 * parameters.number(`options.delay.seconds.${end}`, 0);
	return {
		wait: parameters.flag('waitForCompletion'),
		waitLimits: { ...waitLimitsFrom(parameters, 'options.maximumWait'), renews: true },
		concurrency: parameters.number('options.concurrency', 5),
		delayMs: [delayMs('from'), Math.max(delayMs('from'), delayMs('to'))],
		oncePerRecipient: parameters.has('options.sendOncePerRecipient')
			? parameters.choice('options.sendOncePerRecipient', SCOPES)
			: undefined,
		limits: (['day', 'week'] as const).flatMap((per) => {
			const name = per === 'day' ? 'options.limitPerDay' : 'options.limitPerWeek';
			return parameters.has(name) ? [{ per, max: parameters.number(name) }] : [];
		}),
	};
}
