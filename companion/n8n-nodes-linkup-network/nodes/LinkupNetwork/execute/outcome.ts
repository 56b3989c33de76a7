import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toErrorItem, toNodeError, type ErrorDetails } from '../../shared/api/errors';

export interface Failed {
	item: number;
	error: ErrorDetails;
}

/** The outcome of one input item. */
export type Outcome = { item: number; json: IDataObject[] } | Failed;

const isFailed = (outcome: Outcome): outcome is Failed => 'error' in outcome;

export function addAdvice(error: ErrorDetails, advice: string): ErrorDetails {
	return { ...error, description: [error.description, advice].filter(Boolean).join(' ') };
}

/** Stops the node at the first failed item, unless it is set to continue. */
export function stopAtFailure(
	context: IExecuteFunctions,
	outcomes: readonly Outcome[],
	acts = false,
): void {
	if (context.continueOnFail()) return;
	const first = outcomes.find(isFailed);
	if (!first) return;
	const done = outcomes.length - outcomes.filter(isFailed).length;
	const error = acts && done > 0 ? addAdvice(first.error, alreadyDone(done)) : first.error;
	throw toNodeError(context.getNode(), error, first.item);
}

function alreadyDone(count: number): string {
	const items =
		count === 1 ? 'The item before this one was' : `The ${count} items before this one were`;
	return `${items} completed. Leave them out when you run this again.`;
}

/** In the order of the input. */
export function toItems(outcomes: readonly Outcome[]): INodeExecutionData[] {
	return [...outcomes]
		.sort((a, b) => a.item - b.item)
		.flatMap((outcome) =>
			isFailed(outcome)
				? [toErrorItem(outcome.error, outcome.item)]
				: outcome.json.map((json) => ({ json, pairedItem: { item: outcome.item } })),
		);
}
