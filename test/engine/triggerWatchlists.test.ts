import { AT_ONCE, setUpStage } from './stage';
import { keysOf, parametersFor, TriggerSandbox, WRONG_KEY } from './triggerSandbox';

const stage = setUpStage();
const triggers = new TriggerSandbox(stage);

describe('posts and interactions', () => {
	test.each(['newWatchlistPost', 'newInteraction'])(
		'%s: a new one comes out at the next poll, the oldest first',
		async (event) => {
			const watchlist_id = await triggers.watchlistId();
			const trigger = await triggers.settled(parametersFor(event, watchlist_id));
			const what = event === 'newInteraction' ? 'interactions' : 'posts';
			const added = await triggers.watchlists.grow(what, { count: 3, watchlist_id });
			expect(keysOf(await trigger.found())).toEqual(keysOf(added));
			expect(await trigger.poll()).toBeNull();
		},
	);

	test('posts can be simplified or raw', async () => {
		const watchlist_id = await triggers.watchlistId();
		const fields = async (simplify: boolean) => {
			const parameters = { ...parametersFor('newWatchlistPost', watchlist_id), simplify };
			const trigger = await triggers.settled(parameters);
			await triggers.watchlists.grow('posts', { count: 1, watchlist_id });
			return Object.keys((await trigger.found())[0]).length;
		};
		expect(await fields(true)).toBeLessThanOrEqual(10);
		expect(await fields(false)).toBeGreaterThan(10);
	});

	test('a list that shrinks makes nothing new', async () => {
		const watchlist_id = await triggers.watchlistId();
		await triggers.watchlists.grow('posts', { count: 80, watchlist_id });
		const trigger = await triggers.settled(parametersFor('newWatchlistPost', watchlist_id));
		stage.sandbox.reset({ switches: AT_ONCE });
		// Or the sandbox would make the very same posts once more.
		await triggers.watchlists.grow('posts', {
			count: 1,
			watchlist_id: await triggers.watchlistId('Customers'),
		});
		for (let turn = 0; turn < 3; turn++) expect(await trigger.poll()).toBeNull();
		const added = await triggers.watchlists.grow('posts', { count: 2, watchlist_id });
		expect(keysOf(await trigger.found())).toEqual(keysOf(added));
	});

	test('a poll that fails between two pages is made good by the next', async () => {
		const watchlist_id = await triggers.watchlistId();
		const trigger = await triggers.settled(parametersFor('newInteraction', watchlist_id));
		const added = await triggers.watchlists.grow('interactions', { count: 130, watchlist_id });
		stage.sandbox.set({ faults: [{ ...WRONG_KEY, query: { page: '2' } }] });
		await expect(trigger.poll()).rejects.toThrow('OutX does not know this API key');
		expect(keysOf(await trigger.found())).toEqual(keysOf(added));
	});

	test('a watchlist that is none is named, and nothing is sent', async () => {
		const trigger = triggers.start(parametersFor('newWatchlistPost', 'my list'));
		await expect(trigger.poll()).rejects.toThrow("'Watchlist' is not an OutX ID: my list");
		expect(stage.sandbox.requests).toEqual([]);
	});

	test('a watchlist that is not there is named', async () => {
		const trigger = triggers.start(
			parametersFor('newInteraction', '550e8400-e29b-41d4-a716-446655440000'),
		);
		await expect(trigger.poll()).rejects.toThrow('Invalid watchlist ID');
	});
});
