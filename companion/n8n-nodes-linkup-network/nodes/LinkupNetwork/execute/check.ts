import type { IExecuteFunctions } from 'n8n-workflow';

import { describeThrown } from '../../shared/api/errors';
import type { ApiRequest } from '../../shared/api/types';
import { OUTPUTS } from '../../shared/input/commonFields';
import { Parameters } from '../../shared/input/parameters';
import type { Position } from '../../shared/output/pages';
import { labelsFor } from '../description/properties';
import type { Operation } from '../operation';
import { operationFor } from '../resources';
import type { Failed } from './outcome';

/** An item whose parameters are valid. No parameter is read after this. */
export interface CheckedItem {
	item: number;
	request: ApiRequest;
	/** For lists: where to begin, and whether each page is an item. */
	pages?: { list: string; start: Position; asItems: boolean };
}

export interface Checked {
	operation: Operation;
	delayMs: number;
	items: CheckedItem[];
	failures: Failed[];
}

/** Checks every parameter of every item before the first request is sent. */
export function checkItems(context: IExecuteFunctions): Checked | { failures: Failed[] } {
	try {
		const operation = operationFor(
			context.getNodeParameter('resource', 0),
			context.getNodeParameter('operation', 0),
		);
		const delayMs = delayFrom(parametersOf(context, operation, 0));
		const checked: Checked = { operation, delayMs, items: [], failures: [] };
		for (const item of context.getInputData().keys()) {
			try {
				checked.items.push(checkItem(operation, parametersOf(context, operation, item), item));
			} catch (thrown) {
				checked.failures.push({ item, error: describeThrown(thrown) });
			}
		}
		return checked;
	} catch (thrown) {
		const error = describeThrown(thrown);
		return { failures: context.getInputData().map((_, item) => ({ item, error })) };
	}
}

function parametersOf(context: IExecuteFunctions, operation: Operation, item: number): Parameters {
	return new Parameters((name) => context.getNodeParameter(name, item, null), labelsFor(operation));
}

function checkItem(operation: Operation, parameters: Parameters, item: number): CheckedItem {
	const account_id = parameters.required(
		'accountId',
		'Enter the ID of the LinkedIn account to use. Find it at app.linkupapi.com; it looks like acc_abc123.',
	);
	const params = operation.params(parameters);
	const request = { account_id, action: operation.apiAction, params };
	const { list } = operation;
	return list ? { item, request, pages: pagesFrom(parameters, list) } : { item, request };
}

function pagesFrom(parameters: Parameters, list: string): CheckedItem['pages'] {
	const offset = parameters.isSet('offset') ? parameters.whole('options.offset', 0) : 0;
	const missing = parameters.flag('returnAll') ? Infinity : parameters.whole('limit', 1);
	const asItems =
		parameters.isSet('output') && parameters.choice('options.output', OUTPUTS) === 'pages';
	return { list, start: { offset, missing }, asItems };
}

const delayFrom = (parameters: Parameters) =>
	parameters.isSet('delay') ? 1000 * parameters.number('options.delay', 0) : 0;
