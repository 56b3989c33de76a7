import type { Fault } from '../../sandbox';
import { rejectionOf } from '../support/rejection';
import { like } from '../support/like';
import { polls, posts } from './requests';
import { AT_ONCE, setUpStage, sleep } from './stage';
import { CONNECTION, keysOf, TriggerSandbox } from './triggerSandbox';

const stage = setUpStage();
const triggers = new TriggerSandbox(stage);

describe('New Connection', () => {
	test('a task is created at one poll and collected at the next', async () => {
		const trigger = triggers.start(CONNECTION);
		await trigger.poll();
		expect(posts(stage.sandbox)).toHaveLength(1);
		expect(posts(stage.sandbox)[0]).toMatchObject({
			path: '/linkedin-agent/fetch-connections',
			body: { start: 0, count: 100, sort_type: 'RECENTLY_ADDED' },
		});
		expect(polls(stage.sandbox)).toHaveLength(0);
		await trigger.poll();
		expect(polls(stage.sandbox)).toHaveLength(1);
		expect(posts(stage.sandbox)).toHaveLength(2);
	});

	test('the oldest comes first, with the address of the person', async () => {
		const trigger = await triggers.settled(CONNECTION);
		const [third, second, first] = triggers.connect(3);
		await trigger.poll();
		const found = await trigger.found();
		expect(keysOf(found)).toEqual([first, second, third]);
		expect(found[0]).toMatchObject({
			name: like.any(String),
			public_identifier: like.any(String),
			profile_url: like.pattern(/^https:\/\/www\.linkedin\.com\/in\//),
		});
	});

	test('a task that takes its time is looked at again, and no second one is created', async () => {
		const trigger = await triggers.settled(CONNECTION);
		stage.sandbox.set({ extension: 'asleep' });
		const wanted = triggers.connect(1);
		await trigger.poll();
		stage.sandbox.requests.length = 0;
		for (let turn = 0; turn < 5; turn++) expect(await trigger.poll()).toBeNull();
		expect(posts(stage.sandbox)).toEqual([]);
		expect(polls(stage.sandbox)).toHaveLength(5);
		stage.sandbox.set({ extension: 'online' });
		await sleep(20);
		expect(keysOf(await trigger.found())).toEqual(wanted);
		expect(posts(stage.sandbox)).toHaveLength(1);
	});

	test('a task that never ends is given up after 30 looks and asked for anew', async () => {
		const trigger = await triggers.settled(CONNECTION);
		stage.sandbox.set({ extension: 'asleep' });
		const wanted = triggers.connect(1);
		await trigger.poll();
		const first = trigger.memory.pending;
		stage.sandbox.requests.length = 0;
		for (let turn = 0; turn < 29; turn++) await trigger.poll();
		expect(posts(stage.sandbox)).toEqual([]);
		await trigger.poll();
		expect(posts(stage.sandbox)).toHaveLength(1);
		expect(trigger.memory.pending).not.toEqual(first);
		stage.sandbox.set({ extension: 'online' });
		await sleep(20);
		expect(keysOf(await trigger.found())).toEqual(wanted);
	});

	test('a task that ends badly is told and asked for anew', async () => {
		const trigger = await triggers.settled(CONNECTION);
		stage.sandbox.set({ failTasks: { output: { error: 'Logged out of\u0000 LinkedIn' } } });
		await trigger.poll();
		const wanted = triggers.connect(1);
		expect(await rejectionOf(trigger.poll())).toMatchObject({
			message: 'OutX could not fetch the newest connections: Logged out of LinkedIn',
			description: like.text('The next poll asks for them again'),
		});
		stage.sandbox.set({ failTasks: null });
		await trigger.poll();
		expect(keysOf(await trigger.found())).toEqual(wanted);
	});

	test('a task that is gone is told and asked for anew', async () => {
		const trigger = await triggers.settled(CONNECTION);
		const wanted = triggers.connect(2);
		const fault: Fault = { kind: 'status', status: 404, error: 'Agent task not found' };
		stage.sandbox.set({ faults: [{ ...fault, path: '/linkedin-agent/get-task-status' }] });
		await expect(trigger.poll()).rejects.toThrow('the task is gone');
		await trigger.poll();
		expect(keysOf(await trigger.found()).sort()).toEqual(wanted.sort());
	});

	test('a lost task does not hold up an n8n that forgets what a failed poll has kept', async () => {
		// Tasks of their own: one and the same lost task is told once in the life of an n8n.
		stage.sandbox.reset({ seed: 2, switches: AT_ONCE });
		const trigger = await triggers.settled(CONNECTION);
		stage.sandbox.set({ failTasks: {} });
		await trigger.poll();
		const before = structuredClone(trigger.trigger.staticData);
		await expect(trigger.poll()).rejects.toThrow('could not fetch');
		trigger.trigger.staticData = before;
		stage.sandbox.set({ failTasks: null });
		const wanted = triggers.connect(1);
		expect(await trigger.poll()).toBeNull();
		expect(keysOf(await trigger.found())).toEqual(wanted);
	});

	test('who was found comes out also when the next look cannot be asked for', async () => {
		const trigger = await triggers.settled(CONNECTION);
		const wanted = triggers.connect(1);
		await trigger.poll();
		const refusal: Fault = { kind: 'status', status: 403, error: 'Access denied', times: null };
		stage.sandbox.set({ faults: [{ ...refusal, path: '/linkedin-agent/fetch-connections' }] });
		expect(keysOf(await trigger.found())).toEqual(wanted);
		await expect(trigger.poll()).rejects.toThrow('OutX denies access');
		stage.sandbox.set({ faults: [] });
		const later = triggers.connect(1);
		expect(await trigger.poll()).toBeNull();
		expect(keysOf(await trigger.found())).toEqual(later);
	});

	test('when more are new than a page holds, it looks further down and then tells all', async () => {
		const trigger = await triggers.settled(CONNECTION);
		const wanted = triggers.connect(450);
		for (let turn = 0; turn < 4 && trigger.emitted.length === 0; turn++) await trigger.poll();
		expect(keysOf(trigger.emitted)).toEqual([...wanted].reverse());
		stage.sandbox.requests.length = 0;
		expect(await trigger.poll()).toBeNull();
		expect(posts(stage.sandbox)).toHaveLength(1);
	});

	test('who leaves the list makes nobody new', async () => {
		const trigger = await triggers.settled(CONNECTION);
		const { connections } = stage.sandbox.world;
		connections.splice(0, 60);
		connections.splice(10, 20);
		for (let turn = 0; turn < 3; turn++) expect(await trigger.poll()).toBeNull();
		const wanted = triggers.connect(1);
		await trigger.poll();
		await trigger.poll();
		expect(keysOf(trigger.emitted)).toEqual(wanted);
	});

	test('the list of another account is taken as it is, instead of telling a thousand people', async () => {
		const trigger = await triggers.settled(CONNECTION);
		const { connections } = stage.sandbox.world;
		connections.splice(0, 100);
		for (let turn = 0; turn < 5; turn++) expect((await trigger.poll()) ?? []).toEqual([]);
		expect(trigger.emitted).toEqual([]);
		const wanted = triggers.connect(1);
		await trigger.poll();
		await trigger.poll();
		expect(keysOf(trigger.emitted)).toEqual(wanted);
	});

	test('a short list that is another one is taken as it is, too', async () => {
		const trigger = await triggers.settled(CONNECTION);
		const { connections } = stage.sandbox.world;
		connections.splice(0, 960);
		for (let turn = 0; turn < 4; turn++) await trigger.poll();
		expect(trigger.emitted).toEqual([]);
	});

	test('the first connections of an empty account come out', async () => {
		const { connections } = stage.sandbox.world;
		connections.length = 0;
		const trigger = await triggers.settled(CONNECTION);
		const wanted = triggers.connect(3);
		await trigger.poll();
		await trigger.poll();
		expect(keysOf(trigger.emitted)).toEqual([...wanted].reverse());
	});

	test('a list that is empty for once changes nothing', async () => {
		const trigger = await triggers.settled(CONNECTION);
		const { connections } = stage.sandbox.world;
		const away = connections.splice(0);
		await trigger.poll();
		expect(await trigger.poll()).toBeNull();
		connections.push(...away);
		const wanted = triggers.connect(1);
		await trigger.poll();
		await trigger.poll();
		expect(keysOf(trigger.emitted)).toEqual(wanted);
	});
});
