import type { INodeParameters } from 'n8n-workflow';

import { outxCredentials, type CredentialData } from '../support/engine';
import { rejectionOf } from '../support/rejection';
import { posts } from './requests';
import { expectNoKey, setUpStage, sleep } from './stage';
import { CONNECTION, keysOf, parametersFor, TriggerSandbox } from './triggerSandbox';

const stage = setUpStage();
const triggers = new TriggerSandbox(stage);

describe('what is remembered', () => {
	test('belongs to one event and watchlist: other settings begin with a silent look', async () => {
		const keyword = await triggers.watchlistId();
		const people = await triggers.watchlistId('Customers');
		const trigger = await triggers.settled(parametersFor('newWatchlistPost', keyword));
		trigger.parameters = parametersFor('newWatchlistPost', people);
		expect(await trigger.poll()).toEqual([]);
		trigger.parameters = parametersFor('newInteraction', people);
		expect(await trigger.poll()).toEqual([]);
		expect(trigger.emitted).toEqual([]);
		const added = await triggers.watchlists.grow('interactions', {
			count: 1,
			watchlist_id: people,
		});
		expect(keysOf(await trigger.found())).toEqual(keysOf(added));
	});

	test('in the form of another version, it is thrown away', async () => {
		const trigger = await triggers.settled(
			parametersFor('newWatchlistPost', await triggers.watchlistId()),
		);
		trigger.memory.version = 0;
		expect(await trigger.poll()).toEqual([]);
		expect(trigger.memory.version).toBe(1);
	});

	test('survives a restart between creating a task and collecting it', async () => {
		const trigger = await triggers.settled(CONNECTION);
		const wanted = triggers.connect(2);
		await trigger.poll();
		const restarted = triggers.start(CONNECTION, trigger.trigger.staticData);
		expect(keysOf(await restarted.found()).sort()).toEqual(wanted.sort());
	});

	test('when two polls overlap because OutX is slow, only one tells', async () => {
		for (const event of ['newConnection', 'newWatchlistPost']) {
			stage.sandbox.set({ faults: [] });
			const watchlist_id = await triggers.watchlistId();
			const trigger = await triggers.settled(parametersFor(event, watchlist_id));
			triggers.connect(2);
			await triggers.watchlists.grow('posts', { count: 2, watchlist_id });
			if (event === 'newConnection') await trigger.poll();
			const open = trigger.trigger.open();
			const poll = async () => await open.poll(outxCredentials(stage.sandbox.url));
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
	const sample = async (
		parameters: INodeParameters,
		credentials: CredentialData = outxCredentials(stage.sandbox.url),
	) => {
		const staticData = { 'node:Trigger': { outx: { version: 1, about: 'x' } } };
		const open = triggers.open(parameters, staticData, { isManual: true });
		try {
			const output = await open.poll(credentials);
			return output && keysOf(output[0].map(({ json }) => json));
		} finally {
			expect(open.staticData()).toEqual(staticData);
		}
	};

	test('waits for the newest connection', async () => {
		stage.sandbox.set({ taskDelayMs: 1200 });
		const [wanted] = triggers.connect(1);
		expect(await sample(CONNECTION)).toEqual([wanted]);
		expect(posts(stage.sandbox)).toHaveLength(1);
		expect(posts(stage.sandbox)[0].body.count).toBe(1);
	});

	test('shows the newest post or interaction', async () => {
		const watchlist_id = await triggers.watchlistId();
		for (const [event, what] of [
			['newWatchlistPost', 'posts'],
			['newInteraction', 'interactions'],
		] as const) {
			const added = await triggers.watchlists.grow(what, { count: 2, watchlist_id });
			expect(await sample(parametersFor(event, watchlist_id))).toEqual(keysOf(added).slice(-1));
		}
	});

	test('says that there is nothing when there is nothing', async () => {
		stage.sandbox.world.connections.length = 0;
		expect(await sample(CONNECTION)).toBeNull();
		const reddit = await triggers.watchlistId('What Reddit says');
		expect(await sample(parametersFor('newInteraction', reddit))).toBeNull();
	});

	test('names what went wrong, without the key', async () => {
		stage.sandbox.set({ failTasks: { output: { error: 'Logged out' } } });
		await expect(sample(CONNECTION)).rejects.toThrow(
			'OutX could not fetch the newest connection: Logged out',
		);
		const credentials = outxCredentials(stage.sandbox.url, 'outx_wrong_key');
		const error = await rejectionOf(sample(CONNECTION, credentials));
		expect(error.message).toContain('OutX does not know this API key');
		expectNoKey(error, 'outx_wrong_key');
	});
});
