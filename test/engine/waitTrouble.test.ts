import type { Fault } from '../../sandbox';
import { present } from '../support/json';
import { polls } from './requests';
import { setUpStage } from './stage';
import { FAILED, lateness, sizes, STATUS, STILL_PENDING, times, Waiting } from './waiting';

const stage = setUpStage();
const waiting = new Waiting(stage);

describe('trouble in the middle of a wait', () => {
	test('a refused key, team or extension ends it at once', async () => {
		const rows = {
			'does not recognize this API key': { status: 401, error: 'Invalid API Key' },
			'denied access': { status: 403, error: 'Access denied' },
			'extension is not running': { status: 403, error: 'Plugin installation required: x' },
		};
		await stage.together(rows, async (sandbox, refusal, words) => {
			const ids = await waiting.tasksOf(times(30, 20_000), sandbox);
			const fault = { kind: 'status', path: STATUS, after: 40, times: null } as const;
			sandbox.set({ faults: [{ ...fault, ...refusal }] });
			const run = await waiting.wait(ids, { maximumWait: 30 }, { sandbox });
			expect(run.error?.message).toContain(words);
			// Those that were under way, and no more.
			expect(polls(sandbox).filter(({ status }) => status !== 200).length).toBeLessThan(11);

			const settings = { onError: 'continueRegularOutput' } as const;
			const went = await waiting.wait(ids, { maximumWait: 30 }, { sandbox, settings });
			expect(sizes(went)).toEqual([0, 30, 0, 0]);
			for (const [nth, { json }] of went.data('Node', FAILED).entries()) {
				expect(json.error).toContain(`OutX accepted this as task ${ids[nth]}`);
				expect(json.error).toContain(words);
			}
		});
	});

	test('answers that fail for a while lose no task', async () => {
		const rows: Record<string, Fault> = {
			503: { kind: 'status', status: 503 },
			resets: { kind: 'resetBefore' },
			'lost answers': { kind: 'resetAfter' },
			'broken JSON': { kind: 'brokenJson' },
			'a web page': { kind: 'html' },
		};
		const outcomes = await stage.together(rows, async (sandbox, each) => {
			const ids = await waiting.tasksOf([200, 400, 600, 1000], sandbox);
			sandbox.set({ faults: [{ ...each, path: STATUS, times: 6 }] });
			return sizes(await waiting.wait(ids, {}, { sandbox }));
		});
		expect(outcomes).toEqual(
			Object.fromEntries(Object.keys(rows).map((name) => [name, [4, 0, 0, 0]])),
		);
	});

	test('a task that cannot be checked holds up no other, and is still pending', async () => {
		const ids = await waiting.tasksOf([200, 1200, 1500, 1800]);
		waiting.fault({
			kind: 'status',
			status: 500,
			query: { api_agent_task_id: ids[0] },
			times: null,
		});
		const run = await waiting.wait(ids, { maximumWait: 5 });
		expect(sizes(run)).toEqual([3, 0, 1, 0]);
		expect(run.outputs[STILL_PENDING][0].api_agent_task_id).toBe(ids[0]);
		for (const id of ids.slice(1))
			expect(lateness(stage.sandbox, id)).toBeLessThan(2000 + stage.late());
	});

	test('a look that is never answered does not hold up the others for long, nor the end', async () => {
		const ids = await waiting.tasksOf([20_000, 1200, 1500, 1800]);
		waiting.fault({ kind: 'timeout', query: { api_agent_task_id: ids[0] }, times: null });
		const start = Date.now();
		const run = await waiting.wait(ids, { maximumWait: 4 });
		expect(sizes(run)).toEqual([3, 0, 1, 0]);
		expect(Date.now() - start).toBeLessThan(7000 + stage.late());
		for (const id of ids.slice(1))
			expect(lateness(stage.sandbox, id)).toBeLessThan(4000 + stage.late());
	});

	test('a server that answers nothing any more does not make the wait longer', async () => {
		const ids = await waiting.tasksOf(times(30, 500));
		waiting.fault({ kind: 'timeout', times: null });
		const start = Date.now();
		const run = await waiting.wait(ids, { maximumWait: 1 });
		const took = Date.now() - start;
		expect(took).toBeLessThan(7000 + stage.late());
		expect(sizes(run)).toEqual([0, 0, 30, 0]);
		expect(polls(stage.sandbox)).toHaveLength(10);
		// Those that were not requested say why, too.
		for (const { last_error: reason } of run.outputs[STILL_PENDING]) {
			expect(reason).toBe('OutX did not answer in time');
		}
	});

	test('Retry-After is obeyed: nothing is requested until then', async () => {
		const ids = await waiting.tasksOf(times(5, 500));
		waiting.fault({ kind: 'status', status: 429, retryAfter: 3, after: 2 });
		const run = await waiting.wait(ids);
		expect(sizes(run)).toEqual([5, 0, 0, 0]);
		const refused = present(polls(stage.sandbox).find(({ status }) => status === 429));
		const next = present(polls(stage.sandbox).find(({ at }) => at > refused.at + 200));
		expect(next.at - refused.at).toBeGreaterThanOrEqual(2950);
	});

	test('Retry-After that goes past the end is not waited for', async () => {
		const ids = await waiting.tasksOf([500, 500]);
		waiting.fault({ kind: 'status', status: 429, retryAfter: 60, times: null });
		const start = Date.now();
		expect(sizes(await waiting.wait(ids, { maximumWait: 3 }))).toEqual([0, 0, 2, 0]);
		expect(Date.now() - start).toBeLessThan(4500 + stage.late());
	});

	test('too many requests: what was not asked about any more says why, too', async () => {
		const ids = await waiting.tasksOf(times(30, 20_000));
		waiting.fault({ kind: 'status', status: 429, retryAfter: 60, after: 3, times: null });
		const run = await waiting.wait(ids, { maximumWait: 3 });
		expect(sizes(run)).toEqual([0, 0, 30, 0]);
		expect(polls(stage.sandbox).length).toBeLessThan(20);
		for (const { last_error: reason } of run.outputs[STILL_PENDING]) {
			expect(reason).toMatch(/^OutX received too many requests/);
		}
	});

	test.each([
		['the status of another task', { kind: 'otherTask' }, /another task/],
		['no status', { kind: 'jsonAfter', json: {} }, /without the status/],
	] as const)('%s is not this result, and is said', async (_, fault, words) => {
		const ids = await waiting.tasksOf([100]);
		waiting.fault({ ...fault, times: null });
		const run = await waiting.wait(ids, { maximumWait: 1 });
		expect(sizes(run)).toEqual([0, 0, 1, 0]);
		expect(run.outputs[STILL_PENDING][0]).toMatchObject({ api_agent_task_id: ids[0] });
		expect(run.outputs[STILL_PENDING][0].last_error).toMatch(words);
	});
});
