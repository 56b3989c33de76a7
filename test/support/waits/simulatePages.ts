/* Return All in virtual time: the extension works on one page after another, and the next is requested ahead. */
import { EAGER, Pace } from '../../../nodes/shared/tasks/pace';
import { PagePlan } from '../../../nodes/shared/tasks/pagePlan';

export interface SimulatedPages {
	/** From the first request until the last page was noticed, in parts of what the extension needs. */
	overNeed: number;
	totalMs: number;
	checksPerPage: number;
}

/** `seconds` says how long the extension takes for each page. */
export function simulatePages(
	seconds: readonly number[],
	{ intervalMs = 5000, rttMs = 5 } = {},
): SimulatedPages {
	const pace = new Pace(intervalMs, EAGER);
	let checks = 0;
	// The first two pages are requested one right after the other, the others when the page before was noticed.
	let now = rttMs;
	const requestedAt = [rttMs, 2 * rttMs];
	let endedAt = 0;
	for (const [page, length] of seconds.entries()) {
		endedAt = Math.max(endedAt, requestedAt[page]) + 1000 * length;
		const startedAt = now;
		const plan = new PagePlan('page', pace, startedAt);
		for (;;) {
			plan.startRound(now - startedAt, false);
			for (let ids = plan.take(); ids.length > 0; ids = plan.take()) {
				checks++;
				if (now + rttMs / 2 >= endedAt) plan.sawEnd();
				now += rttMs;
			}
			const nextAt = startedAt + plan.endRound();
			if (plan.done) break;
			now = Math.max(now, nextAt);
		}
		now += rttMs;
		requestedAt.push(now);
	}
	const need = 1000 * seconds.reduce((sum, each) => sum + each, 0);
	return { overNeed: now / need, totalMs: now, checksPerPage: checks / seconds.length };
}
