import type { INodeParameters } from 'n8n-workflow';

import type { NodeRun } from '../support/engine';
import { runInLoop } from './loop';
import { posts } from './requests';
import { Sending, SEND, SENDING, RETRY, idsOf } from './sending';
import { setUpStage } from './stage';

const stage = setUpStage();
const sending = new Sending(stage);

describe('the same execution, run again from its start', () => {
	const again = { executionId: '4711' };
	const what = (run: NodeRun) =>
		run.items.map(({ json }) => json.outcome ?? json.status ?? json.success);

	test('contacts nobody twice, and the items say so', async () => {
		const items = stage.connections(3);
		await sending.send(items, again);
		const run = await sending.send(items, again);

		expect(sending.reached()).toEqual(idsOf(items));
		expect(run.items[1]).toEqual({
			json: {
				skipped: true,
				status: 'already_attempted',
				reason:
					'n8n ran this execution again from its start. OutX had already accepted this action, so it was not sent a second time',
				outcome: 'created',
				recipient_urn: items[1].json.urn,
			},
			pairedItem: { item: 1 },
		});
		expect(what(run)).toEqual(['created', 'created', 'created']);
		expect(posts(stage.sandbox)).toHaveLength(3);
	});

	test('continues after the point where it was stopped', async () => {
		const items = stage.connections(5);
		sending.fault({ ...SENDING, kind: 'timeout', after: 2 });
		await sending.send(items, { ...again, cancelWhen: () => posts(stage.sandbox).length === 3 });
		expect(posts(stage.sandbox)).toHaveLength(3);

		const run = await sending.send(items, again);
		expect(what(run)).toEqual(['created', 'created', 'unknown', true, true]);
		expect(run.items[2].json.reason).toMatch(/may have completed this action, so it was not sent/);
		expect(posts(stage.sandbox)).toHaveLength(5);
		expect(sending.reached()).toEqual(idsOf([0, 1, 3, 4].map((at) => items[at])));
	});

	test('an answer that got lost is unknown, and not sent again', async () => {
		sending.fault({ ...SENDING, kind: 'resetAfter' });
		await sending.send(stage.connections(1), again);
		expect(what(await sending.send(stage.connections(1), again))).toEqual(['unknown']);
		// Asking does not change the answer.
		expect(what(await sending.send(stage.connections(1), again))).toEqual(['unknown']);
		expect(sending.reached()).toHaveLength(1);
	});

	test('does not go by the order of the items', async () => {
		const items = stage.connections(4);
		await sending.send(items.slice(0, 3), again);
		const run = await sending.send([...items].reverse(), again);
		expect(what(run)).toEqual([true, 'created', 'created', 'created']);
		expect(sending.reached().sort()).toEqual(idsOf(items).sort());
	});

	test('two messages to one person stay two, and do not become three', async () => {
		const [person] = stage.connections(1);
		const two = ['one', 'two'].map((text) => ({ json: { ...person.json, text } }));
		const first = await sending.send(two, again);
		expect(what(first)).toEqual([true, true]);
		expect(what(await sending.send(two, again))).toEqual(['created', 'created']);
		expect(stage.sandbox.ledger.messages.map(({ text }) => text)).toEqual(['one', 'two']);
	});

	test('two messages to one person, the second of which was never begun', async () => {
		const [person] = stage.connections(1);
		const two = ['one', 'two'].map((text) => ({ json: { ...person.json, text } }));
		await sending.send(two.slice(0, 1), again);
		expect(what(await sending.send(two, again))).toEqual(['created', true]);
		expect(stage.sandbox.ledger.messages.map(({ text }) => text)).toEqual(['one', 'two']);
	});

	test('what was refused the first time is sent the second time', async () => {
		sending.fault({ ...SENDING, kind: 'status', status: 403, error: 'Access denied' });
		await sending.send(stage.connections(1), again);
		expect(what(await sending.send(stage.connections(1), again))).toEqual([true]);
		expect(sending.reached()).toHaveLength(1);
	});

	test('Retry On Fail in the second run skips what the first run did', async () => {
		const items = stage.connections(3);
		await sending.send(items.slice(0, 1), again);
		sending.fault({ ...SENDING, kind: 'status', status: 400 });
		const run = await sending.send(items, { ...again, settings: RETRY });
		expect(what(run)).toEqual(['created', true, true]);
		expect(sending.reached()).toEqual(idsOf(items));
	});

	test('likes, comments and connection requests are marked as well', async () => {
		const post = `urn:li:activity:${[...stage.sandbox.world.posts.keys()][0]}`;
		const [{ json }] = stage.strangers(1);
		const actions: Array<[string, INodeParameters]> = [
			['post.like', { post }],
			['post.comment', { post, comment: 'Yes' }],
			['connection.sendRequest', { profile: json.urn }],
		];
		for (const [operation, parameters] of actions) {
			await stage.outx(operation, parameters, again);
			const run = await stage.outx(operation, parameters, again);
			expect([operation, ...what(run)]).toEqual([operation, 'created']);
		}
		expect(posts(stage.sandbox)).toHaveLength(3);
	});

	test('marks that were cleared stay cleared', async () => {
		const items = stage.connections(3);
		await sending.send(items, again);
		stage.store.rows.clear();
		expect(what(await sending.send(items.slice(0, 1), again))).toEqual([true]);
		expect(what(await sending.send(items.slice(1), again))).toEqual([true, true]);
		expect(what(await sending.send(items.slice(0, 1), again))).toEqual(['created']);
		expect(sending.reached()).toHaveLength(6);
	});

	test('another execution, and another node, are free to write to the same person', async () => {
		await sending.send(stage.connections(1), again);
		await sending.send(stage.connections(1), { executionId: '4712' });
		await sending.send(stage.connections(1), { ...again, id: 'another-node' });
		expect(sending.reached()).toHaveLength(3);
	});

	test('without a store everything is sent as usual', async () => {
		stage.engine.useStore(null);
		const run = await sending.send(stage.connections(2), again);
		expect(what(run)).toEqual([true, true]);
	});
});

describe('a loop', () => {
	const loop = async (turns: number, executionId: string) =>
		await runInLoop(stage, turns, SEND, { executionId });

	test('is not mistaken for a repeat, but its repeat is', async () => {
		const first = await loop(3, '99');
		expect(first.runs.get('OutX')).toHaveLength(3);
		expect(sending.reached()).toHaveLength(6);
		for (const turn of [0, 1, 2]) {
			expect(first.json('OutX', 0, turn).map(({ success }) => success)).toEqual([true, true]);
		}
		const second = await loop(4, '99');
		expect(
			[0, 1, 2, 3].map((turn) => second.json('OutX', 0, turn).map((json) => json.outcome)),
		).toEqual([...Array.from({ length: 3 }, () => ['created', 'created']), [undefined, undefined]]);
		expect(sending.reached()).toHaveLength(8);
	});
});
