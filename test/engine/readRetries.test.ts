import http from 'node:http';

import { type Fault } from '../../sandbox';
import { present } from '../support/json';
import { like } from '../support/like';
import { speedUpClock } from './clock';
import { createTasks, gaps, polls } from './requests';
import { allAs, Retrying, useShortestPauses } from './retrying';
import { expectNoKey, setUpStage } from './stage';

const stage = setUpStage();
const retrying = new Retrying(stage);
useShortestPauses();

describe('reads', () => {
	test('are tried again when the reason passes', async () => {
		const rows: Record<string, Fault> = {
			429: { kind: 'status', status: 429 },
			500: { kind: 'status', status: 500 },
			502: { kind: 'status', status: 502, html: true },
			503: { kind: 'status', status: 503 },
			504: { kind: 'status', status: 504 },
			'reset before the answer': { kind: 'resetBefore' },
			'reset in place of the answer': { kind: 'resetAfter' },
		};
		const outcomes = await retrying.against(rows, async (sandbox, ids) => {
			const run = await retrying.getStatus(sandbox, ids);
			return [run.items[0]?.json.status, polls(sandbox).length];
		});
		expect(outcomes).toEqual(allAs(rows, ['completed', 2]));
	});

	test('pauses are random, so that many workflows do not retry at the same time', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0.99);
		const ids = await createTasks(stage.sandbox, 1);
		stage.sandbox.set({ faults: [{ kind: 'status', status: 500 }] });
		await retrying.getStatus(stage.sandbox, ids);
		expect(gaps(polls(stage.sandbox))[0]).toBeGreaterThan(900);
	});

	test('Retry-After is obeyed, in seconds and as a date, but not for longer than a minute', async () => {
		const rows: Record<string, Fault> = {
			seconds: { kind: 'status', status: 429, retryAfter: 2 },
			'the seconds of a 503': { kind: 'status', status: 503, retryAfter: 2 },
			date: { kind: 'status', status: 429, retryAfter: 'date:3' },
			'a date that is over': { kind: 'status', status: 429, retryAfter: 'date:-30' },
			nonsense: { kind: 'status', status: 429, retryAfter: 'soon' },
			'too long': { kind: 'status', status: 429, retryAfter: 61 },
			'a date too far': { kind: 'status', status: 429, retryAfter: 'date:90' },
		};
		const outcomes = await retrying.against(rows, async (sandbox, ids) => {
			const { error } = await retrying.getStatus(sandbox, ids);
			return { error, pause: gaps(polls(sandbox))[0] };
		});
		const between = (name: string, from: number, to: number) => {
			expect(outcomes[name].pause).toBeGreaterThanOrEqual(from);
			expect(outcomes[name].pause).toBeLessThan(to + stage.late());
		};
		between('seconds', 1990, 2500);
		between('the seconds of a 503', 1990, 2500);
		// A date has no parts of a second.
		between('date', 1900, 3400);
		// As without Retry-After.
		between('a date that is over', 480, 900);
		between('nonsense', 480, 900);
		for (const name of ['too long', 'a date too far']) {
			expect(outcomes[name].pause).toBeUndefined();
			expect(outcomes[name].error?.description).toMatch(/OutX asks to wait (61|8\d|90) s/);
		}
	});

	test('are not tried again when the same would be answered', async () => {
		const rows: Record<string, Fault> = {
			400: { kind: 'status', status: 400, error: 'Missing something' },
			401: { kind: 'status', status: 401, error: 'Invalid API Key' },
			402: { kind: 'status', status: 402 },
			403: { kind: 'status', status: 403, error: 'Access denied' },
			404: { kind: 'status', status: 404 },
			405: { kind: 'status', status: 405, error: 'Method not allowed' },
			HTML: { kind: 'html' },
			'broken JSON': { kind: 'brokenJson' },
			nothing: { kind: 'empty' },
		};
		const outcomes = await retrying.against(rows, async (sandbox, ids) => {
			const run = await retrying.getStatus(sandbox, ids);
			expectNoKey(run);
			expect(run.error?.description).toBeTruthy();
			return `${polls(sandbox).length}: ${present(run.error).message}`;
		});
		const notJson = '1: The answer is not from the OutX API: it is not JSON [item 0]';
		expect(outcomes).toEqual({
			400: '1: OutX refused the request (400): Missing something [item 0]',
			401: '1: OutX does not recognize this API key: Invalid API Key [item 0]',
			402: like.pattern(/^1: Your OutX plan does not include this: .* \[item 0\]$/),
			403: '1: OutX denied access: Access denied [item 0]',
			404: '1: OutX did not find this: Agent task not found [item 0]',
			405: '1: OutX refused the request (405): Method not allowed [item 0]',
			HTML: notJson,
			'broken JSON': notJson,
			nothing: notJson,
		});
	});

	test('a request without an answer is given up after a minute and sent again', async () => {
		speedUpClock(60);
		const timeouts = jest.spyOn(http.ClientRequest.prototype, 'setTimeout');
		const ids = await createTasks(stage.sandbox, 1);
		stage.sandbox.set({ faults: [{ kind: 'timeout' }] });
		const run = await retrying.getStatus(stage.sandbox, ids);
		expect(run.items[0].json.status).toBe('completed');
		expect(polls(stage.sandbox)).toHaveLength(2);
		expect(timeouts.mock.calls.map(([ms]) => ms)).toEqual([60_000, 60_000]);
	});
});
