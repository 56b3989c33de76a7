import { NodeOperationError, sleep, type IExecuteFunctions } from 'n8n-workflow';

import { steadyNow } from './steadyNow';

const SLICE_MS = 500;

export function stopIfCancelled(context: IExecuteFunctions): void {
	if (context.getExecutionCancelSignal()?.aborted) {
		// n8n takes the word "canceled" for a stopped execution rather than a failed one.
		throw new NodeOperationError(context.getNode(), 'The execution was canceled');
	}
}

/** Sleeps in slices, because n8n's sleep listens to a signal only in its newest versions. */
export async function pause(context: IExecuteFunctions, ms: number): Promise<void> {
	const end = steadyNow() + ms;
	for (let left = ms; left > 0; left = end - steadyNow()) {
		await sleep(Math.min(left, SLICE_MS));
		stopIfCancelled(context);
	}
}

export function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}
