import type { INodeParameters } from 'n8n-workflow';

import { DeduplicationStore } from '../support/engine';
import { present, textOf } from '../support/json';
import { posts } from './requests';
import { CONTINUE, SEND, Sending, SENDING } from './sending';
import { setUpStage, type StageOptions } from './stage';
import { loadAgain, race } from './workers';

const stage = setUpStage();
const sending = new Sending(stage);
const DAY_MS = 24 * 3_600_000;

const send = async (count: number, limits: INodeParameters, options: StageOptions = {}) => {
	const run = await sending.send(stage.connections(count), options, { options: limits });
	expect(run.error).toBeUndefined();
	return run.items.map(({ json }) => json);
};
const outcomes = async (...args: Parameters<typeof send>) =>
	(await send(...args)).map(({ status, success }) => status ?? success);

describe('Limit per Day', () => {
	test('ends the sending, and says from when on there is room', async () => {
		const items = await send(5, { limitPerDay: 3 });
		expect(items.slice(0, 3).map(({ success }) => success)).toEqual([true, true, true]);
		for (const [nth, item] of items.slice(3).entries()) {
			const next = textOf(item.next_at);
			expect(item).toEqual({
				skipped: true,
				status: 'not_attempted',
				reason: `Not attempted: the limit of 3 messages per day is reached. There is room again from ${next}`,
				limit: 3,
				per: 'day',
				used: 3,
				next_at: next,
				recipient_urn: stage.connections(5)[3 + nth].json.urn,
			});
			const left = Date.parse(next) - Date.now();
			expect(left).toBeGreaterThan(0);
			expect(left).toBeLessThanOrEqual(25 * 3_600_000);
		}
		expect(posts(stage.sandbox)).toHaveLength(3);
	});

	test('counts across executions and nodes of the workflow, and for each kind of action', async () => {
		const limits = { limitPerDay: 3 };
		expect(await outcomes(2, limits)).toEqual([true, true]);
		expect(await outcomes(2, limits, { id: 'other' })).toEqual([true, 'not_attempted']);
		expect(await outcomes(2, limits)).toEqual(['not_attempted', 'not_attempted']);
		expect(await outcomes(1, limits, { workflowId: 'another' })).toEqual([true]);
		const [{ json }] = stage.strangers(1);
		const invited = await stage.outx('connection.sendRequest', {
			profile: json.urn,
			options: limits,
		});
		expect(invited.items[0].json.success).toBe(true);
	});

	test('has room again on the next day', async () => {
		const now = Date.now.bind(Date);
		const limits = { limitPerDay: 2 };
		expect(await outcomes(3, limits)).toEqual([true, true, 'not_attempted']);
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + DAY_MS);
		expect(await outcomes(3, limits)).toEqual([true, true, 'not_attempted']);
		clock.mockRestore();
	});

	test('works through a list day by day, together with Send Once Per Recipient', async () => {
		const now = Date.now.bind(Date);
		const limits = { limitPerDay: 2, sendOncePerRecipient: 'workflow' };
		for (let day = 0; day < 3; day++) {
			const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + day * DAY_MS);
			await send(5, limits);
			clock.mockRestore();
			expect(sending.reached()).toEqual(
				stage
					.connections(5)
					.slice(0, Math.min(5, 2 * (day + 1)))
					.map(({ json }) => json.id),
			);
		}
	});

	test('does not count what was refused', async () => {
		sending.fault({ ...SENDING, kind: 'status', status: 400, after: 1 });
		await send(2, { limitPerDay: 2 }, { settings: CONTINUE });
		expect(sending.reached()).toHaveLength(1);
		expect(await outcomes(2, { limitPerDay: 2 })).toEqual([true, 'not_attempted']);
	});

	test('counts what may have taken effect', async () => {
		sending.fault({ ...SENDING, kind: 'resetAfter' });
		await send(2, { limitPerDay: 2 }, { settings: CONTINUE });
		expect(await outcomes(1, { limitPerDay: 2 })).toEqual(['not_attempted']);
	});

	test('does not count who is skipped, nor what was reserved and not sent', async () => {
		const limits = { limitPerDay: 3, sendOncePerRecipient: 'node' };
		expect(await outcomes(1, limits)).toEqual([true]);
		sending.fault({ ...SENDING, kind: 'status', status: 400, times: 1 });
		await sending.send(stage.connections(3), {}, { options: limits });
		expect(await outcomes(4, limits)).toEqual(['already_contacted', true, true, 'not_attempted']);
	});

	test('costs no delay when it is reached', async () => {
		const limits = { limitPerDay: 1, delay: { seconds: { from: 30, to: 30 } } };
		const start = Date.now();
		expect(await outcomes(3, limits)).toEqual([true, 'not_attempted', 'not_attempted']);
		expect(Date.now() - start).toBeLessThan(10_000 + stage.late());
	});
});

