import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';

import { core, outxCredentials, workflow } from '../support/engine';
import { numberOf } from '../support/json';
import {
	connect,
	EAGER,
	keysOf,
	numbersFrom,
	parametersFor,
	PolledTrigger,
	WRONG_KEY,
} from './polling';
import { setUpStage, sleep } from './stage';
import { WatchlistSandbox } from './watchlistSandbox';

const stage = setUpStage();
const watchlists = new WatchlistSandbox(stage);
const idOfWatchlist = async (name = 'Workflow automation') => (await watchlists.named(name)).id;

describe('a hundred polls, some of which go wrong, while 0 to 130 new ones appear between two', () => {
	const grow = async (event: string, count: number, watchlist_id: string) => {
		if (event === 'newConnection') return connect(stage, count);
		const what = event === 'newInteraction' ? 'interactions' : 'posts';
		return keysOf(await watchlists.grow(what, { count, watchlist_id }));
	};

	test.each([
		['newConnection', 1],
		['newConnection', 2],
		['newWatchlistPost', 3],
		['newInteraction', 4],
	])('%s (%i): each is returned exactly once', async (event, seed) => {
		const id = await idOfWatchlist();
		const trigger = new PolledTrigger(stage, parametersFor(event, id));
		const random = numbersFrom(seed);
		const expected: unknown[] = [];
		let failed = 0;
		let most = 0;
		// Posts and interactions are read whole at every poll, so fewer of them keep the test short.
		const calm = event === 'newConnection' ? 0 : 2;
		for (let turn = 0; turn < 100; turn++) {
			const isBad = turn % 7 === 4;
			if (isBad) stage.sandbox.set({ faults: [{ ...WRONG_KEY, after: random(3) }] });
			const report = await trigger.reportOf();
			if (report) failed++;
			if (report) expect(report.message).toContain('OutX does not recognize this API key');
			if (isBad) stage.sandbox.set({ faults: [] });
			most = Math.max(most, JSON.stringify(trigger.staticData).length);
			const isSilent = random(3) < calm || turn < 2 || turn > 92;
			const count = isSilent ? 0 : random(131);
			if (count > 0) expected.push(...(await grow(event, count, id)));
		}
		expect(failed).toBeGreaterThan(5);
		expect(trigger.silentStarts).toBe(1);
		expect(keysOf(trigger.returned).sort()).toEqual(expected.sort());
		expect(expected.length).toBeGreaterThan(1000);
		expect(most).toBeLessThan(150_000);
	});
});

describe('the silent start', () => {
	test.each(['newConnection', 'newWatchlistPost', 'newInteraction'])(
		'%s: nothing that was there is returned, and n8n is made to store it',
		async (event) => {
			const trigger = new PolledTrigger(stage, parametersFor(event, await idOfWatchlist()));
			if (event === 'newConnection') expect(await trigger.poll()).toBeNull();
			// n8n 1 stores what a trigger remembers only when it returns something; an empty output runs nothing.
			expect(await trigger.poll()).toEqual([]);
			expect(await trigger.poll()).toBeNull();
			expect(await trigger.poll()).toBeNull();
			expect(trigger.silentStarts).toBe(1);
			expect(trigger.memory).toMatchObject({ version: 2, ready: true });
		},
	);

	test('runs no other node, not even when n8n executes the workflow for it', async () => {
		const ran: number[] = [];
		const spy: INodeType = {
			description: {
				displayName: 'Spy',
				name: 'spy',
				group: ['transform'],
				version: 1,
				description: '',
				defaults: { name: 'Spy' },
				inputs: ['main'],
				outputs: ['main'],
				properties: [],
			},
			async execute() {
				ran.push(this.getInputData().length);
				return await Promise.resolve([this.getInputData()]);
			},
		};
		const extraTypes = { 'test.spy': spy };
		const trigger = stage.engine.node('Trigger', 'outxTrigger', EAGER);
		const next = stage.engine.node('Spy', 'test.spy', {}, { extraTypes });
		const connections = {
			Trigger: { main: [[{ node: 'Spy', type: 'main' as const, index: 0 }]] },
		};
		const nodes = [trigger, next];
		/** What n8n does with what a trigger returns. */
		const execute = async (output: INodeExecutionData[][] | null) => {
			const nodeTypes = stage.engine.nodeTypes(extraTypes);
			const id = 'trigger';
			const flow = new workflow.Workflow({ id, nodes, connections, active: true, nodeTypes });
			const now = new Date();
			const hooks = new core.ExecutionLifecycleHooks('trigger', '1', {
				...{ id, name: 'test', nodes, connections, active: true, createdAt: now, updatedAt: now },
				...{ isArchived: false, activeVersionId: null },
			});
			const credentials = outxCredentials(stage.sandbox.url);
			const additional = stage.engine.additionalData(credentials, { hooks });
			const data = workflow.createRunExecutionData({
				executionData: {
					nodeExecutionStack: [{ node: trigger, data: { main: output ?? [] }, source: null }],
				},
			});
			const execution = new core.WorkflowExecute(additional, 'trigger', data);
			return await execution.processRunExecutionData(flow);
		};

		const open = new PolledTrigger(stage).open();
		const credentials = outxCredentials(stage.sandbox.url);
		expect(await open.poll(credentials)).toBeNull();
		expect((await execute(await open.poll(credentials))).status).toBe('success');
		expect(ran).toEqual([]);

		connect(stage, 2);
		expect(await open.poll(credentials)).toBeNull();
		expect((await execute(await open.poll(credentials))).status).toBe('success');
		expect(ran).toEqual([2]);
	});
});

