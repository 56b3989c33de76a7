import type { ActionKind } from './ledger';
import type { Switches } from './switches';

/** As LinkedIn words it. */
export const DAILY_LIMIT_REACHED = 'You have reached your daily limit';

/** Whether the limit stops an action here, after so many of its kind on this day. */
export function isOverDailyLimit(
	place: Switches['dailyLimitIn'],
	kind: ActionKind,
	usedToday: number,
	{ dailyLimits, dailyLimitIn }: Switches,
) {
	const limits: Partial<Record<ActionKind, number>> = dailyLimits;
	const limit = limits[kind];
	return place === dailyLimitIn && limit !== undefined && usedToday >= limit;
}
