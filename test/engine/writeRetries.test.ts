import http from 'node:http';

import { type Fault } from '../../sandbox';
import { speedUpClock } from './clock';
import { gaps, posts } from './requests';
import { allAs, MAY_HAVE_TAKEN_EFFECT, Retrying, useShortestPauses } from './retrying';
import { expectNoKey, setUpStage } from './stage';

const stage = setUpStage();
const retrying = new Retrying(stage);
useShortestPauses();

describe('writes', () => {
	test('are tried again after a rate limit, when nothing was done', async () => {
		const rows: Record<string, Fault> = {
			'without Retry-After': { kind: 'status', status: 429, times: 2 },
			seconds: { kind: 'status', status: 429, retryAfter: 1 },
			date: { kind: 'status', status: 429, retryAfter: 'date:2' },
		};
		const outcomes = await retrying.against(rows, async (sandbox) => {
			const run = await retrying.sendOne({ sandbox });
			expect(run.error).toBeUndefined();
			expect(sandbox.ledger.messages).toHaveLength(1);
			return gaps(posts(sandbox));
		});
		expect(outcomes['without Retry-After']).toHaveLength(2);
		expect(outcomes.seconds[0]).toBeGreaterThanOrEqual(990);
		expect(outcomes.date[0]).toBeGreaterThanOrEqual(900);
	});

	test('are sent once when OutX may have done it, and the message says so and what to check', async () => {
		speedUpClock(60);
		const timeouts = jest.spyOn(http.ClientRequest.prototype, 'setTimeout');
		const rows: Record<string, Fault> = {
			500: { kind: 'status', status: 500, times: null },
			'500 afterwards': { kind: 'statusAfter', status: 500, times: null },
			502: { kind: 'status', status: 502, html: true, times: null },
			503: { kind: 'status', status: 503, retryAfter: 1, times: null },
			'504 afterwards': { kind: 'statusAfter', status: 504, times: null },
			'reset before': { kind: 'resetBefore', times: null },
			'reset after': { kind: 'resetAfter', times: null },
			'no answer': { kind: 'timeout', times: null },
			'broken JSON': { kind: 'brokenJson', times: null },
			nothing: { kind: 'empty', times: null },
			HTML: { kind: 'html', times: null },
		};
		const outcomes = await retrying.against(rows, async (sandbox) => {
			const run = await retrying.sendOne({ sandbox });
			expect(run.error?.message).toMatch(MAY_HAVE_TAKEN_EFFECT);
			expect(run.error?.description).toContain(
				'Check in OutX or on LinkedIn whether it was done before you run this item again',
			);
			expectNoKey(run);
			return posts(sandbox).length;
		});
		expect(outcomes).toEqual(allAs(rows, 1));
		expect(new Set(timeouts.mock.calls.map(([ms]) => ms))).toEqual(new Set([60_000]));
	});

	test('an answer without a task id is not taken for a success', async () => {
		stage.sandbox.set({ faults: [{ kind: 'missingTaskId', times: null }] });
		const sent = await retrying.sendOne();
		expect(sent.error?.message).toMatch(/^OutX accepted the request but returned no task ID/);
		expect(sent.error?.description).toContain('Check in OutX or on LinkedIn');
		const read = await stage.outx('company.get', { company: 'microsoft' });
		expect(read.error?.message).toMatch(/returned no task ID/);
		expect(posts(stage.sandbox)).toHaveLength(2);
	});

	test('an answer with a task id is a success, whatever else it says', async () => {
		const json = { success: false, error: 'Slow down', api_agent_task_id: 'a-task' };
		stage.sandbox.set({ faults: [{ kind: 'jsonAfter', json, times: null }] });
		const { error, items } = await retrying.sendOne();
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ api_agent_task_id: 'a-task', error_text: 'Slow down' });
		expect(posts(stage.sandbox)).toHaveLength(1);
	});

	test('what OutX refuses is sent once, and nothing was done', async () => {
		const statuses = [400, 401, 402, 403, 404, 405];
		const rows = Object.fromEntries(
			statuses.map((status): [number, Fault] => [status, { kind: 'status', status }]),
		);
		const outcomes = await retrying.against(rows, async (sandbox) => {
			const run = await retrying.sendOne({ sandbox });
			expect(run.error?.message).not.toMatch(MAY_HAVE_TAKEN_EFFECT);
			return posts(sandbox).length;
		});
		expect(outcomes).toEqual(allAs(rows, 1));
	});

	test('what reads on LinkedIn creates a task, so it is a write, too', async () => {
		stage.sandbox.set({ faults: [{ kind: 'resetAfter' }] });
		const run = await stage.outx('company.get', { company: 'microsoft' });
		expect(run.error?.message).toMatch(MAY_HAVE_TAKEN_EFFECT);
		expect(posts(stage.sandbox)).toHaveLength(1);
	});
});
