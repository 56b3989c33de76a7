import { setTimeout as sleep } from 'node:timers/promises';

import { DeduplicationStore, outxCredentials } from '../support/engine';
import { parametersOf, posts, setUpStage } from './stage';

const stage = setUpStage();

const SEND = { recipient: '={{ $json.urn }}', message: '={{ $json.text ?? "Hi" }}' };
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 50 };
const CONTINUE = { onError: 'continueRegularOutput' };

const send = async (items, options = {}, parameters = {}) =>
	await stage.outx('message.send', { ...SEND, ...parameters }, { items, ...options });
/** Who got a message, in order. */
const reached = () => stage.sandbox.ledger.messages.map(({ recipient }) => recipient);
const idsOf = (items) => items.map(({ json }) => json.id);
const fault = (...faults) => stage.sandbox.set({ faults });
const SENDING = { method: 'POST', path: '/linkedin-agent/send-message' };

describe('Retry On Fail', () => {
	test('a refusal half-way: each message is sent exactly once', async () => {
		const items = stage.connections(6);
		fault({ ...SENDING, kind: 'status', status: 400, after: 2, times: 2 });
		const run = await send(items, { settings: RETRY });

		expect(run.status).toBe('success');
		expect(reached()).toEqual(idsOf(items));
		expect(posts(stage.sandbox)).toHaveLength(8);
		expect(run.items.map(({ pairedItem }) => pairedItem.item)).toEqual([0, 1, 2, 3, 4, 5]);
		expect(run.items.map(({ json }) => json.api_agent_task_id)).toEqual(
			stage.sandbox.tasks.list().map(({ id }) => id),
		);
	});

	test('with Continue, n8n tries again as well when the first item failed', async () => {
		const items = stage.connections(3);
		fault({ ...SENDING, kind: 'status', status: 400 });
		const run = await send(items, { settings: { ...RETRY, ...CONTINUE } });
		expect(run.items.map(({ json }) => json.success)).toEqual([true, true, true]);
		expect(reached().sort()).toEqual(idsOf(items).sort());
	});

	test('a failure while waiting: the retry waits for the same tasks', async () => {
		const items = stage.connections(2);
		stage.sandbox.set({ extension: 'asleep' });
		const running = send(
			items,
			{ settings: RETRY },
			{ waitForCompletion: true, options: { maximumWait: 1 } },
		);
		await sleep(1300);
		stage.sandbox.set({ extension: 'online' });
		const run = await running;
		expect(run.items.map(({ json }) => json.sent)).toEqual([true, true]);
		expect(posts(stage.sandbox)).toHaveLength(2);
	});

	test.each(['resetAfter', 'statusAfter', 'brokenJson', 'empty', 'missingTaskId', 'resetBefore'])(
		'%s: what may have been done is not done again',
		async (kind) => {
			const items = stage.connections(3);
			fault({ ...SENDING, kind, after: 1 });
			const run = await send(items, { settings: RETRY });

			expect(run.error.message).toBe(
				'This was begun in an earlier try and may have been done, so it was not sent again [item 1]',
			);
			expect(run.error.description).toContain('Look in OutX or on LinkedIn');
			expect(run.error.description).toContain(stage.sandbox.tasks.list()[0].id);
			expect(posts(stage.sandbox)).toHaveLength(2);
		},
	);

	test('what may have been done does not keep the others from being sent, with Continue', async () => {
		const items = stage.connections(4);
		fault(
			{ ...SENDING, kind: 'status', status: 400 },
			{ ...SENDING, kind: 'resetAfter', after: 1 },
		);
		const run = await send(items, { settings: { ...RETRY, ...CONTINUE } });
		expect(run.items.map(({ json }) => json.success ?? json.error.slice(0, 14))).toEqual([
			true,
			true,
			'This was begun',
			true,
		]);
		expect(reached().sort()).toEqual(idsOf(items).sort());
		expect(posts(stage.sandbox)).toHaveLength(5);
	});

	test('a task that failed was an attempt: it is not made again', async () => {
		stage.sandbox.set({ failTasks: {} });
		const run = await send(stage.connections(1), { settings: RETRY }, { waitForCompletion: true });
		expect(run.error.message).toMatch(/^OutX could not do it/);
		expect(posts(stage.sandbox)).toHaveLength(1);
	});

	test('a task that only reads is asked for anew when it failed', async () => {
		stage.sandbox.set({ failTasks: { everyNth: 2 } });
		const run = await stage.outx(
			'company.get',
			{ company: '={{ $json.slug }}', waitForCompletion: true },
			{
				items: stage.sandbox.world.companies.slice(0, 2).map(({ slug }) => ({ json: { slug } })),
				settings: RETRY,
			},
		);
		expect(run.items).toHaveLength(2);
		expect(posts(stage.sandbox)).toHaveLength(3);
	});

	test('what cannot be noted beforehand is not sent', async () => {
		stage.engine.store.checkProcessedAndRecord = async () => {
			throw new Error('database is locked');
		};
		const run = await send(stage.connections(2), { settings: CONTINUE });
		expect(run.items.map(({ json }) => json.error)).toEqual([
			'n8n could not note this action beforehand, so it was not done [item 0]',
			'n8n could not note this action beforehand, so it was not done [item 1]',
		]);
		const stopped = await send(stage.connections(2));
		expect(stopped.error.description).toBe(
			'Its database answered: database is locked. Run the workflow again',
		);
		expect(stage.sandbox.requests).toEqual([]);
	});

	test('a store that is out of order for a moment does not make an unsent message look sent', async () => {
		const items = stage.connections(2);
		const record = stage.engine.store.checkProcessedAndRecord;
		let left = 2;
		stage.engine.store.checkProcessedAndRecord = async function (...args) {
			if (left-- > 0) throw new Error('database is locked');
			return await record.apply(this, args);
		};
		const run = await send(items, { settings: RETRY });
		expect(run.error).toBeUndefined();
		expect(reached()).toEqual(idsOf(items));
	});
});

