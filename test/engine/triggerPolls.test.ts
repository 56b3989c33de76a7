import { NodeConnectionTypes, type INodeExecutionData, type INodeType } from 'n8n-workflow';

import { outxCredentials, plainDescription } from '../support/engine';
import { present } from '../support/json';
import { like } from '../support/like';
import { setUpStage } from './stage';
import { CONNECTION, keysOf, parametersFor, TriggerSandbox, WRONG_KEY } from './triggerSandbox';

const stage = setUpStage();
const triggers = new TriggerSandbox(stage);

/** The same numbers on every run. */
function numbers(seed: number) {
	let state = seed;
	return (below: number) => {
		state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
		return Math.floor((state / 2 ** 32) * below);
	};
}

describe('a hundred polls, some of which go wrong, while 0 to 130 new ones appear between two', () => {
	/** Lets new ones appear, and returns what tells them apart. */
	const appear = async (event: string, count: number, watchlist_id: string): Promise<unknown[]> => {
		if (event === 'newConnection') return triggers.connect(count);
		const what = event === 'newInteraction' ? 'interactions' : 'posts';
		return keysOf(await triggers.watchlists.grow(what, { count, watchlist_id }));
	};

	test.each([
		['newConnection', 1],
		['newConnection', 2],
		['newWatchlistPost', 3],
		['newInteraction', 4],
	])('%s (%i): each comes out exactly once', async (event, seed) => {
		const id = await triggers.watchlistId();
		const trigger = triggers.start(parametersFor(event, id));
		const random = numbers(seed);
		const expected: unknown[] = [];
		let failed = 0;
		let most = 0;
		// Posts and interactions are read whole at every poll, so fewer of them keep the test short.
		const calm = event === 'newConnection' ? 0 : 2;
		for (let turn = 0; turn < 100; turn++) {
			const isBad = turn % 7 === 4;
			if (isBad) stage.sandbox.set({ faults: [{ ...WRONG_KEY, after: random(3) }] });
			try {
				await trigger.poll();
			} catch (error) {
				expect(error).toMatchObject({ message: like.text('OutX does not know this API key') });
				failed++;
			}
			if (isBad) stage.sandbox.set({ faults: [] });
			most = Math.max(most, trigger.bytes);
			const isSilent = random(3) < calm || turn < 2 || turn > 92;
			const count = isSilent ? 0 : random(131);
			if (count > 0) expected.push(...(await appear(event, count, id)));
		}
		expect(failed).toBeGreaterThan(5);
		expect(trigger.baselines).toBe(1);
		expect(keysOf(trigger.emitted).sort()).toEqual([...expected].sort());
		expect(expected.length).toBeGreaterThan(1000);
		expect(most).toBeLessThan(150_000);
	});
});

describe('the silent first look', () => {
	test.each(['newConnection', 'newWatchlistPost', 'newInteraction'])(
		'%s: nothing that was there comes out, and n8n is made to remember it',
		async (event) => {
			const trigger = triggers.start(parametersFor(event, await triggers.watchlistId()));
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
		const ran: number[] = [];
		const spy: INodeType = {
			description: plainDescription('spy'),
			async execute() {
				const items = this.getInputData();
				ran.push(items.length);
				return await Promise.resolve([items]);
			},
		};
		const extraTypes = { 'test.spy': spy };
		const credentials = outxCredentials(stage.sandbox.url);
		const nodes = [
			stage.engine.node('Trigger', 'outxTrigger', CONNECTION),
			stage.engine.node('Spy', 'test.spy', {}, { extraTypes }),
		];
		const connections = {
			Trigger: { main: [[{ node: 'Spy', type: NodeConnectionTypes.Main, index: 0 }]] },
		};
		/** What n8n does with what a trigger emits. */
		const execute = async (output: INodeExecutionData[][] | null) => {
			const [items] = present(output);
			const options = { nodes, connections, credentials, items, extraTypes };
			return (await stage.engine.execute({ ...options, mode: 'trigger' })).status;
		};

		const open = triggers.open(CONNECTION);
		const poll = async () => await open.poll(credentials);
		expect(await poll()).toBeNull();
		const silent = await poll();
		expect(await execute(silent)).toBe('success');
		expect(ran).toEqual([]);

		triggers.connect(2);
		expect(await poll()).toBeNull();
		expect(await execute(await poll())).toBe('success');
		expect(ran).toEqual([2]);
	});
});
