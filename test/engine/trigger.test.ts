import { core, outxCredentials, workflow } from '../support/engine';
import { polls as looks, posts } from './requests';
import { AT_ONCE, expectNoKey, setUpStage, sleep } from './stage';

const stage = setUpStage();

const WRONG_KEY = { kind: 'status', status: 401, error: 'Invalid API Key' };
const CONNECTION = { event: 'newConnection' };

const control = async (path, body) => {
	const response = await fetch(`${stage.sandbox.url}/sandbox/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	return await response.json();
};
const watchlistId = async (name = 'Workflow automation') => {
	const { watchlists } = await (await fetch(`${stage.sandbox.url}/sandbox/watchlists`)).json();
	return watchlists.find((watchlist) => watchlist.name === name).id;
};
const parametersFor = (event, id) => ({ event, watchlist: { __rl: true, mode: 'id', value: id } });

/** The trigger in an active workflow. What it remembers goes through JSON between two polls, as in n8n's database. */
class Trigger {
	constructor(parameters, staticData = {}) {
		this.parameters = parameters;
		this.staticData = staticData;
		this.emitted = [];
		this.baselines = 0;
	}

	flow(mode = 'trigger') {
		const node = stage.engine.node('Trigger', 'outxTrigger', this.parameters);
		const flow = new workflow.Workflow({
			id: 'trigger',
			nodes: [node],
			connections: {},
			active: mode === 'trigger',
			nodeTypes: stage.engine.nodeTypes(),
			staticData: structuredClone(this.staticData),
		});
		const poll = async (credentials = outxCredentials(stage.sandbox.url)) => {
			const additional = stage.engine.additionalData(credentials);
			const context = new core.PollContext(flow, node, additional, mode, 'update');
			return await stage.engine.loader.getNode('outxTrigger').type.poll.call(context);
		};
		return { flow, poll };
	}

	/** One poll: the items, [] when it emitted none, null when it did not emit. */
	async poll() {
		const { flow, poll } = this.flow();
		try {
			const output = await poll();
			if (output === null) return null;
			expect(output).toHaveLength(1);
			this.baselines += output[0].length === 0 ? 1 : 0;
			this.emitted.push(...output[0].map(({ json }) => json));
			return output[0].map(({ json }) => json);
		} finally {
			const { __dataChanged, ...rest } = JSON.parse(JSON.stringify(flow.staticData));
			this.staticData = rest;
		}
	}

	get bytes() {
		return JSON.stringify(this.staticData).length;
	}

	get memory() {
		return this.staticData['node:Trigger']?.outx;
	}
}

const urnsOf = (people) => people.map(({ id }) => `urn:li:fsd_profile:${id}`);
const grow = (count) => urnsOf(stage.sandbox.world.growConnections(count));
/** A trigger that knows what is there. */
async function settled(parameters) {
	const trigger = new Trigger(parameters);
	await trigger.poll();
	if (parameters.event === 'newConnection') await trigger.poll();
	expect(trigger.baselines).toBe(1);
	return trigger;
}
const ids = (list) => list.map(({ entity_urn, id }) => entity_urn ?? id);

/** The same numbers on every run. */
function numbers(seed) {
	let state = seed;
	return (below) => {
		state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
		return Math.floor((state / 2 ** 32) * below);
	};
}

describe('a hundred polls, some of which go wrong, while 0 to 130 new ones appear between two', () => {
	const growing = {
		newConnection: async (count) => grow(count),
		newWatchlistPost: async (count, watchlist_id) =>
			ids((await control('posts/grow', { count, watchlist_id })).added),
		newInteraction: async (count, watchlist_id) =>
			ids((await control('interactions/grow', { count, watchlist_id })).added),
	};

	test.each([
		['newConnection', 1],
		['newConnection', 2],
		['newWatchlistPost', 3],
		['newInteraction', 4],
	])('%s (%i): each comes out exactly once', async (event, seed) => {
		const id = await watchlistId();
		const trigger = new Trigger(parametersFor(event, id));
		const random = numbers(seed);
		const expected = [];
		let failed = 0;
		let most = 0;
		// Posts and interactions are read whole at every poll, so fewer of them keep the test short.
		const calm = event === 'newConnection' ? 0 : 2;
		for (let turn = 0; turn < 100; turn++) {
			const isBad = turn % 7 === 4;
			if (isBad) stage.sandbox.set({ faults: [{ ...WRONG_KEY, after: random(3) }] });
			await trigger.poll().catch((error) => {
				expect(error.message).toContain('OutX does not know this API key');
				failed++;
			});
			if (isBad) stage.sandbox.set({ faults: [] });
			most = Math.max(most, trigger.bytes);
			const isSilent = random(3) < calm || turn < 2 || turn > 92;
			const count = isSilent ? 0 : random(131);
			if (count > 0) expected.push(...(await growing[event](count, id)));
		}
		expect(failed).toBeGreaterThan(5);
		expect(trigger.baselines).toBe(1);
		expect(ids(trigger.emitted).sort()).toEqual([...expected].sort());
		expect(expected.length).toBeGreaterThan(1000);
		expect(most).toBeLessThan(150_000);
	});
});

describe('the silent first look', () => {
	test.each(['newConnection', 'newWatchlistPost', 'newInteraction'])(
		'%s: nothing that was there comes out, and n8n is made to remember it',
		async (event) => {
			const trigger = new Trigger(parametersFor(event, await watchlistId()));
			if (event === 'newConnection') expect(await trigger.poll()).toBeNull();
			// n8n 1 saves what a trigger remembers only when it emits; an empty output runs nothing.
			expect(await trigger.poll()).toEqual([]);
			expect(await trigger.poll()).toBeNull();
			expect(await trigger.poll()).toBeNull();
			expect(trigger.baselines).toBe(1);
			expect(trigger.memory).toMatchObject({ version: 1, ready: true });
		},
	);

	test('runs no other node, not even when n8n executes the workflow for it', async () => {
		const ran = [];
		const spy = {
			description: {
				...{ displayName: 'Spy', name: 'spy', group: ['transform'], version: 1, description: '' },
				...{ defaults: { name: 'Spy' }, inputs: ['main'], outputs: ['main'], properties: [] },
			},
			async execute() {
				ran.push(this.getInputData().length);
				return [this.getInputData()];
			},
		};
		const extraTypes = { 'test.spy': spy };
		const trigger = stage.engine.node('Trigger', 'outxTrigger', CONNECTION);
		const next = stage.engine.node('Spy', 'test.spy', {}, { extraTypes });
		const connections = { Trigger: { main: [[{ node: 'Spy', type: 'main', index: 0 }]] } };
		const nodes = [trigger, next];
		/** What n8n does with what a trigger emits. */
		const execute = async (output) => {
			const flow = new workflow.Workflow({
				...{ id: 'trigger', nodes, connections, active: true },
				nodeTypes: stage.engine.nodeTypes(extraTypes),
			});
			const about = { id: 'trigger', name: 'test', nodes, connections, active: true };
			const hooks = new core.ExecutionLifecycleHooks('trigger', '1', about);
			const additional = stage.engine.additionalData(outxCredentials(stage.sandbox.url), { hooks });
			const data = workflow.createRunExecutionData({
				executionData: {
					nodeExecutionStack: [{ node: trigger, data: { main: output }, source: null }],
				},
			});
			return await new core.WorkflowExecute(additional, 'trigger', data).processRunExecutionData(
				flow,
			);
		};

		const { poll } = new Trigger(CONNECTION).flow();
		expect(await poll()).toBeNull();
		const silent = await poll();
		expect((await execute(silent)).status).toBe('success');
		expect(ran).toEqual([]);

		grow(2);
		expect(await poll()).toBeNull();
		expect((await execute(await poll())).status).toBe('success');
		expect(ran).toEqual([2]);
	});
});

describe('New Connection', () => {
	test('a task is created at one poll and collected at the next', async () => {
		const trigger = new Trigger(CONNECTION);
		await trigger.poll();
		expect(posts(stage.sandbox)).toHaveLength(1);
		expect(posts(stage.sandbox)[0]).toMatchObject({
			path: '/linkedin-agent/fetch-connections',
			body: { start: 0, count: 100, sort_type: 'RECENTLY_ADDED' },
		});
		expect(looks(stage.sandbox)).toHaveLength(0);
		await trigger.poll();
		expect(looks(stage.sandbox)).toHaveLength(1);
		expect(posts(stage.sandbox)).toHaveLength(2);
	});

	test('the oldest comes first, with the address of the person', async () => {
		const trigger = await settled(CONNECTION);
		const [third, second, first] = grow(3);
		await trigger.poll();
		const found = await trigger.poll();
		expect(ids(found)).toEqual([first, second, third]);
		expect(found[0]).toMatchObject({
			name: expect.any(String),
			public_identifier: expect.any(String),
			profile_url: expect.stringMatching(/^https:\/\/www\.linkedin\.com\/in\//),
		});
	});

	test('a task that takes its time is looked at again, and no second one is created', async () => {
		const trigger = await settled(CONNECTION);
		stage.sandbox.set({ extension: 'asleep' });
		const wanted = grow(1);
		await trigger.poll();
		stage.sandbox.requests.length = 0;
		for (let turn = 0; turn < 5; turn++) expect(await trigger.poll()).toBeNull();
		expect(posts(stage.sandbox)).toEqual([]);
		expect(looks(stage.sandbox)).toHaveLength(5);
		stage.sandbox.set({ extension: 'online' });
		await sleep(20);
		expect(ids(await trigger.poll())).toEqual(wanted);
		expect(posts(stage.sandbox)).toHaveLength(1);
	});

	test('a task that never ends is given up after 30 looks and asked for anew', async () => {
		const trigger = await settled(CONNECTION);
		stage.sandbox.set({ extension: 'asleep' });
		const wanted = grow(1);
		await trigger.poll();
		const first = trigger.memory.pending.ids;
		stage.sandbox.requests.length = 0;
		for (let turn = 0; turn < 29; turn++) await trigger.poll();
		expect(posts(stage.sandbox)).toEqual([]);
		await trigger.poll();
		expect(posts(stage.sandbox)).toHaveLength(1);
		expect(trigger.memory.pending.ids).not.toEqual(first);
		stage.sandbox.set({ extension: 'online' });
		await sleep(20);
		expect(ids(await trigger.poll())).toEqual(wanted);
	});

	test('a task that ends badly is told and asked for anew', async () => {
		const trigger = await settled(CONNECTION);
		stage.sandbox.set({ failTasks: { output: { error: 'Logged out of\u0000 LinkedIn' } } });
		await trigger.poll();
		const wanted = grow(1);
		await trigger.poll().then(
			() => expect.unreachable(),
			(error) => {
				expect(error.message).toBe(
					'OutX could not fetch the newest connections: Logged out of LinkedIn',
				);
				expect(error.description).toContain('The next poll asks for them again');
			},
		);
		stage.sandbox.set({ failTasks: null });
		await trigger.poll();
		expect(ids(await trigger.poll())).toEqual(wanted);
	});

	test('a task that is gone is told and asked for anew', async () => {
		const trigger = await settled(CONNECTION);
		const wanted = grow(2);
		const fault = { kind: 'status', status: 404, error: 'Agent task not found' };
		stage.sandbox.set({ faults: [{ ...fault, path: '/linkedin-agent/get-task-status' }] });
		await expect(trigger.poll()).rejects.toThrow('the task is gone');
		await trigger.poll();
		expect(ids(await trigger.poll()).sort()).toEqual(wanted.sort());
	});

	test('a lost task does not hold up an n8n that forgets what a failed poll has kept', async () => {
		// Tasks of their own: one and the same lost task is told once in the life of an n8n.
		stage.sandbox.reset({ seed: 2, switches: AT_ONCE });
		const trigger = await settled(CONNECTION);
		stage.sandbox.set({ failTasks: {} });
		await trigger.poll();
		const before = structuredClone(trigger.staticData);
		await expect(trigger.poll()).rejects.toThrow('could not fetch');
		trigger.staticData = before;
		stage.sandbox.set({ failTasks: null });
		const wanted = grow(1);
		expect(await trigger.poll()).toBeNull();
		expect(ids(await trigger.poll())).toEqual(wanted);
	});

	test('who was found comes out also when the next look cannot be asked for', async () => {
		const trigger = await settled(CONNECTION);
		const wanted = grow(1);
		await trigger.poll();
		const refusal = { kind: 'status', status: 403, error: 'Access denied', times: null };
		stage.sandbox.set({ faults: [{ ...refusal, path: '/linkedin-agent/fetch-connections' }] });
		expect(ids(await trigger.poll())).toEqual(wanted);
		await expect(trigger.poll()).rejects.toThrow('OutX denies access');
		stage.sandbox.set({ faults: [] });
		const later = grow(1);
		expect(await trigger.poll()).toBeNull();
		expect(ids(await trigger.poll())).toEqual(later);
	});

	test('when more are new than a page holds, it looks further down and then tells all', async () => {
		const trigger = await settled(CONNECTION);
		const wanted = grow(450);
		for (let turn = 0; turn < 4 && trigger.emitted.length === 0; turn++) await trigger.poll();
		expect(ids(trigger.emitted)).toEqual([...wanted].reverse());
		stage.sandbox.requests.length = 0;
		expect(await trigger.poll()).toBeNull();
		expect(posts(stage.sandbox)).toHaveLength(1);
	});

	test('who leaves the list makes nobody new', async () => {
		const trigger = await settled(CONNECTION);
		const { connections } = stage.sandbox.world;
		connections.splice(0, 60);
		connections.splice(10, 20);
		for (let turn = 0; turn < 3; turn++) expect(await trigger.poll()).toBeNull();
		const wanted = grow(1);
		await trigger.poll();
		await trigger.poll();
		expect(ids(trigger.emitted)).toEqual(wanted);
	});

	test('the list of another account is taken as it is, instead of telling a thousand people', async () => {
		const trigger = await settled(CONNECTION);
		const { connections } = stage.sandbox.world;
		connections.splice(0, 100);
		for (let turn = 0; turn < 5; turn++) expect((await trigger.poll()) ?? []).toEqual([]);
		expect(trigger.emitted).toEqual([]);
		const wanted = grow(1);
		await trigger.poll();
		await trigger.poll();
		expect(ids(trigger.emitted)).toEqual(wanted);
	});

	test('a short list that is another one is taken as it is, too', async () => {
		const trigger = await settled(CONNECTION);
		const { connections } = stage.sandbox.world;
		connections.splice(0, 960);
		for (let turn = 0; turn < 4; turn++) await trigger.poll();
		expect(trigger.emitted).toEqual([]);
	});

	test('the first connections of an empty account come out', async () => {
		const { connections } = stage.sandbox.world;
		connections.length = 0;
		const trigger = await settled(CONNECTION);
		const wanted = grow(3);
		await trigger.poll();
		await trigger.poll();
		expect(ids(trigger.emitted)).toEqual([...wanted].reverse());
	});

	test('a list that is empty for once changes nothing', async () => {
		const trigger = await settled(CONNECTION);
		const { connections } = stage.sandbox.world;
		const away = connections.splice(0);
		await trigger.poll();
		expect(await trigger.poll()).toBeNull();
		connections.push(...away);
		const wanted = grow(1);
		await trigger.poll();
		await trigger.poll();
		expect(ids(trigger.emitted)).toEqual(wanted);
	});
});

describe('posts and interactions', () => {
	test.each(['newWatchlistPost', 'newInteraction'])(
		'%s: a new one comes out at the next poll, the oldest first',
		async (event) => {
			const watchlist_id = await watchlistId();
			const trigger = await settled(parametersFor(event, watchlist_id));
			const path = event === 'newInteraction' ? 'interactions/grow' : 'posts/grow';
			const { added } = await control(path, { count: 3, watchlist_id });
			expect(ids(await trigger.poll())).toEqual(ids(added));
			expect(await trigger.poll()).toBeNull();
		},
	);

	test('posts can be simplified or raw', async () => {
		const watchlist_id = await watchlistId();
		const fields = async (simplify) => {
			const parameters = { ...parametersFor('newWatchlistPost', watchlist_id), simplify };
			const trigger = await settled(parameters);
			await control('posts/grow', { count: 1, watchlist_id });
			return Object.keys((await trigger.poll())[0]).length;
		};
		expect(await fields(true)).toBeLessThanOrEqual(10);
		expect(await fields(false)).toBeGreaterThan(10);
	});

	test('a list that shrinks makes nothing new', async () => {
		const watchlist_id = await watchlistId();
		await control('posts/grow', { count: 80, watchlist_id });
		const trigger = await settled(parametersFor('newWatchlistPost', watchlist_id));
		stage.sandbox.reset({ switches: AT_ONCE });
		// Or the sandbox would make the very same posts once more.
		await control('posts/grow', { count: 1, watchlist_id: await watchlistId('Customers') });
		for (let turn = 0; turn < 3; turn++) expect(await trigger.poll()).toBeNull();
		const { added } = await control('posts/grow', { count: 2, watchlist_id });
		expect(ids(await trigger.poll())).toEqual(ids(added));
	});

	test('a poll that fails between two pages is made good by the next', async () => {
		const watchlist_id = await watchlistId();
		const trigger = await settled(parametersFor('newInteraction', watchlist_id));
		const { added } = await control('interactions/grow', { count: 130, watchlist_id });
		stage.sandbox.set({ faults: [{ ...WRONG_KEY, query: { page: '2' } }] });
		await expect(trigger.poll()).rejects.toThrow('OutX does not know this API key');
		expect(ids(await trigger.poll())).toEqual(ids(added));
	});

	test('a watchlist that is none is named, and nothing is sent', async () => {
		const trigger = new Trigger(parametersFor('newWatchlistPost', 'my list'));
		await expect(trigger.poll()).rejects.toThrow("'Watchlist' is not an OutX ID: my list");
		expect(stage.sandbox.requests).toEqual([]);
	});

	test('a watchlist that is not there is named', async () => {
		const trigger = new Trigger(
			parametersFor('newInteraction', '550e8400-e29b-41d4-a716-446655440000'),
		);
		await expect(trigger.poll()).rejects.toThrow('Invalid watchlist ID');
	});
});

describe('what is remembered', () => {
	test('belongs to one event and watchlist: other settings begin with a silent look', async () => {
		const keyword = await watchlistId();
		const people = await watchlistId('Customers');
		const trigger = await settled(parametersFor('newWatchlistPost', keyword));
		trigger.parameters = parametersFor('newWatchlistPost', people);
		expect(await trigger.poll()).toEqual([]);
		trigger.parameters = parametersFor('newInteraction', people);
		expect(await trigger.poll()).toEqual([]);
		expect(trigger.emitted).toEqual([]);
		const { added } = await control('interactions/grow', { count: 1, watchlist_id: people });
		expect(ids(await trigger.poll())).toEqual(ids(added));
	});

	test('in the form of another version, it is thrown away', async () => {
		const trigger = await settled(parametersFor('newWatchlistPost', await watchlistId()));
		trigger.memory.version = 0;
		expect(await trigger.poll()).toEqual([]);
		expect(trigger.memory.version).toBe(1);
	});

	test('survives a restart between creating a task and collecting it', async () => {
		const trigger = await settled(CONNECTION);
		const wanted = grow(2);
		await trigger.poll();
		const restarted = new Trigger(CONNECTION, trigger.staticData);
		expect(ids(await restarted.poll()).sort()).toEqual(wanted.sort());
	});

	test('when two polls overlap because OutX is slow, only one tells', async () => {
		for (const event of ['newConnection', 'newWatchlistPost']) {
			stage.sandbox.set({ faults: [] });
			const watchlist_id = await watchlistId();
			const trigger = await settled(parametersFor(event, watchlist_id));
			grow(2);
			await control('posts/grow', { count: 2, watchlist_id });
			if (event === 'newConnection') await trigger.poll();
			const { poll } = trigger.flow();
			stage.sandbox.set({ faults: [{ kind: 'slow', ms: 300, method: 'GET' }] });
			const late = poll();
			await sleep(50);
			const found = [await poll(), await late].map((output) => output?.[0].length ?? 0);
			expect(found).toEqual([2, 0]);
			expect((await poll())?.[0] ?? []).toEqual([]);
		}
	});
});

describe('fetch test event', () => {
	const sample = async (parameters, credentials) => {
		const staticData = { 'node:Trigger': { outx: { version: 1, about: 'x' } } };
		const { flow, poll } = new Trigger(parameters, staticData).flow('manual');
		try {
			return await poll(credentials);
		} finally {
			expect(flow.staticData['node:Trigger']).toEqual(staticData['node:Trigger']);
			expect(Object.keys(flow.staticData).filter((key) => key !== '__dataChanged')).toEqual([
				'node:Trigger',
			]);
		}
	};

	test('waits for the newest connection', async () => {
		stage.sandbox.set({ taskDelayMs: 1200 });
		const [wanted] = grow(1);
		const [items] = await sample(CONNECTION);
		expect(ids(items.map(({ json }) => json))).toEqual([wanted]);
		expect(posts(stage.sandbox)).toHaveLength(1);
		expect(posts(stage.sandbox)[0].body.count).toBe(1);
	});

	test('shows the newest post or interaction', async () => {
		const watchlist_id = await watchlistId();
		for (const [event, path] of [
			['newWatchlistPost', 'posts/grow'],
			['newInteraction', 'interactions/grow'],
		]) {
			const { added } = await control(path, { count: 2, watchlist_id });
			const [items] = await sample(parametersFor(event, watchlist_id));
			expect(ids(items.map(({ json }) => json))).toEqual([added.at(-1).id]);
		}
	});

	test('says that there is nothing when there is nothing', async () => {
		stage.sandbox.world.connections.length = 0;
		expect(await sample(CONNECTION)).toBeNull();
		const reddit = await watchlistId('What Reddit says');
		expect(await sample(parametersFor('newInteraction', reddit))).toBeNull();
	});

	test('names what went wrong, without the key', async () => {
		stage.sandbox.set({ failTasks: { output: { error: 'Logged out' } } });
		await expect(sample(CONNECTION)).rejects.toThrow(
			'OutX could not fetch the newest connection: Logged out',
		);
		const credentials = outxCredentials(stage.sandbox.url, 'outx_wrong_key');
		await sample(CONNECTION, credentials).then(
			() => expect.unreachable(),
			(error) => {
				expect(error.message).toContain('OutX does not know this API key');
				expect(JSON.stringify({ ...error, stack: error.stack })).not.toContain('outx_wrong_key');
				expectNoKey({ raw: error });
			},
		);
	});
});
