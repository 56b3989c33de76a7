import type { Fault } from '../../sandbox';
import { connect, keysOf, PolledTrigger } from './polling';
import { movableClock } from './clock';
import { polls, posts, sent } from './requests';
import { setUpStage, sleep } from './stage';

const MINUTE = 60_000;
const stage = setUpStage();

let clock: ReturnType<typeof movableClock>;
beforeEach(() => {
	clock = movableClock();
});
afterEach(() => {
	jest.restoreAllMocks();
});

/** As it is when somebody drags it into a workflow. */
const settled = async (parameters = {}) => {
	const trigger = new PolledTrigger(stage, { event: 'newConnection', ...parameters });
	await trigger.poll();
	clock.advance(MINUTE);
	expect(await trigger.poll()).toEqual([]);
	clock.advance(14 * MINUTE);
	stage.sandbox.requests.length = 0;
	return trigger;
};

/** Polls for so long, and returns the minutes in which something was reported, with the words. */
async function watch(trigger: PolledTrigger, minutes: number, every: number) {
	const reports: [minute: number, message: string][] = [];
	for (let minute = 0; minute < minutes; minute += every) {
		const report = await trigger.reportOf();
		if (report) reports.push([minute, report.message]);
		clock.advance(every * MINUTE);
	}
	return reports;
}

describe('LinkedIn is checked', () => {
	test('every 15 minutes, though n8n polls every minute; the polls in between ask nothing', async () => {
		const trigger = await settled();
		const wanted = connect(stage, 1);
		const busy: number[] = [];
		for (let minute = 0; minute < 60; minute++) {
			const before = stage.sandbox.requests.length;
			await trigger.poll();
			if (stage.sandbox.requests.length > before) busy.push(minute);
			clock.advance(MINUTE);
		}
		expect(busy).toEqual([0, 1, 15, 16, 30, 31, 45, 46]);
		expect(posts(stage.sandbox)).toHaveLength(4);
		expect(polls(stage.sandbox)).toHaveLength(4);
		expect(keysOf(trigger.returned)).toEqual(wanted);
	});

	test('at every poll, when n8n polls every 15 minutes, a little early or late', async () => {
		const trigger = await settled();
		for (let poll = 0; poll < 8; poll++) {
			await trigger.poll();
			clock.advance(15 * MINUTE + (poll % 2 === 0 ? -900 : 900));
		}
		expect(posts(stage.sandbox)).toHaveLength(8);
	});

	test('as often as is set', async () => {
		const trigger = await settled({ minimumInterval: 5 });
		await watch(trigger, 60, 1);
		expect(posts(stage.sandbox)).toHaveLength(12);
	});

	test('in time when somebody has set the clock back by a day', async () => {
		const trigger = await settled();
		await watch(trigger, 2, 1);
		clock.advance(-24 * 60 * MINUTE);
		stage.sandbox.requests.length = 0;
		await watch(trigger, 15, 1);
		expect(posts(stage.sandbox)).toHaveLength(1);
	});

	test('not more often while it fails', async () => {
		const trigger = await settled();
		stage.sandbox.set({ faults: [{ kind: 'html', times: null }] });
		await watch(trigger, 60, 1);
		expect(posts(stage.sandbox)).toHaveLength(4);
	});
});

describe('silence is reported after two checks, and less and less often', () => {
	const NOT_JSON = /not JSON/;

	test.each<[string, Fault, RegExp]>([
		['a dead server', { kind: 'resetBefore' }, /could not be reached/],
		['a login page', { kind: 'html' }, NOT_JSON],
		['a redirect', { kind: 'redirect', to: 'http://127.0.0.1:9/' }, /redirect/],
	])('%s, when a check begins', async (_, fault, words) => {
		const trigger = await settled();
		stage.sandbox.set({ faults: [{ ...fault, times: null }] });
		const reports = await watch(trigger, 4 * 60, 15);
		expect(reports.map(([minute]) => minute)).toEqual([15, 45, 105, 225]);
		for (const [, message] of reports) expect(message).toMatch(words);
		stage.sandbox.set({ faults: [] });
		const wanted = connect(stage, 2);
		expect(await watch(trigger, 45, 15)).toEqual([]);
		expect(keysOf(trigger.returned)).toEqual([...wanted].reverse());
	});

	test.each<[string, Fault, RegExp]>([
		['a dead server', { kind: 'resetBefore' }, /could not be reached/],
		['a login page', { kind: 'html' }, NOT_JSON],
		['a redirect', { kind: 'redirect', to: 'http://127.0.0.1:9/' }, /redirect/],
	])('%s, while a task is under way', async (_, fault, words) => {
		const trigger = await settled();
		await trigger.poll();
		clock.advance(15 * MINUTE);
		stage.sandbox.set({ faults: [{ ...fault, times: null, method: 'GET' }] });
		const wanted = connect(stage, 2);
		const reports = await watch(trigger, 60, 15);
		expect(reports.map(([minute]) => minute)).toEqual([15, 45]);
		for (const [, message] of reports) expect(message).toMatch(words);
		stage.sandbox.set({ faults: [] });
		expect(await watch(trigger, 45, 15)).toEqual([]);
		expect(keysOf(trigger.returned)).toEqual([...wanted].reverse());
	});

	test('a task that never ends is created again after three hours', async () => {
		const trigger = await settled();
		stage.sandbox.set({ extension: 'asleep' });
		const wanted = connect(stage, 1);
		const reports = await watch(trigger, 4 * 60, 15);
		expect(reports).toEqual([
			[30, 'OutX has not fetched the newest connections after 30 minutes'],
			[60, 'OutX has not fetched the newest connections after 60 minutes'],
			[120, 'OutX has not fetched the newest connections after 120 minutes'],
		]);
		expect(posts(stage.sandbox)).toHaveLength(2);
		stage.sandbox.set({ extension: 'online' });
		await sleep(20);
		expect(await watch(trigger, 45, 15)).toEqual([]);
		expect(keysOf(trigger.returned)).toEqual(wanted);
	});

	test('with polls every minute, too', async () => {
		const trigger = await settled();
		stage.sandbox.set({ extension: 'asleep' });
		const reports = await watch(trigger, 60, 1);
		expect(reports.map(([minute]) => minute)).toEqual([31]);
		expect(sent(stage.sandbox).length).toBeLessThan(10);
	});
});
