import { itemsOf } from '../../scripts/n8n/workflows';
import { onEachN8n, STATUS_PATH, succeeded, until } from './stage';
import {
	getConnections,
	later,
	manual,
	nothing,
	outxTrigger,
	people,
	sendMessage,
	waitForTask,
	webhook,
	workflow,
} from './workflows';

/** From 65 s on, n8n's Wait node puts the execution into the database. */
const IN_DATABASE_S = 66;

const loop = workflow(
	'Still Pending, wait, and back',
	[
		webhook('loop'),
		getConnections('Ask', { count: 7 }),
		waitForTask('Wait', { maximumWait: 2, options: { pollingInterval: 1 } }),
		later(IN_DATABASE_S),
		nothing('Done'),
		nothing('Lost'),
	],
	['Start > Ask > Wait > Done', 'Wait:1 > Lost', 'Wait:2 > Later > Wait'],
);

const once = (urns) =>
	workflow(
		'Once',
		[manual(), people(urns), sendMessage('Send', { options: { sendOncePerRecipient: 'node' } })],
		['Start > People > Send'],
	);

const names = (list) => list.map(({ name }) => name).sort();

/** One crash in the middle of everything, and what must have survived it. */
onEachN8n((stage) => {
	let looping;
	const workflows = {};
	const before = {};

	/** An execution that sits in n8n's Wait node because OutX does nothing for now. */
	async function startLoop() {
		stage.sandbox.set({ extension: 'asleep' });
		const { id } = await stage.server.importWorkflow(loop, { activate: true });
		await fetch(`${stage.server.url}/webhook/loop`, { method: 'POST' });
		[looping] = await until('The loop', 20_000, async () => {
			const executions = await stage.server.executionsOf(id);
			return executions[0]?.status === 'waiting' && executions;
		});
		before.looks = stage.requests(STATUS_PATH).length;
	}

	async function writeOnce() {
		before.urns = stage.connections(3);
		const { id } = await stage.server.importWorkflow(once(before.urns));
		workflows.once = id;
		succeeded(await stage.server.waitForExecution(await stage.server.runWorkflow(id)));
		expect(stage.messagesTo(before.urns)).toEqual([1, 1, 1]);
	}

	/** A trigger that has seen what there is. */
	async function startTrigger() {
		const { id } = await stage.server.importWorkflow(
			workflow(
				'Trigger',
				[outxTrigger('newConnection', {}, { inSeconds: 8 }), nothing('Done')],
				['Start > Done'],
			),
			{ activate: true },
		);
		workflows.trigger = id;
		await until('What the trigger remembers in the database', 80_000, async () => {
			const { staticData } = await stage.server.api('GET', `/workflows/${id}`);
			return staticData?.['node:Start']?.outx?.ready;
		});
	}

	beforeAll(async () => {
		await startLoop();
		await writeOnce();
		stage.sandbox.set({ extension: 'online' });
		await startTrigger();
		await stage.server.kill();
		before.added = stage.sandbox.world.growConnections(2);
		await stage.server.start();
		before.restartedAt = new Date();
	});

	test('Send Once Per Recipient still knows who was written to', async () => {
		const execution = await stage.server.waitForExecution(
			await stage.server.runWorkflow(workflows.once),
		);
		succeeded(execution);
		expect(stage.messagesTo(before.urns)).toEqual([1, 1, 1]);
		expect(itemsOf(execution, 'Send').map(({ status }) => status)).toEqual(
			Array(3).fill('already_contacted'),
		);
	});

	test('the OutX Trigger reports who connected meanwhile, and nobody else', async () => {
		const execution = await stage.executionThatRan('Done', workflows.trigger, 150_000);
		await stage.server.deactivate(workflows.trigger);
		expect(names(itemsOf(execution, 'Done'))).toEqual(names(before.added));
	});

	test('a loop through the Wait node goes on where it was, with the same task', async () => {
		const execution = await stage.server.waitForExecution(looping.id, 120_000);
		succeeded(execution);
		expect(new Date(execution.stoppedAt) > before.restartedAt).toBe(true);
		expect(itemsOf(execution, 'Done')).toHaveLength(7);
		expect(itemsOf(execution, 'Later')[0].waited_seconds).toBeGreaterThanOrEqual(2);
		const asked = stage.requests('/fetch-connections').filter(({ body }) => body.count === 7);
		expect(asked).toHaveLength(1);
		expect(stage.requests(STATUS_PATH).length).toBeGreaterThan(before.looks);
	});
});
