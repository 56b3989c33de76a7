import { setTimeout as sleep } from 'node:timers/promises';
import { onEachN8n, STATUS_PATH } from './stage';
import {
	getConnections,
	manual,
	people,
	sendMessage,
	waitForTask,
	workflow,
	type Flow,
} from './workflows';

/** The nodes look once a second here, so this is time for several requests that must not come. */
const LONG_ENOUGH_MS = 4000;

onEachN8n((stage) => {
	// Tasks stay pending for as long as the extension sleeps.
	beforeEach(() => {
		stage.reset({ extension: 'asleep' });
	});

	const start = async (flow: Flow) => {
		const { id } = await stage.server.importWorkflow(flow);
		return await stage.server.runWorkflow(id);
	};

	const expectSilence = async (path: string) => {
		// A request that was under way at that moment may still have arrived.
		await sleep(300);
		const before = stage.requests(path).length;
		await sleep(LONG_ENOUGH_MS);
		expect(stage.requests(path).length).toBe(before);
	};

	const waitNode = [
		manual(),
		getConnections('Ask', { waitForCompletion: false }),
		waitForTask('Wait', { maximumWait: 120, options: { pollingInterval: 1 } }),
	];
	const waiting = (name: string, settings: Flow['settings'] = {}) => {
		const flow = workflow(name, waitNode, ['Start > Ask > Wait']);
		return { ...flow, settings: { ...flow.settings, ...settings } };
	};

	test('the stop button ends a wait: no more requests, and the execution is canceled', async () => {
		const execution = await start(waiting('To be stopped'));
		await stage.requested(STATUS_PATH, 3);
		await stage.server.stopExecution(execution);
		await expectSilence(STATUS_PATH);
		expect((await stage.server.execution(execution)).status).toBe('canceled');
	});

	test('the stop button ends the wait of an action, and nothing is sent again', async () => {
		const urns = stage.connections(2);
		const execution = await start(
			workflow(
				'To be stopped while it sends',
				[
					manual(),
					people(urns),
					sendMessage(
						'Send',
						{ waitForCompletion: true, options: { maximumWait: 120, pollingInterval: 1 } },
						{ retryOnFail: true, maxTries: 3, waitBetweenTries: 100 },
					),
				],
				['Start > People > Send'],
			),
		);
		await stage.requested(STATUS_PATH, 3);
		await stage.server.stopExecution(execution);
		await expectSilence('');
		expect(stage.messagesTo(urns)).toEqual([1, 1]);
		expect((await stage.server.execution(execution)).status).toBe('canceled');
	});

	test('the stop button ends a pause between two messages, and the second is not sent', async () => {
		const urns = stage.connections(2);
		const delay = { seconds: { from: 3, to: 3 } };
		const execution = await start(
			workflow(
				'To be stopped between two messages',
				[manual(), people(urns), sendMessage('Send', { options: { delay } })],
				['Start > People > Send'],
			),
		);
		await stage.requested('/send-message', 1);
		await stage.server.stopExecution(execution);
		await expectSilence('');
		expect(stage.messagesTo(urns)).toEqual([1, 0]);
	});

	test("the workflow's timeout ends a wait as well", async () => {
		const execution = await start(waiting('To time out', { executionTimeout: 3 }));
		const { status } = await stage.server.waitForExecution(execution, 20_000);
		expect(['canceled', 'error']).toContain(status);
		expect(stage.requests(STATUS_PATH).length).toBeGreaterThan(1);
		await expectSilence(STATUS_PATH);
	});
});
