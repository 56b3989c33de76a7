import { setUpStage } from './stage';

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
