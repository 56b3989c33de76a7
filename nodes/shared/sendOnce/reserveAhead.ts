import { targetOf, type Action } from './action';
import type { SendOnce } from './sendOnce';
import type { Verdict } from './verdict';

/** After a crash, the outcome of reserved actions that were not sent is unknown. So never more than this at a time. */
const MOST = 50;

export interface Pace {
	/** How many were reserved together, and how long that took. */
	size: number;
	reserveMs: number;
	/** How many of them were sent, and how long that took. */
	sent: number;
	sendMs: number;
}

/** How many to reserve while others are sent: as few as possible without making a request wait for its marks. */
export function nextBatchSize({ size, reserveMs, sent, sendMs }: Pace): number {
	const enough = sent === 0 ? 2 * size : Math.ceil((reserveMs * sent) / Math.max(1, sendMs));
	return Math.min(MOST, Math.max(1, enough));
}

/** Up to this many. No recipient twice: whether the second may be sent depends on the outcome of the first. */
export function nextBatch<A extends Action>(
	actions: readonly A[],
	size: number,
	inFlight: readonly A[],
): A[] {
	const targets = new Set(inFlight.map(({ request }) => targetOf(request)));
	const batch: A[] = [];
	for (const action of actions.slice(0, size)) {
		const target = targetOf(action.request);
		if (targets.has(target)) break;
		targets.add(target);
		batch.push(action);
	}
	return batch;
}

/**
 * Yields the actions in order, each with its marks stored. The marks of the next ones are stored meanwhile, so nothing
 * waits for them. When the caller stops, reserved actions that were not sent are released.
 */
export async function* reserveAhead<A extends Action>(
	once: Pick<SendOnce, 'reserve' | 'release'>,
	actions: readonly A[],
): AsyncGenerator<{ action: A; verdict: Verdict }, void> {
	let size = 1;
	let begun = 0;
	const unsent = new Set<A>();
	const reserveNext = async (inFlight: readonly A[]) => {
		const batch = nextBatch(actions.slice(begun), size, inFlight);
		begun += batch.length;
		const start = Date.now();
		const verdicts = await once.reserve(batch);
		const reserved = batch.filter((_, nth) => verdicts[nth].state === 'reserved');
		for (const action of reserved) unsent.add(action);
		return { batch, verdicts, sent: reserved.length, reserveMs: Date.now() - start };
	};

	let next = reserveNext([]);
	try {
		while (begun < actions.length || (await next).batch.length > 0) {
			const { batch, verdicts, sent, reserveMs } = await next;
			next = reserveNext(batch);
			const start = Date.now();
			for (const [nth, action] of batch.entries()) {
				unsent.delete(action);
				yield { action, verdict: verdicts[nth] };
			}
			const sendMs = Date.now() - start;
			if (batch.length > 0) size = nextBatchSize({ size: batch.length, reserveMs, sent, sendMs });
		}
	} finally {
		await next;
		await once.release([...unsent]);
	}
}
