import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import type { NodeRun } from '../support/engine';
import { setUpStage, sleep, type StageOptions } from './stage';
import { times, Waiting } from './waiting';

const stage = setUpStage();
const waiting = new Waiting(stage);

test('the stop button ends everything within a second, and nothing is asked for afterwards', async () => {
	const send = async (
		sandbox: Sandbox,
		parameters: INodeParameters = {},
		options: StageOptions = {},
	) =>
		await stage.outx(
			'message.send',
			{ recipient: '={{ $json.urn }}', message: 'Hi', ...parameters },
			{ items: stage.connections(3), sandbox, cancelAfter: 1000, ...options },
		);
	const rows: Record<string, (sandbox: Sandbox) => Promise<NodeRun>> = {
		'a wait': async (sandbox) => {
			const ids = await waiting.tasksOf(times(12, 30_000), sandbox);
			return await waiting.wait(ids, { maximumWait: 60 }, { sandbox, cancelAfter: 1000 });
		},
		'a look': async (sandbox) => {
			const ids = await waiting.tasksOf([30_000], sandbox);
			sandbox.set({ faults: [{ kind: 'timeout', times: null }] });
			return await waiting.wait(ids, { maximumWait: 60 }, { sandbox, cancelAfter: 1000 });
		},
		'the delay between items': async (sandbox) => {
			const delay = { seconds: { from: 20, to: 20 } };
			return await send(sandbox, { options: { delay } });
		},
		'the pause before another try': async (sandbox) => {
			sandbox.set({ faults: [{ kind: 'status', status: 429, retryAfter: 30 }] });
			return await send(sandbox);
		},
		'a request': async (sandbox) => {
			sandbox.set({ faults: [{ kind: 'timeout', times: null }] });
			return await send(sandbox);
		},
		'what would continue or be tried again': async (sandbox) => {
			sandbox.set({ faults: [{ kind: 'timeout', times: null }] });
			const settings = { retryOnFail: true, waitBetweenTries: 100 };
			const goOn = { onError: 'continueRegularOutput' } as const;
			return await send(sandbox, {}, { settings: { ...settings, ...goOn } });
		},
	};
	await stage.together(rows, async (sandbox, start, name) => {
		const before = Date.now();
		const run = await start(sandbox);
		expect([name, run.status]).toEqual([name, 'canceled']);
		expect(Date.now() - before - 1000).toBeLessThan(1000 + stage.late());
		const sent = sandbox.requests.length;
		expect(sent).toBeGreaterThan(0);
		if (!name.includes('a wait')) expect(sent).toBe(1);
		await sleep(1500);
		expect(sandbox.requests).toHaveLength(sent);
	});
});
