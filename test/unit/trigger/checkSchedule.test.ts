import {
	collectAgainAt,
	isDue,
	isGivenUp,
	isLate,
	isReported,
} from '../../../nodes/OutxTrigger/checkSchedule';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const pending = { ids: ['task'], createdAt: 0, collectAt: 0 };

/** The minutes at which the status of a task is read that never ends, when n8n polls every so many minutes. */
function readsAt(pollMinutes: number, intervalMinutes: number): number[] {
	const reads: number[] = [];
	let collectAt = 0;
	for (let minute = pollMinutes; minute <= 60; minute += pollMinutes) {
		if (!isDue(collectAt, minute * MINUTE)) continue;
		reads.push(minute);
		collectAt = collectAgainAt(pending, minute * MINUTE, intervalMinutes * MINUTE);
	}
	return reads;
}

test.each([
	[1, 15, [1, 2, 4, 8, 16, 31, 46]],
	[5, 15, [5, 10, 20, 35, 50]],
	[15, 15, [15, 30, 45, 60]],
	[15, 0, [15, 30, 45, 60]],
	[60, 15, [60]],
])(
	'polls every %i minutes, checks every %i: a task is asked about after %j',
	(poll, interval, at) => {
		expect(readsAt(poll, interval)).toEqual(at);
	},
);

test('polls a little too early are in time', () => {
	expect(isDue(15 * MINUTE, 15 * MINUTE - 900)).toBe(true);
	expect(isDue(15 * MINUTE, 14 * MINUTE)).toBe(false);
});

test.each([
	['as planned', 15 * MINUTE, false],
	['polled a little early', 15.4 * MINUTE, false],
	['after the clock was set back by an hour', 75 * MINUTE, true],
	['after the interval was shortened from an hour', 60 * MINUTE, true],
])('a check that is planned too far ahead is due: %s', (_, at, due) => {
	expect(isDue(at, 0, 15 * MINUTE)).toBe(due);
});

test.each([
	[0, 9, false],
	[0, 10, true],
	[15, 14, false],
	[15, 15, true],
	[60, 15, false],
])('with checks every %i minutes, a task of %i minutes is late: %p', (interval, age, late) => {
	expect(isLate(pending, age * MINUTE, interval * MINUTE)).toBe(late);
});

test('a task is given up after three hours', () => {
	expect(isGivenUp(pending, 3 * HOUR - 1)).toBe(false);
	expect(isGivenUp(pending, 3 * HOUR)).toBe(true);
});

test('the second failed check is reported, and then ever less often', () => {
	const reported = (isCertain: boolean) =>
		Array.from({ length: 40 }, (_, index) => index + 1).filter((n) => isReported(n, isCertain));
	expect(reported(false)).toEqual([2, 4, 8, 16, 32]);
	expect(reported(true)).toEqual([1, 2, 4, 8, 16, 32]);
});
