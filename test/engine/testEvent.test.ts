import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { outxCredentials } from '../support/engine';
import { present } from '../support/json';
import { connect, EAGER, keysOf, parametersFor } from './polling';
import { posts } from './requests';
import { expectNoKey, setUpStage } from './stage';
import { WatchlistSandbox } from './watchlistSandbox';

const stage = setUpStage();
const watchlists = new WatchlistSandbox(stage);

/** What "Fetch Test Event" returns. It leaves what the trigger remembers alone. */
async function sample(
	parameters: INodeParameters,
	credentials = outxCredentials(stage.sandbox.url),
): Promise<IDataObject[] | null> {
	const staticData = { 'node:Trigger': { outx: { version: 1, about: 'x' } } };
	const trigger = stage.engine.trigger('outxTrigger', parameters, staticData);
	try {
		const output = await trigger.poll(credentials, { isManual: true });
		return output && output[0].map(({ json }) => json);
	} finally {
		expect(trigger.staticData).toEqual(staticData);
	}
}

test('waits for the newest connection', async () => {
	stage.sandbox.set({ taskDelayMs: 1200 });
	const wanted = connect(stage, 1);
	expect(keysOf(present(await sample(EAGER)))).toEqual(wanted);
	expect(posts(stage.sandbox)).toMatchObject([{ body: { count: 1 } }]);
});

test.each([
	['newWatchlistPost', 'posts'],
	['newInteraction', 'interactions'],
] as const)('returns the newest of %s', async (event, what) => {
	const { id: watchlist_id } = await watchlists.named('Workflow automation');
	const added = await watchlists.grow(what, { count: 2, watchlist_id });
	const found = present(await sample(parametersFor(event, watchlist_id)));
	expect(keysOf(found)).toEqual(keysOf(added.slice(-1)));
});

test('returns nothing when there is nothing', async () => {
	stage.sandbox.world.connections.length = 0;
	expect(await sample(EAGER)).toBeNull();
	const { id } = await watchlists.named('What Reddit says');
	expect(await sample(parametersFor('newInteraction', id))).toBeNull();
});

test('names what went wrong', async () => {
	stage.sandbox.set({ failTasks: { output: { error: 'Logged out' } } });
	await expect(sample(EAGER)).rejects.toThrow(
		'OutX could not fetch the newest connection: Logged out',
	);
});

test('never shows the key', async () => {
	const credentials = outxCredentials(stage.sandbox.url, 'outx_wrong_key');
	const error: unknown = await sample(EAGER, credentials).catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(Error);
	expect(error).toMatchObject({ message: 'OutX does not recognize this API key: Invalid API Key' });
	expect(JSON.stringify([error, error instanceof Error && error.stack])).not.toContain(
		'outx_wrong_key',
	);
	expectNoKey(error);
});