describe('what is remembered', () => {
	test('belongs to one event and watchlist: other settings begin with a silent start', async () => {
		const keyword = await idOfWatchlist();
		const people = await idOfWatchlist('Customers');
		const first = await new PolledTrigger(
			stage,
			parametersFor('newWatchlistPost', keyword),
		).settle();
		const second = first.withParameters(parametersFor('newWatchlistPost', people));
		expect(await second.poll()).toEqual([]);
		const third = second.withParameters(parametersFor('newInteraction', people));
		expect(await third.poll()).toEqual([]);
		const added = await watchlists.grow('interactions', { count: 1, watchlist_id: people });
		expect(keysOf((await third.poll()) ?? [])).toEqual(keysOf(added));
	});

	test('in the form of another version, it is thrown away', async () => {
		const parameters = parametersFor('newWatchlistPost', await idOfWatchlist());
		const trigger = await new PolledTrigger(stage, parameters).settle();
		const version = numberOf(trigger.memory.version);
		trigger.memory.version = version - 1;
		expect(await trigger.poll()).toEqual([]);
		expect(trigger.memory.version).toBe(version);
	});

	test('survives a restart between creating a task and collecting it', async () => {
		const trigger = await new PolledTrigger(stage).settle();
		const wanted = connect(stage, 2);
		await trigger.poll();
		const restarted = trigger.withParameters(EAGER);
		expect(keysOf((await restarted.poll()) ?? []).sort()).toEqual(wanted.sort());
	});

	test.each(['newConnection', 'newWatchlistPost'])(
		'when two polls overlap because OutX is slow, only one returns items: %s',
		async (event) => {
			const watchlist_id = await idOfWatchlist();
			const trigger = await new PolledTrigger(stage, parametersFor(event, watchlist_id)).settle();
			connect(stage, 2);
			await watchlists.grow('posts', { count: 2, watchlist_id });
			if (event === 'newConnection') await trigger.poll();
			const open = trigger.open();
			const credentials = outxCredentials(stage.sandbox.url);
			stage.sandbox.set({ faults: [{ kind: 'slow', ms: 300, method: 'GET' }] });
			const late = open.poll(credentials);
			await sleep(50);
			const found = [await open.poll(credentials), await late];
			expect(found.map((output) => output?.[0].length ?? 0)).toEqual([2, 0]);
			expect((await open.poll(credentials))?.[0] ?? []).toEqual([]);
		},
	);
});

test('an item is JSON and nothing else', async () => {
	const trigger = await new PolledTrigger(stage).settle();
	connect(stage, 1);
	await trigger.polls(2);
	const [item]: IDataObject[] = trigger.returned;
	expect(JSON.parse(JSON.stringify(item))).toEqual(item);
});
