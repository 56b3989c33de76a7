import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { describeFailure, type ErrorDetails } from '../../shared/api/errors';
import { apiRequest } from '../../shared/api/request';
import { renameErrorKey } from '../../shared/output/items';
import { pause } from '../../shared/util/context';
import type { Operation } from '../operation';
import { Attempts } from './attempts';
import { checkItems, type CheckedItem } from './check';
import { stopAtFailure, toItems, type Outcome } from './outcome';
import { readPages } from './readPages';

/** Checks all items, then performs them one after another, in order. */
export async function runOperation(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (context.getInputData().length === 0) return [[]];
	const checked = checkItems(context);
	stopAtFailure(context, checked.failures);
	if (!('operation' in checked)) return [toItems(checked.failures)];

	const { operation, items, delayMs, failures } = checked;
	const attempts = new Attempts(context);
	const outcomes: Outcome[] = [];
	for (const [index, item] of items.entries()) {
		if (index > 0) await pause(context, delayMs);
		outcomes.push(await carryOut(context, operation, item, attempts));
		stopAtFailure(context, outcomes, operation.howToCheck !== undefined);
	}
	return [toItems([...failures, ...outcomes])];
}

async function carryOut(
	context: IExecuteFunctions,
	{ howToCheck }: Operation,
	checked: CheckedItem,
	attempts: Attempts,
): Promise<Outcome> {
	const { item, request, pages } = checked;
	if (pages) return await readPages(context, checked, pages);

	const acts = howToCheck !== undefined;
	const before = acts ? attempts.at(item) : undefined;
	if (before === 'unknown') return { item, error: unsure(howToCheck) };
	if (before) return { item, json: [before] };
	if (acts) attempts.begin(item);
	const answer = await apiRequest(context, request);
	if (!answer.ok) {
		if (!answer.failure.mayHaveTakenEffect) attempts.undo(item);
		return { item, error: describeFailure(answer.failure, request, howToCheck) };
	}
	const json = renameErrorKey(answer.body);
	if (acts) attempts.performed(item, json);
	return { item, json: [json] };
}

const unsure = (howToCheck = ''): ErrorDetails => ({
	message: 'An earlier attempt may have completed this, so it was not sent again',
	description: `Before you run this item again: ${howToCheck}`,
});
