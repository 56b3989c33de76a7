import { movableClock } from './clock';
import { setUpStage, sleep } from './stage';

const stage = setUpStage();

const companies = async (maximumWait: number) => {
	const [{ slug }] = stage.sandbox.world.companies;
	return await stage.outx(
		'company.get',
		{ company: slug, waitForCompletion: true, options: { maximumWait } },
		{ items: Array.from({ length: 5 }, () => ({ json: {} })) },
	);
};

test('Maximum Wait counts from result to result: while results keep coming, the node waits on', async () => {
	stage.sandbox.set({ taskDelayMs: 800 });
	const run = await companies(3);
	expect(run.error).toBeUndefined();
	expect(run.items).toHaveLength(5);
});

test('when no result comes for so long, the node stops', async () => {
	stage.sandbox.set({ extension: 'asleep' });
	const run = await companies(1);
	expect(run.error?.message).toMatch(/^OutX accepted this as task .+ after 1 seconds/);
});

test('somebody who sets the clock back makes no node wait longer', async () => {
	stage.sandbox.set({ extension: 'asleep' });
	const clock = movableClock();
	const start = performance.now();
	const waiting = companies(3);
	await sleep(1000);
	clock.advance(-3_600_000);
	const run = await waiting;
	jest.restoreAllMocks();
	expect(run.error?.message).toMatch(/^OutX accepted this as task .+ after 3 seconds/);
	expect(performance.now() - start).toBeGreaterThan(2900);
	expect(performance.now() - start).toBeLessThan(8000 + stage.late());
});