describe('the same execution, run again from its start', () => {
	const again = { executionId: '4711' };
	const what = (run) => run.items.map(({ json }) => json.outcome ?? json.status ?? json.success);

	test('contacts nobody twice, and the items say so', async () => {
		const items = stage.connections(3);
		await send(items, again);
		const run = await send(items, again);

		expect(reached()).toEqual(idsOf(items));
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

	test('goes on behind the point where it was stopped', async () => {
		const items = stage.connections(5);
		fault({ ...SENDING, kind: 'timeout', after: 2 });
		await send(items, { ...again, cancelAfter: 700 });
		expect(posts(stage.sandbox)).toHaveLength(3);

		const run = await send(items, again);
		expect(what(run)).toEqual(['created', 'created', 'unknown', true, true]);
		expect(run.items[2].json.reason).toMatch(/its outcome is unknown, so it was not sent/);
		expect(posts(stage.sandbox)).toHaveLength(5);
		expect(reached()).toEqual(idsOf([0, 1, 3, 4].map((at) => items[at])));
	});

	test('an answer that got lost is unknown, and not sent again', async () => {
		fault({ ...SENDING, kind: 'resetAfter' });
		await send(stage.connections(1), again);
		expect(what(await send(stage.connections(1), again))).toEqual(['unknown']);
		// Asking does not change the answer.
		expect(what(await send(stage.connections(1), again))).toEqual(['unknown']);
		expect(reached()).toHaveLength(1);
	});

	test('does not go by the order of the items', async () => {
		const items = stage.connections(4);
		await send(items.slice(0, 3), again);
		const run = await send([...items].reverse(), again);
		expect(what(run)).toEqual([true, 'created', 'created', 'created']);
		expect(reached().sort()).toEqual(idsOf(items).sort());
	});

	test('two messages to one person stay two, and do not become three', async () => {
		const [person] = stage.connections(1);
		const two = ['one', 'two'].map((text) => ({ json: { ...person.json, text } }));
		const first = await send(two, again);
		expect(what(first)).toEqual([true, true]);
		expect(what(await send(two, again))).toEqual(['created', 'created']);
		expect(stage.sandbox.ledger.messages.map(({ text }) => text)).toEqual(['one', 'two']);
	});

	test('two messages to one person, the second of which was never begun', async () => {
		const [person] = stage.connections(1);
		const two = ['one', 'two'].map((text) => ({ json: { ...person.json, text } }));
		await send(two.slice(0, 1), again);
		expect(what(await send(two, again))).toEqual(['created', true]);
		expect(stage.sandbox.ledger.messages.map(({ text }) => text)).toEqual(['one', 'two']);
	});

	test('what was refused the first time is sent the second time', async () => {
		fault({ ...SENDING, kind: 'status', status: 403, error: 'Access denied' });
		await send(stage.connections(1), again);
		expect(what(await send(stage.connections(1), again))).toEqual([true]);
		expect(reached()).toHaveLength(1);
	});

	test('Retry On Fail in the second run skips what the first run did', async () => {
		const items = stage.connections(3);
		await send(items.slice(0, 1), again);
		fault({ ...SENDING, kind: 'status', status: 400 });
		const run = await send(items, { ...again, settings: RETRY });
		expect(what(run)).toEqual(['created', true, true]);
		expect(reached()).toEqual(idsOf(items));
	});

	test('likes, comments and connection requests are marked as well', async () => {
		const post = `urn:li:activity:${[...stage.sandbox.world.posts.keys()][0]}`;
		const [{ json }] = stage.strangers(1);
		for (const [operation, parameters] of [
			['post.like', { post }],
			['post.comment', { post, comment: 'Yes' }],
			['connection.sendRequest', { profile: json.urn }],
		]) {
			await stage.outx(operation, parameters, again);
			const run = await stage.outx(operation, parameters, again);
			expect([operation, ...what(run)]).toEqual([operation, 'created']);
		}
		expect(posts(stage.sandbox)).toHaveLength(3);
	});

	test('marks that somebody cleared stay cleared', async () => {
		const items = stage.connections(3);
		await send(items, again);
		stage.engine.store.rows.clear();
		expect(what(await send(items.slice(0, 1), again))).toEqual([true]);
		expect(what(await send(items.slice(1), again))).toEqual([true, true]);
		expect(what(await send(items.slice(0, 1), again))).toEqual(['created']);
		expect(reached()).toHaveLength(6);
	});

	test('another execution, and another node, are free to write to the same person', async () => {
		await send(stage.connections(1), again);
		await send(stage.connections(1), { executionId: '4712' });
		await send(stage.connections(1), { ...again, id: 'another-node' });
		expect(reached()).toHaveLength(3);
	});

	test('without a store everything is sent as usual', async () => {
		stage.engine.useStore(null);
		const run = await send(stage.connections(2), again);
		expect(what(run)).toEqual([true, true]);
	});
});

describe('a loop', () => {
	/** Runs the OutX node `turns` times in one execution, with the same items. */
	async function loop(turns, executionId) {
		let turn = 0;
		const description = {
			displayName: 'Loop',
			name: 'loop',
			group: [],
			version: 1,
			description: '',
			defaults: { name: 'Loop' },
			inputs: ['main'],
			outputs: ['main', 'main'],
			properties: [],
		};
		const execute = async () => {
			const items = stage.connections(2);
			return turn++ < turns ? [items, []] : [[], items];
		};
		const extraTypes = { 'test.loop': { description, execute } };
		const nodes = [
			stage.engine.node('Loop', 'test.loop', {}, { extraTypes }),
			stage.engine.node('OutX', 'outx', parametersOf('message.send', SEND)),
		];
		return await stage.engine.run({
			nodes,
			connections: {
				Loop: { main: [[{ node: 'OutX', type: 'main', index: 0 }], []] },
				OutX: { main: [[{ node: 'Loop', type: 'main', index: 0 }]] },
			},
			credentials: outxCredentials(stage.sandbox.url),
			executionId,
			extraTypes,
		});
	}

	test('is not mistaken for a repeat, but its repeat is', async () => {
		const first = await loop(3, '99');
		expect(first.runs.get('OutX')).toHaveLength(3);
		expect(reached()).toHaveLength(6);
		for (const turn of [0, 1, 2]) {
			expect(first.json('OutX', 0, turn).map(({ success }) => success)).toEqual([true, true]);
		}
		const second = await loop(4, '99');
		expect(
			[0, 1, 2, 3].map((turn) => second.json('OutX', 0, turn).map((json) => json.outcome)),
		).toEqual([...Array(3).fill(['created', 'created']), [undefined, undefined]]);
		expect(reached()).toHaveLength(8);
	});
});

describe('Send Once Per Recipient', () => {
	const once = (scope, items, options = {}, parameters = {}) =>
		send(items, options, {
			...parameters,
			options: { sendOncePerRecipient: scope, ...parameters.options },
		});
	const statuses = (run) => run.items.map(({ json }) => json.status ?? json.success);

	test('within the node: later executions skip who was reached, and say so', async () => {
		const items = stage.connections(3);
		expect(statuses(await once('node', items.slice(0, 2)))).toEqual([true, true]);
		const run = await once('node', items);
		expect(statuses(run)).toEqual(['already_contacted', 'already_contacted', true]);
		expect(run.items[0]).toEqual({
			json: {
				skipped: true,
				status: 'already_contacted',
				reason: 'This node has already contacted this recipient',
				recipient_urn: items[0].json.urn,
			},
			pairedItem: { item: 0 },
		});
		expect(reached()).toEqual(idsOf(items));
		// Another node has a memory of its own.
		expect(statuses(await once('node', items, { id: 'other' }))).toEqual([true, true, true]);
	});

	test('within the workflow: other nodes skip them, too; other workflows do not', async () => {
		const items = stage.connections(1);
		await once('workflow', items);
		const run = await once('workflow', items, { id: 'other' });
		expect(run.items[0].json).toMatchObject({
			status: 'already_contacted',
			reason: 'This workflow has already contacted this recipient',
		});
		expect(statuses(await once('workflow', items, { workflowId: 'another' }))).toEqual([true]);
		expect(reached()).toHaveLength(2);
	});

	test('a person is one person, however the URN is written, also within one run', async () => {
		const { id } = stage.sandbox.world.connections[0];
		const items = [
			`urn:li:fsd_profile:${id}`,
			`urn:li:person:${id}`,
			id,
			`https://www.linkedin.com/in/${id}/`,
		].map((urn) => ({ json: { urn } }));
		expect(statuses(await once('node', items))).toEqual([
			true,
			...Array(3).fill('already_contacted'),
		]);
		expect(reached()).toEqual([id]);
	});

	test('a message is not a connection request', async () => {
		const [{ json }] = stage.strangers(1);
		const options = { sendOncePerRecipient: 'workflow' };
		await stage.outx('connection.sendRequest', { profile: json.urn, options });
		await stage.outx('message.send', { recipient: json.urn, message: 'Hi', options });
		expect(posts(stage.sandbox)).toHaveLength(2);
		await stage.outx('connection.sendRequest', { profile: json.urn, options }, { id: 'b' });
		expect(posts(stage.sandbox)).toHaveLength(2);
	});

	test.each([
		['a refusal', { kind: 'status', status: 403, error: 'Access denied' }],
		['a rate limit that was given up', { kind: 'status', status: 429, retryAfter: 90 }],
	])('%s releases the recipient', async (_name, refusal) => {
		fault({ ...SENDING, ...refusal });
		const items = stage.connections(1);
		expect((await once('node', items)).status).toBe('error');
		expect(statuses(await once('node', items))).toEqual([true]);
		expect(statuses(await once('node', items))).toEqual(['already_contacted']);
		expect(reached()).toHaveLength(1);
	});

	test("LinkedIn's quota releases the one who was refused, and those behind", async () => {
		stage.sandbox.set({ invitationQuota: 1 });
		const options = { sendOncePerRecipient: 'node' };
		const invite = () =>
			stage.outx(
				'connection.sendRequest',
				{ profile: '={{ $json.urn }}', options },
				{ items: stage.strangers(3) },
			);
		expect(statuses(await invite())).toEqual([true, 'not_attempted', 'not_attempted']);
		stage.sandbox.set({ invitationQuota: null });
		expect(statuses(await invite())).toEqual(['already_contacted', true, true]);
	});

	test('an outcome that is unknown does not release the recipient', async () => {
		fault({ ...SENDING, kind: 'resetAfter' });
		const items = stage.connections(1);
		expect((await once('node', items)).status).toBe('error');
		expect(statuses(await once('node', items))).toEqual(['already_contacted']);
		expect(posts(stage.sandbox)).toHaveLength(1);
	});

	test('in an execution that runs again, the item says that this execution did it', async () => {
		const items = stage.connections(2);
		const again = { executionId: '12' };
		fault({ ...SENDING, kind: 'resetAfter', after: 1 });
		await once('node', items, again);
		const run = await once('node', items, again);
		expect(run.items.map(({ json }) => [json.status, json.outcome])).toEqual([
			['already_attempted', 'created'],
			['already_attempted', 'unknown'],
		]);
		expect(posts(stage.sandbox)).toHaveLength(2);
	});

	test('somebody who was not written to because the run was stopped before is not lost', async () => {
		const items = stage.connections(2);
		const delay = { options: { delay: { seconds: { from: 3, to: 3 } } } };
		await once('node', items, { cancelAfter: 700 }, delay);
		expect(reached()).toEqual(idsOf(items.slice(0, 1)));
		expect(statuses(await once('node', items))).toEqual(['already_contacted', true]);
		expect(reached()).toEqual(idsOf(items));
	});

	test('skipped people cost no delay', async () => {
		const items = stage.connections(3);
		await once('node', items);
		const start = Date.now();
		await once('node', items, {}, { options: { delay: { seconds: { from: 30, to: 30 } } } });
		expect(Date.now() - start).toBeLessThan(5000);
	});

	test('without a store the option is refused in plain words, and nothing is sent', async () => {
		stage.engine.useStore(null);
		const run = await once('node', stage.connections(2));
		expect(run.error.message).toBe(
			"'Send Once Per Recipient' does not work here, so nothing was sent [item 0]",
		);
		expect(run.error.description).toContain('Remove the option');
		expect(stage.sandbox.requests).toEqual([]);
	});

	test('a like is no contact, so the option does not exist for it', async () => {
		const { description } = stage.engine.loader.getNode('outx').type;
		const offered = description.properties
			.filter(({ name, options }) =>
				name === 'options' ? options.some((each) => each.name === 'sendOncePerRecipient') : false,
			)
			.map(({ displayOptions: { show } }) => `${show.resource}.${show.operation}`);
		expect(offered.sort()).toEqual(
			expect.arrayContaining(['connection.sendRequest', 'message.send', 'post.comment']),
		);
		expect(offered).not.toContain('post.like');
	});
});

describe('the marks', () => {
	test('are bounded, oldest out first', async () => {
		const limits = [];
		const record = stage.engine.store.checkProcessedAndRecord;
		stage.engine.store.checkProcessedAndRecord = async function (marks, scope, node, options) {
			limits.push([options.mode, options.maxEntries]);
			return await record.call(this, marks, scope, node, { ...options, maxEntries: 8 });
		};
		const options = { sendOncePerRecipient: 'node' };
		for (const item of stage.connections(8)) await send([item], {}, { options });
		expect([...stage.engine.store.rows.values()].map((row) => row.data.length)).toEqual([8]);
		expect(new Set(limits.map(String))).toEqual(new Set(['entries,20000']));
	});

	test('hold no names and no texts, and are few', async () => {
		const seen = [];
		const record = stage.engine.store.checkProcessedAndRecord;
		stage.engine.store.checkProcessedAndRecord = async function (marks, ...rest) {
			seen.push(...marks);
			return await record.call(this, marks, ...rest);
		};
		await send(stage.connections(1), {}, { message: 'a secret' });
		expect(seen.join()).not.toContain('secret');
		expect(new Set(seen).size).toBe(2);
	});

	test('reading operations leave none', async () => {
		await stage.outx('company.get', { company: 'microsoft', waitForCompletion: true });
		expect(stage.engine.store.calls).toBe(0);
	});
});

describe('two workers that write at the same moment', () => {
	/** As n8n's database: reads the whole row, and a moment later writes the whole row. */
	class RacyStore extends DeduplicationStore {
		overwritten = 0;

		override async betweenReadAndWrite() {
			const before = this.rows.size === 0 ? 0 : this.count();
			await sleep(2 + Math.random() * 6);
			this.overwritten += this.count() - before;
		}

		count() {
			return [...this.rows.values()].reduce((sum, row) => sum + row.data.length, 0);
		}
	}

	/** The part of the package that remembers, loaded once more, as another process would. */
	function worker(store) {
		let loaded;
		jest.isolateModules(() => {
			loaded = require('../../nodes/shared/sendOnce/marks');
		});
		const [flow, node] = [{ id: 'w' }, { id: 'n' }];
		const context = {
			getWorkflow: () => flow,
			getNode: () => node,
			helpers: {
				checkProcessedAndRecord: (marks, scope, options) =>
					store.checkProcessedAndRecord(marks, scope, { workflow: flow, node }, options),
			},
		};
		return async (mark) => {
			const known = await loaded.note(context, [mark], 'node');
			if (known.size === 0) await loaded.keep(context, [mark], 'node');
			return known;
		};
	}

	test('lose no mark, though their writes overwrite each other', async () => {
		const store = new RacyStore();
		const workers = [worker(store), worker(store)];
		const marks = Array.from({ length: 20 }, (_, index) => `mark ${index}`);
		await Promise.all(
			workers.map(async (remember, nth) => {
				for (const mark of marks) {
					expect(await remember(`${mark} of ${nth}`)).toEqual(new Set());
				}
			}),
		);
		// The test is worth something only if marks were really overwritten on the way.
		expect(store.overwritten).toBeGreaterThan(0);
		for (const [nth, remember] of workers.entries()) {
			for (const mark of marks) {
				expect(await remember(`${mark} of ${nth}`)).toEqual(new Set([`${mark} of ${nth}`]));
			}
		}
	});

	test('which collide on the very first mark of a node get by', async () => {
		const store = new DeduplicationStore();
		const record = store.checkProcessedAndRecord;
		let collisions = 1;
		store.checkProcessedAndRecord = async function (...args) {
			if (collisions-- > 0) throw new Error('UNIQUE constraint failed: processed_data');
			return await record.apply(this, args);
		};
		expect(await worker(store)('mark')).toEqual(new Set());
	});

	test('do not take their own mark for one of before when they had to write twice', async () => {
		const store = new DeduplicationStore();
		const record = store.checkProcessedAndRecord;
		let collisions = 1;
		store.checkProcessedAndRecord = async function (...args) {
			await sleep(20);
			if (collisions-- > 0) throw new Error('UNIQUE constraint failed: processed_data');
			return await record.apply(this, args);
		};
		const ask = worker(store);
		const first = ask('mark');
		await sleep(10);
		expect(await Promise.all([first, ask('another'), ask('a third')])).toEqual([
			new Set(),
			new Set(),
			new Set(),
		]);
	});
});
