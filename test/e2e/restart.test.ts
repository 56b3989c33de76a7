import { request } from 'undici';
import { z } from 'zod';

import { itemsOf } from '../../scripts/n8n/workflows';
import { onEachN8n, STATUS_PATH, succeeded, textsOf, until } from './stage';
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
		getConnections('Ask', { waitForCompletion: false, count: 7 }),
		waitForTask('Wait', { maximumWait: 2, options: { pollingInterval: 1 } }),
		later(IN_DATABASE_S),
		nothing('Done'),
		nothing('Lost'),
	],
	['Start > Ask > Wait > Done', 'Wait:1 > Lost', 'Wait:2 > Later > Wait'],
);

const once = (urns: string[]) =>
	workflow(
		'Once',
		[manual(), people(urns), sendMessage('Send', { options: { sendOncePerRecipient: 'node' } })],
		['Start > People > Send'],
	);

/** What n8n has stored of the trigger's memory, as far as it shows that a baseline is there. */
const Ready = z.object({
	staticData: z.object({ 'node:Start': z.object({ outx: z.object({ ready: z.literal(true) }) }) }),
});

/** One crash in the middle of everything, and what must have survived it. */
onEachN8n((stage) => {
	let looping: string;
	let pollsBefore: number;
	let contacted: string[];
	let onceId: string;
	let triggerId: string;
	let added: { name: string }[];
	let restartedAt: Date;

	/** An execution that sits in n8n's Wait node because OutX does nothing for now. */
	async function startLoop() {
		stage.sandbox.set({ extension: 'asleep' });
		const { id } = await stage.server.importWorkflow(loop, { activate: true });
		const { body } = await request(`${stage.server.url}/webhook/loop`, { method: 'POST' });
		await body.dump();
		looping = await until('The loop', 20_000, async () => {
			const executions = await stage.server.executionsOf(id);
			return executions.find(({ status }) => status === 'waiting')?.id;
		});
		pollsBefore = stage.requests(STATUS_PATH).length;
	}

	async function sendOnce() {
		contacted = stage.connections(3);
		({ id: onceId } = await stage.server.importWorkflow(once(contacted)));
		succeeded(await stage.runAgain(onceId));
		expect(stage.messagesTo(contacted)).toEqual([1, 1, 1]);
	}

	/** A trigger that has seen what there is. */
	async function startTrigger() {
		({ id: triggerId } = await stage.server.importWorkflow(
			workflow(
				'Trigger',
				[outxTrigger('newConnection', { minimumInterval: 0 }, { inSeconds: 8 }), nothing('Done')],
				['Start > Done'],
			),
			{ activate: true },
		));
		await until('What the trigger remembers in the database', 80_000, async () => {
			const stored = await stage.server.api('GET', `/workflows/${triggerId}`);
			return Ready.safeParse(stored).success;
		});
	}

	beforeAll(async () => {
		await startLoop();
		await sendOnce();
		stage.sandbox.set({ extension: 'online' });
		await startTrigger();
		await stage.server.kill();
		added = stage.sandbox.world.growConnections(2);
		await stage.server.start();
		restartedAt = new Date();
	});

	test('Send Once Per Recipient still knows who was contacted', async () => {
		const execution = await stage.runAgain(onceId);
		succeeded(execution);
		expect(stage.messagesTo(contacted)).toEqual([1, 1, 1]);
		expect(textsOf(itemsOf(execution, 'Send'), 'status')).toEqual([
			'already_contacted',
			'already_contacted',
			'already_contacted',
		]);
	});

	test('the OutX Trigger reports who connected meanwhile, and nobody else', async () => {
		const execution = await stage.executionThatRan('Done', triggerId, 150_000);
		await stage.server.deactivate(triggerId);
		const names = added.map(({ name }) => name);
		expect(textsOf(itemsOf(execution, 'Done'), 'name').sort()).toEqual(names.sort());
	});

	test('a loop through the Wait node continues where it was, with the same task', async () => {
		const execution = await stage.server.waitForExecution(looping, 120_000);
		succeeded(execution);
		expect(new Date(execution.stoppedAt ?? 0).getTime()).toBeGreaterThan(restartedAt.getTime());
		expect(itemsOf(execution, 'Done')).toHaveLength(7);
		expect(itemsOf(execution, 'Later')[0]?.waited_seconds).toBeGreaterThanOrEqual(2);
		const asked = stage
			.requests('/fetch-connections')
			.filter(({ body }) => z.object({ count: z.literal(7) }).safeParse(body).success);
		expect(asked).toHaveLength(1);
		expect(stage.requests(STATUS_PATH).length).toBeGreaterThan(pollsBefore);
	});
});
