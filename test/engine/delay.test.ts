import { runInLoop } from './loop';
import { gaps, posts } from './requests';
import { CONTINUE, RETRY, SEND, Sending, SENDING } from './sending';
import { setUpStage } from './stage';

const stage = setUpStage();
const sending = new Sending(stage);
const SHORT = { delay: { seconds: { from: 0.3, to: 0.6 } } };

/** Between each message and the next. */
function expectDelays(count: number) {
	const pauses = gaps(posts(stage.sandbox));
	expect(pauses).toHaveLength(count);
	for (const pause of pauses) {
		expect(pause).toBeGreaterThanOrEqual(295);
		expect(pause).toBeLessThan(1200 + stage.late());
	}
	return pauses;
}

describe('the delay between items', () => {
	test('is a random time from the range', async () => {
		await sending.send(stage.connections(4), {}, { options: SHORT });
		expect(new Set(expectDelays(3)).size).toBeGreaterThan(1);
	});

	test('holds in a loop', async () => {
		await runInLoop(stage, 3, { ...SEND, options: SHORT });
		expectDelays(5);
	});

	test('holds when n8n retries the node, and after what failed', async () => {
		sending.fault({ ...SENDING, kind: 'status', status: 400, after: 1 });
		const run = await sending.send(stage.connections(3), { settings: RETRY }, { options: SHORT });
		expect(run.status).toBe('success');
		expectDelays(3);
	});

	test('holds with Continue', async () => {
		sending.fault({ ...SENDING, kind: 'status', status: 400, after: 1 });
		await sending.send(stage.connections(3), { settings: CONTINUE }, { options: SHORT });
		expectDelays(2);
	});

	test('is over when the workflow took longer by itself', async () => {
		const options = { ...SHORT, sendOncePerRecipient: 'node' };
		await sending.send(stage.connections(1), {}, { options });
		const start = Date.now();
		await sending.send(stage.connections(2), {}, { options });
		// The first is skipped, and it is another execution.
		expect(Date.now() - start).toBeLessThan(2000 + stage.late());
		expect(posts(stage.sandbox)).toHaveLength(2);
	});
});
