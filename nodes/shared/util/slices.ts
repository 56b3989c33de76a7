import { sleep } from 'n8n-workflow';

import { steadyNow } from './steadyNow';

/** While a node computes, n8n cannot answer. So longer work pauses after this time. */
const LONGEST_MS = 8;
/** Reading the clock for every item would cost as much as the work. */
const SLICE = 50;

/** Shared by all executions in this process, because they block the same n8n. */
let lastPause = steadyNow();

/** Maps a list of any length without blocking n8n. */
export async function mapInSlices<T, R>(items: readonly T[], map: (item: T) => R): Promise<R[]> {
	const mapped: R[] = [];
	for (let from = 0; from < items.length; from += SLICE) {
		for (const item of items.slice(from, from + SLICE)) mapped.push(map(item));
		if (steadyNow() - lastPause < LONGEST_MS) continue;
		await sleep(0);
		lastPause = steadyNow();
	}
	return mapped;
}
