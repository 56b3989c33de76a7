import type { INodeParameters } from 'n8n-workflow';

import type { Fault, Sandbox } from '../../sandbox';
import type { NodeRun } from '../support/engine';
import { present } from '../support/json';
import { setUpStage, sleep, type StageOptions } from './stage';
import { times, Waiting } from './waiting';

const stage = setUpStage();
const waiting = new Waiting(stage);

type Start = (cancelWhen: () => boolean) => Promise<NodeRun>;

/** Pressed half a second after the first request, however long a busy machine takes to send it. */
class StopButton {
	pressedAt: number | undefined;

	constructor(private readonly sandbox: Sandbox) {}

	isPressed(): boolean {
		const first = this.sandbox.requests.at(0);
		if (!first || Date.now() < Date.parse(first.at) + 500) return false;
		this.pressedAt ??= Date.now();
		return true;
	}
}

test('the stop button ends everything within a second, and nothing is requested afterwards', async () => {
	const send = (
		sandbox: Sandbox,
		faults: Fault[],
		parameters: INodeParameters = {},
		options: StageOptions = {},
	): Start => {
		sandbox.set({ faults });
		return async (cancelWhen) =>
			await stage.outx(
				'message.send',
				{ recipient: '={{ $json.urn }}', message: 'Hi', ...parameters },
				{ items: stage.connections(3), sandbox, cancelWhen, ...options },
			);
	};
	const wait = async (sandbox: Sandbox, count: number, faults: Fault[]): Promise<Start> => {
		const ids = await waiting.tasksOf(times(count, 30_000), sandbox);
		sandbox.set({ faults });
		return async (cancelWhen) =>
			await waiting.wait(ids, { maximumWait: 60 }, { sandbox, cancelWhen });
	};
	const silence: Fault = { kind: 'timeout', times: null };
	const rateLimit: Fault = { kind: 'status', status: 429, retryAfter: 30 };
	const rows: Record<string, (sandbox: Sandbox) => Start | Promise<Start>> = {
		'a wait': async (sandbox) => await wait(sandbox, 12, []),
		'a check': async (sandbox) => await wait(sandbox, 1, [silence]),
		'the delay between items': (sandbox) =>
			send(sandbox, [], { options: { delay: { seconds: { from: 20, to: 20 } } } }),
		'the pause before another try': (sandbox) => send(sandbox, [rateLimit]),
		'a request': (sandbox) => send(sandbox, [silence]),
		'what would continue or be tried again': (sandbox) => {
			const settings = { retryOnFail: true, waitBetweenTries: 100 };
			const goOn = { onError: 'continueRegularOutput' } as const;
			return send(sandbox, [silence], {}, { settings: { ...settings, ...goOn } });
		},
	};
	await stage.together(rows, async (sandbox, prepare, name) => {
		const start = await prepare(sandbox);
		const button = new StopButton(sandbox);
		const run = await start(() => button.isPressed());
		expect([name, run.status]).toEqual([name, 'canceled']);
		expect(Date.now() - present(button.pressedAt)).toBeLessThan(1000 + stage.late());
		// What was under way may still arrive.
		await sleep(200 + stage.late());
		const sent = sandbox.requests.length;
		expect(sent).toBeGreaterThan(0);
		if (!name.includes('a wait')) expect(sent).toBe(1);
		await sleep(1500);
		expect(sandbox.requests).toHaveLength(sent);
	});
});
