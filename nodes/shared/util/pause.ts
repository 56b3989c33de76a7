import { sleep } from 'n8n-workflow';

import { stopIfCancelled, type Context } from './context';

const SLICE_MS = 500;

/**
 * Sleeps without blocking n8n, and throws soon after the execution is stopped. In slices, because n8n's sleep
 * listens to a signal only in its newest versions.
 */
export async function pause(context: Pick<Context, 'getNode'>, ms: number): Promise<void> {
	const end = Date.now() + ms;
	stopIfCancelled(context);
	for (let left = ms; left > 0; ) {
		const slice = Math.min(left, SLICE_MS);
		await sleep(slice);
		stopIfCancelled(context);
		// Timers may be late, and somebody may set the clock back.
		left = Math.min(left - slice, end - Date.now());
	}
}
