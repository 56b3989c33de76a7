import type { Fault } from '../../sandbox';
import { like } from '../support/like';
import { startStrangeServer, startTaskServer, type StrangeServer } from '../support/strangeServer';
import { connect, EAGER, keysOf, PolledTrigger, WRONG_KEY } from './polling';
import { polls, posts } from './requests';
import { setUpStage, sleep } from './stage';

const stage = setUpStage();
const settled = async () => await new PolledTrigger(stage).settle();

test('a task is created at one poll and collected at the next', async () => {
	const trigger = new PolledTrigger(stage);
	expect(await trigger.poll()).toBeNull();
	expect(posts(stage.sandbox)).toMatchObject([
		{
			path: '/linkedin-agent/fetch-connections',
			body: { start: 0, count: 100, sort_type: 'RECENTLY_ADDED' },
		},
	]);
	expect(polls(stage.sandbox)).toHaveLength(0);
	// n8n 1 stores what a trigger remembers only when it returns something; an empty output runs nothing.
	expect(await trigger.poll()).toEqual([]);
	expect(polls(stage.sandbox)).toHaveLength(1);
	expect(posts(stage.sandbox)).toHaveLength(2);
	expect(await trigger.poll()).toBeNull();
	expect(trigger.silentStarts).toBe(1);
});

