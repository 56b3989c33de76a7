import { average } from '../../support/waits/simulateWait';
import { simulatePages } from '../../support/waits/simulatePages';
import { numbers, seeded } from '../../support/waits/worlds';

const RTT_MS = [2, 20, 60];

/** Lists of so many pages, each of about so many seconds, on networks that are fast and slow. */
const lists = (pages: number, seconds: number, variation: number, seeds = 200) =>
	numbers(seeds, (index) => index).map((seed) => {
		const random = seeded(seed + 1);
		// Nobody's page takes exactly so long.
		const about = seconds * (0.9 + 0.2 * random());
		const lengths = numbers(pages, () => about * (1 + variation * (2 * random() - 1)));
		return simulatePages(lengths, { rttMs: RTT_MS[seed % RTT_MS.length] });
	});

const COUNTS = [5, 10, 25];
const SECONDS = [2, 3, 5, 8];
const ALL = COUNTS.flatMap((count) => SECONDS.map((seconds) => [count, seconds] as const));

test.each(ALL)('%d pages of %d s: hardly longer than the extension needs', (pages, seconds) => {
	const steady = lists(pages, seconds, 0);
	expect(Math.max(...steady.map(({ overNeed }) => overNeed))).toBeLessThanOrEqual(1.05);
	expect(average(steady.map(({ checksPerPage }) => checksPerPage))).toBeLessThanOrEqual(4);
});

test.each(ALL)('%d pages of %d s, a fifth more or less', (pages, seconds) => {
	const varied = lists(pages, seconds, 0.2);
	expect(average(varied.map(({ overNeed }) => overNeed))).toBeLessThanOrEqual(1.03);
	const within = varied.filter(({ overNeed }) => overNeed <= 1.05);
	expect(within.length).toBeGreaterThanOrEqual(0.95 * varied.length);
	expect(average(varied.map(({ checksPerPage }) => checksPerPage))).toBeLessThanOrEqual(4);
});

test('pages of any length, from half to one and a half as long', () => {
	const varied = COUNTS.flatMap((pages) => SECONDS.flatMap((each) => lists(pages, each, 0.5)));
	expect(average(varied.map(({ overNeed }) => overNeed))).toBeLessThanOrEqual(1.05);
});

test('the browser is closed for a minute: checks become rare, and the next pages are noticed soon', () => {
	const { overNeed, checksPerPage } = simulatePages([3, 3, 60, 3, 3, 3]);
	expect(overNeed).toBeLessThanOrEqual(1.1);
	expect(checksPerPage).toBeLessThanOrEqual(7);
});

test('pages that are done already are checked once each, without a pause', () => {
	const { checksPerPage, totalMs } = simulatePages(numbers(1000, () => 0));
	expect(checksPerPage).toBe(1);
	// Nothing but the requests takes time.
	expect(totalMs).toBeLessThanOrEqual(1000 * 2 * 5 + 5);
});

test('never checked less often than the polling interval, which may be a second', () => {
	expect(simulatePages([8, 8, 8], { intervalMs: 1000 }).checksPerPage).toBeGreaterThanOrEqual(8);
});
