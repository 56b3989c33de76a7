import type { Fault } from '../../sandbox';
import { outxCredentials } from '../support/engine';
import { like } from '../support/like';
import { POLL, startStrangeServer, taskOf, type StrangeServer } from '../support/strangeServer';
import { createTasks, itemsFor, polls } from './requests';
import { setUpStage } from './stage';
import { WatchlistSandbox } from './watchlistSandbox';

const stage = setUpStage();
const watchlists = new WatchlistSandbox(stage);
const TASK_ID = { taskId: '={{ $json.api_agent_task_id }}' };

let server: StrangeServer | undefined;
afterEach(async () => {
	await server?.close();
	server = undefined;
});

describe('an answer that would be too much for n8n', () => {
	const HUGE: Fault = { kind: 'huge', bytes: 21_000_000, times: null };
	const DEEP: Fault = { kind: 'deep', levels: 20_000, times: null };

	test.each<[string, Fault, RegExp]>([
		['too large', HUGE, /too large \(21 MB\).*\[item 0\]/],
		['too deep', DEEP, /nested more than 100 levels deep, at .*\[item 0\]/],
	])('is an error with the item: %s', async (_, fault, words) => {
		stage.sandbox.set({ faults: [{ ...fault, path: '/api-team' }] });
		const run = await stage.outx('team.get', {});
		expect(run.error?.message).toMatch(words);
		const continued = await stage.outx(
			'team.get',
			{},
			{ settings: { onError: 'continueRegularOutput' } },
		);
		expect(continued.items).toMatchObject([{ json: { error: like.pattern(words) } }]);
	});

	test.each<[string, Fault, RegExp]>([
		['too large', HUGE, /too large \(21 MB\)/],
		['too deep', DEEP, /nested more than 100 levels deep, at data\./],
	])('makes a task fail, at once and alone: %s', async (_, fault, words) => {
		const [bad, good] = await createTasks(stage.sandbox, 2);
		stage.sandbox.set({ faults: [{ ...fault, path: POLL, query: { api_agent_task_id: bad } }] });
		const items = itemsFor([bad, good]);
		const { outputs } = await stage.waitForTask({ ...TASK_ID, maximumWait: 60 }, { items });
		expect(outputs.map((output) => output.length)).toEqual([1, 1, 0, 0]);
		expect(JSON.stringify(outputs[1])).toMatch(words);
		expect(polls(stage.sandbox)).toHaveLength(2);
	});
});

describe('a task ID that is no UUID', () => {
	test.each<[string, string | number]>([
		['text', 'task-7'],
		['a number', 7],
	])('is accepted where OutX gave it: %s', async (_, id) => {
		server = await startStrangeServer(({ path, query }) =>
			path === POLL
				? taskOf(query.api_agent_task_id, 'completed', { name: 'Microsoft', slug: 'microsoft' })
				: { success: true, api_agent_task_id: id },
		);
		const options = { sandbox: server };
		const receipt = await stage.outx(
			'company.get',
			{ company: 'microsoft', waitForCompletion: false },
			options,
		);
		expect(receipt.outputs[0]).toMatchObject([{ api_agent_task_id: id }]);
		const waited = await stage.waitForTask(TASK_ID, { ...options, items: receipt.items });
		expect(waited.outputs[0]).toMatchObject([{ name: 'Microsoft' }]);
		const status = await stage.outx('task.getStatus', TASK_ID, {
			...options,
			items: receipt.items,
		});
		expect(status.outputs[0]).toMatchObject([{ status: 'completed' }]);
	});

	test('is refused where somebody typed it', async () => {
		const run = await stage.waitForTask({ taskId: 'task-7' });
		expect(run.error?.message).toBe("'Task ID' is not an OutX ID: task-7 [item 0]");
		expect(stage.sandbox.requests).toEqual([]);
	});
});

describe('a credential that cannot be read', () => {
	const broken = {
		get outxApi(): never {
			throw new Error('Credentials could not be\u0000 decrypted');
		},
	};

	test('is an answer like any other', async () => {
		const words = 'The OutX credential cannot be read: Credentials could not be decrypted [item 0]';
		const run = await stage.outx('team.get', {}, { credentials: broken });
		expect(run.error?.message).toBe(words);
		expect(run.error?.description).toContain('Open the OutX credential');
		const settings = { onError: 'continueRegularOutput' as const };
		const continued = await stage.outx('team.get', {}, { credentials: broken, settings });
		expect(continued.outputs[0]).toEqual([{ error: words }]);
		expect(stage.sandbox.requests).toEqual([]);
	});
});

describe('the type of a watchlist', () => {
	test.each(['../api-team?x=', 'Keyword', 'keyword-watchlist/../', '', 'undefined'])(
		'cannot reach a path: %j',
		async (kind) => {
			const { error } = await stage.outx('watchlist.getAll', { kind });
			expect(error?.message).toMatch(
				/^'Watchlist Type' (must be company, keyword, people or reddit|has no value)/,
			);
			expect(stage.sandbox.requests).toEqual([]);
		},
	);
});

describe('the list of watchlists in the editor', () => {
	const search = async () =>
		await stage.engine.listSearch(
			'outx',
			'searchWatchlists',
			{ kind: 'keyword' },
			outxCredentials(stage.sandbox.url),
		);

	test.each<Fault>([
		{ kind: 'status', status: 503, times: null },
		{ kind: 'status', status: 429, retryAfter: 30, times: null },
		{ kind: 'resetBefore', times: null },
	])('does not let a person wait for another try: %j', async (fault) => {
		stage.sandbox.set({ faults: [fault] });
		const start = performance.now();
		await expect(search()).rejects.toThrow(/OutX/);
		expect(stage.sandbox.requests).toHaveLength(1);
		expect(performance.now() - start).toBeLessThan(1000 + stage.late());
	});

	test('returns what there is', async () => {
		const { id } = await watchlists.ofKind('keyword');
		expect((await search()).results).toContainEqual(like.object({ value: id }));
	});
});

describe('the Test button of the credential', () => {
	test.each<[string, unknown]>([
		['an empty object', {}],
		['other JSON', { ok: true, data: { team: 'x' } }],
		['a list', [{ id: 1 }]],
		['an empty list', []],
		['null', null],
		['a number', 7],
	])('tells OutX from a server that answers %s', async (_, json) => {
		server = await startStrangeServer(({ response }) => {
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(json));
			return undefined;
		});
		const { outxApi } = outxCredentials(server.url);
		const result = await stage.engine.testCredential('outxApi', outxApi);
		expect(result).toEqual({
			status: 'Error',
			message: 'This is not the OutX API. Check the Base URL. It should be https://api.outx.ai',
		});
	});

	test('is green also for a team without watchlists', async () => {
		stage.sandbox.set({ faults: [{ kind: 'json', json: { watchlists: [], count: 0 } }] });
		const { outxApi } = outxCredentials(stage.sandbox.url);
		expect(await stage.engine.testCredential('outxApi', outxApi)).toMatchObject({ status: 'OK' });
	});
});
