import {
	NodeOperationError,
	sleep,
	type IExecuteFunctions,
	type IPollFunctions,
} from 'n8n-workflow';

/** Where a node runs: in a workflow, or as a trigger that n8n polls. */
export type Context = IExecuteFunctions | IPollFunctions;

const SLICE_MS = 500;

/** A trigger's poll has no stop button, so no signal either. */
export function cancelSignal(context: object): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context &&
		typeof context.getExecutionCancelSignal === 'function'
		? (context.getExecutionCancelSignal() as AbortSignal | undefined)
		: undefined;
}

export function stopIfCancelled(context: Context): void {
	if (cancelSignal(context)?.aborted) {
		// By the word "canceled" n8n tells that somebody stopped it and nothing went wrong.
		throw new NodeOperationError(context.getNode(), 'The execution was canceled');
	}
}

/**
 * Sleeps without blocking n8n, and throws soon after somebody stops the execution. In slices, because n8n's sleep
 * listens to a signal only in its newest versions.
 */
export async function pause(context: Context, ms: number): Promise<void> {
	const end = Date.now() + ms;
	stopIfCancelled(context);
	for (let left = ms; left > 0; left = end - Date.now()) {
		await sleep(Math.min(left, SLICE_MS));
		stopIfCancelled(context);
	}
}
