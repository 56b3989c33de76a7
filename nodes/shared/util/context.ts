import { NodeOperationError, type IExecuteFunctions, type IPollFunctions } from 'n8n-workflow';

/** Where a node runs: in a workflow, or as a trigger that n8n polls. */
export type Context = IExecuteFunctions | IPollFunctions;

/** A trigger's poll has no stop button, so no signal either. */
export function cancelSignal(context: object): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context &&
		typeof context.getExecutionCancelSignal === 'function'
		? (context.getExecutionCancelSignal() as AbortSignal | undefined)
		: undefined;
}

export function stopIfCancelled(context: Pick<Context, 'getNode'>): void {
	if (cancelSignal(context)?.aborted) {
		// n8n takes the word "canceled" for a stopped execution rather than a failed one.
		throw new NodeOperationError(context.getNode(), 'The execution was canceled');
	}
}

export function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}