describe('Limit per Week', () => {
	test('holds beside the limit of the day', async () => {
		const items = await send(4, { limitPerDay: 3, limitPerWeek: 2 });
		expect(items.map(({ success, per }) => success ?? per)).toEqual([true, true, 'week', 'week']);
		// What the day had left was given back.
		expect(await outcomes(2, { limitPerDay: 3 })).toEqual([true, 'not_attempted']);
	});

	test('skips in a later execution, too, that finds room in the day only', async () => {
		expect(await outcomes(1, { limitPerDay: 9, limitPerWeek: 3 })).toEqual([true]);
		expect(await outcomes(5, { limitPerDay: 9, limitPerWeek: 3 })).toEqual([
			true,
			true,
			'not_attempted',
			'not_attempted',
			'not_attempted',
		]);
		const items = await send(2, { limitPerDay: 9, limitPerWeek: 3 });
		expect(items.map(({ per, used }) => [per, used])).toEqual([
			['week', 3],
			['week', 3],
		]);
	});
});

test('an expression can say that nothing is sent today', async () => {
	const [item] = await send(1, { limitPerDay: '={{ DateTime.now().weekday > 0 ? 0 : 20 }}' });
	expect(item).toMatchObject({ status: 'not_attempted', limit: 0, per: 'day', used: 0 });
	expect(posts(stage.sandbox)).toEqual([]);
});

test.each(['={{ undefined }}', '={{ null }}', '={{ "" }}', '={{ "many" }}', -1, 1.5, '={{ NaN }}'])(
	'a limit of %p is refused before anything is sent',
	async (limitPerDay) => {
		const run = await stage.outx('message.send', {
			...SEND,
			recipient: stage.connections(1)[0].json.urn,
			options: { limitPerDay },
		});
		expect(run.error?.message).toMatch(
			/^'Limit per Day' (must be|is an expression that returned nothing)/,
		);
		expect(stage.sandbox.requests).toEqual([]);
	},
);

describe('two workers at the same moment', () => {
	async function startWorker() {
		const { Places } = await loadAgain(() => import('../../nodes/shared/sendOnce/places'));
		return () => new Places(stage.engine.context('outx', {}), 'message', [{ per: 'day', max: 12 }]);
	}

	/** Another worker has read the row before something is removed from it, and writes it back afterwards. */
	class OverwrittenStore extends DeduplicationStore {
		overwritten = 0;

		override async removeProcessed(...args: Parameters<DeduplicationStore['removeProcessed']>) {
			const before = structuredClone([...this.rows]);
			await super.removeProcessed(...args);
			if (++this.overwritten % 2 === 0) return;
			for (const [name, row] of before) this.rows.set(name, row);
		}
	}

	test('lose no place that is given back while another one writes', async () => {
		const store = new OverwrittenStore();
		stage.engine.useStore(store);
		const start = await startWorker();
		expect(await start().room(12)).toEqual({ room: 12, reached: expect.anything() as unknown });
		const places = start();
		const actions = ['a', 'b', 'c'].map((target) => ({
			key: target,
			request: { method: 'POST' as const, path: '/message', target },
		}));
		expect(await places.takeFor(actions)).toEqual(new Map());
		for (const action of actions.slice(1)) await places.releaseOf([action]);
		expect(await start().room(12)).toMatchObject({ room: 11 });
		expect(store.overwritten).toBeGreaterThan(5);
	});

	test('never take more places than there are', async () => {
		const [places, rest] = await race(stage.engine, async () => {
			const workers = [await startWorker(), await startWorker()];
			const taken = await Promise.all(
				workers.flatMap((start) =>
					Array.from({ length: 10 }, async () => present(await start().take(1))),
				),
			);
			return [taken.flat(2), present(await workers[0]().take(12)).flat()];
		});
		expect(new Set(places).size).toBe(places.length);
		expect(places.length).toBeLessThanOrEqual(12);
		expect(places.length + rest.length).toBe(12);
	});
});