test('the oldest is returned first, with the URL of the person', async () => {
	const trigger = await settled();
	const [third, second, first] = connect(stage, 3);
	await trigger.poll();
	const found = await trigger.poll();
	expect(keysOf(found ?? [])).toEqual([first, second, third]);
	expect(found?.[0]).toMatchObject({
		name: like.any(String),
		public_identifier: like.any(String),
		profile_url: like.pattern(/^https:\/\/www\.linkedin\.com\/in\//),
	});
});

test('when more are new than a page holds, it reads further down and returns all', async () => {
	const trigger = await settled();
	const wanted = connect(stage, 450);
	for (let poll = 0; poll < 5 && trigger.returned.length === 0; poll++) await trigger.poll();
	expect(keysOf(trigger.returned)).toEqual([...wanted].reverse());
	stage.sandbox.requests.length = 0;
	expect(await trigger.poll()).toBeNull();
	expect(posts(stage.sandbox)).toHaveLength(1);
});

describe('a task', () => {
	test('that takes long is checked again, and no second one is created', async () => {
		const trigger = await settled();
		stage.sandbox.set({ extension: 'asleep' });
		const wanted = connect(stage, 1);
		await trigger.poll();
		stage.sandbox.requests.length = 0;
		for (let poll = 0; poll < 5; poll++) expect(await trigger.poll()).toBeNull();
		expect(posts(stage.sandbox)).toEqual([]);
		expect(polls(stage.sandbox)).toHaveLength(5);
		stage.sandbox.set({ extension: 'online' });
		await sleep(20);
		expect(keysOf((await trigger.poll()) ?? [])).toEqual(wanted);
		expect(posts(stage.sandbox)).toHaveLength(1);
	});

	test('that fails is reported and created again', async () => {
		const trigger = await settled();
		stage.sandbox.set({ failTasks: { output: { error: 'Logged out of\u0000 LinkedIn' } } });
		await trigger.poll();
		const wanted = connect(stage, 1);
		expect(await trigger.reportOf()).toMatchObject({
			message: 'OutX could not fetch the newest connections: Logged out of LinkedIn',
			description: like.text('The next poll requests them again'),
		});
		stage.sandbox.set({ failTasks: null });
		await trigger.poll();
		expect(keysOf((await trigger.poll()) ?? [])).toEqual(wanted);
	});

	test('that is gone is reported and created again', async () => {
		const trigger = await settled();
		const wanted = connect(stage, 2);
		const fault: Fault = { kind: 'status', status: 404, error: 'Agent task not found' };
		stage.sandbox.set({ faults: [{ ...fault, path: '/linkedin-agent/get-task-status' }] });
		expect((await trigger.reportOf())?.message).toContain('OutX no longer has the task');
		await trigger.poll();
		expect(keysOf((await trigger.poll()) ?? []).sort()).toEqual(wanted.sort());
	});

	test.each<[string, unknown]>([
		['null', null],
		['{}', {}],
		['"Session expired"', 'Session expired'],
		['{ error }', { error: 'Session expired' }],
		['a list of words', { connections: ['Ada', 'Bob'] }],
	])('that completes with %s is reported and makes nobody known or new', async (_, output) => {
		const trigger = await settled();
		const path = '/linkedin-agent/fetch-connections';
		stage.sandbox.set({ faults: [{ kind: 'taskOutput', output, path }] });
		await trigger.poll();
		const wanted = connect(stage, 2);
		expect((await trigger.reportOf())?.message).toContain(
			'OutX could not fetch the newest connections: it returned',
		);
		await trigger.poll();
		expect(keysOf((await trigger.poll()) ?? []).sort()).toEqual(wanted.sort());
	});

	test('that is lost does not hold up an n8n that forgets what a failed poll has kept', async () => {
		const trigger = await settled();
		stage.sandbox.set({ failTasks: {} });
		await trigger.poll();
		const before = structuredClone(trigger.staticData);
		expect((await trigger.reportOf())?.message).toContain('could not fetch');
		trigger.staticData = before;
		stage.sandbox.set({ failTasks: null });
		const wanted = connect(stage, 1);
		expect(await trigger.poll()).toBeNull();
		expect(keysOf((await trigger.poll()) ?? [])).toEqual(wanted);
	});
});

test('what was found is returned also when the next check cannot begin', async () => {
	const trigger = await settled();
	const wanted = connect(stage, 1);
	await trigger.poll();
	const refusal: Fault = { kind: 'status', status: 403, error: 'Access denied', times: null };
	stage.sandbox.set({ faults: [{ ...refusal, path: '/linkedin-agent/fetch-connections' }] });
	expect(keysOf((await trigger.poll()) ?? [])).toEqual(wanted);
	expect((await trigger.reportOf())?.message).toContain('OutX denied access');
	stage.sandbox.set({ faults: [] });
	const later = connect(stage, 1);
	expect(await trigger.poll()).toBeNull();
	expect(keysOf((await trigger.poll()) ?? [])).toEqual(later);
});

test('a wrong key is reported at once, also when the workflow is activated', async () => {
	stage.sandbox.set({ faults: [{ ...WRONG_KEY, times: null }] });
	const trigger = new PolledTrigger(stage, EAGER);
	for (const activation of ['activate', 'activate'] as const) {
		await expect(trigger.poll({ activation })).rejects.toThrow('does not recognize this API key');
		trigger.staticData = {};
	}
});

describe('an answer that is none', () => {
	let server: StrangeServer | undefined;
	afterEach(async () => {
		await server?.close();
	});

	test('and returns no task ID is reported', async () => {
		server = await startStrangeServer(() => ({ success: true }));
		const trigger = new PolledTrigger(stage, EAGER, server);
		expect(await trigger.reportOf()).toMatchObject({
			message: 'OutX accepted the request but returned no task ID',
		});
		expect(server.requests).toHaveLength(1);
	});

	test('and returns no list is reported, and makes nobody unknown', async () => {
		const people = (count: number) =>
			Array.from({ length: count }, (_, index) => ({
				name: `P${count - index}`,
				entity_urn: `urn:li:fsd_profile:ACoAAB${count - index}`,
			}));
		let output: unknown = { total: 3, connections: people(3) };
		server = await startTaskServer(() => output);
		const trigger = await new PolledTrigger(stage, EAGER, server).settle();
		output = null;
		await trigger.poll();
		output = { total: 4, connections: people(4) };
		expect((await trigger.reportOf())?.message).toContain(
			'OutX could not fetch the newest connections',
		);
		await trigger.polls(3);
		expect(trigger.returned.map(({ name }) => name)).toEqual(['P4']);
	});
});
