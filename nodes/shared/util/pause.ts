import { sleep } from 'n8n-workflow';

import { stopIfCancelled, type Context } from './context';
import { steadyNow } from './steadyNow';

const SLICE_MS = 500;

/**
 * Sleeps without blocking n8n, and throws soon after the execution is stopped. In slices, because n8n's sleep
 * listens to a signal only in its newest versions.
 */
export async function pause(context: Pick<Context, 'getNode'>, ms: number): Promise<void> {
	const end = steadyNow() + ms;
	stopIfCancelled(context);
	for (let left = ms; left > 0; left = end - steadyNow()) {
		await sleep(Math.min(left, SLICE_MS));
		stopIfCancelled(context);
	}
}
