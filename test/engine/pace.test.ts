import type { Sandbox } from '../../sandbox';
import { average } from '../support/waits/simulateWait';
import { createTasks, polls } from './requests';
import { setUpStage } from './stage';
import { lateness, sizes, Waiting } from './waiting';

const stage = setUpStage();
const waiting = new Waiting(stage);

describe('in real time', () => {
	test('many tasks last as long as the slowest, at few requests, and n8n stays responsive', async () => {
		const [sideBySide, inTurn] = [await stage.another(), await stage.another()];
		const durations = Array.from({ length: 200 }, (_, index) => 900 + ((index * 37) % 200) * 96);
		expect([Math.min(...durations), Math.max(...durations)]).toEqual([900, 20_004]);
		inTurn.set({ taskDelayMs: 1000, extension: 'asleep' });
		const serial = await createTasks(inTurn, 20);
		const parallel = await waiting.tasksOf(durations, sideBySide);
		inTurn.set({ extension: 'online' });

		const start = Date.now();
		const processor = process.cpuUsage();
		const timed = async (ids: string[], sandbox: Sandbox) => {
			const run = await waiting.wait(ids, { maximumWait: 60 }, { sandbox });
			return { run, took: Date.now() - start };
		};
		const [many, few] = await Promise.all([timed(parallel, sideBySide), timed(serial, inTurn)]);
		const { user, system } = process.cpuUsage(processor);

		// Side by side: the slowest takes 20 s. A loop that asks about all every 5 s notices after 2.5 s on average.
		expect(sizes(many.run)).toEqual([200, 0, 0, 0]);
		expect(many.took).toBeLessThanOrEqual(22_000 + stage.late());
		const requestsOfLoop = durations.reduce((sum, ms) => sum + 1 + Math.ceil(ms / 5000), 0);
		const late = average(parallel.map((id) => lateness(sideBySide, id)));
		expect(late).toBeLessThanOrEqual(2600 + stage.late());
		expect(polls(sideBySide).length * (late - Math.min(late, stage.late()))).toBeLessThanOrEqual(
			requestsOfLoop * 2500,
		);

		// One after the other, as one browser works.
		expect(sizes(few.run)).toEqual([20, 0, 0, 0]);
		expect(few.took).toBeLessThanOrEqual(22_000 + stage.late());
		expect(polls(inTurn).length).toBeLessThanOrEqual(2 * 20);
		const lateInTurn = average(serial.map((id) => lateness(inTurn, id)));
		expect(lateInTurn).toBeLessThanOrEqual(1000 + stage.late());

		// What is not computed is left to other workflows, however busy the machine is.
		expect((user + system) / 1000).toBeLessThan(0.3 * Math.max(many.took, few.took));
	});
});
