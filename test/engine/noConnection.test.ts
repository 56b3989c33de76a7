import { startSandbox, type Fault } from '../../sandbox';
import { outxCredentials } from '../support/engine';
import { freeUrl } from '../support/strangeServer';
import { gaps, polls, posts } from './requests';
import { Retrying, useShortestPauses } from './retrying';
import { expectNoKey, setUpStage, sleep } from './stage';

const stage = setUpStage();
const retrying = new Retrying(stage);
useShortestPauses();

test('after five tries, with pauses that double, the last reason is reported', async () => {
	const rows: Record<string, Fault> = {
		429: { kind: 'status', status: 429, times: null },
		503: { kind: 'status', status: 503, times: null },
		reset: { kind: 'resetBefore', times: null },
	};
	const unreachable = {
		ECONNREFUSED: await freeUrl(),
		'ENOTFOUND|EAI_AGAIN': 'http://nobody.invalid',
	};
	const [read, { 429: write }, unreached] = await Promise.all([
		retrying.against(rows, async (sandbox, ids) => {
			const run = await retrying.getStatus(sandbox, ids);
			expectNoKey(run);
			return { message: run.error?.message, pauses: gaps(polls(sandbox)) };
		}),
		retrying.against({ 429: rows[429] }, async (sandbox) => {
			const run = await retrying.sendOne({ sandbox });
			return { message: run.error?.message, pauses: gaps(posts(sandbox)) };
		}),
		Promise.all(
			Object.entries(unreachable).map(async ([code, url]) => {
				const { error } = await retrying.sendOne({ credentials: outxCredentials(url) });
				return { code, error };
			}),
		),
	]);
	const rateLimit =
		'OutX received too many requests: Rate limit exceeded. Please try again later [item 0]';
	expect(read[429].message).toBe(rateLimit);
	expect(read[503].message).toBe('OutX is having trouble (503): Service unavailable [item 0]');
	expect(read.reset.message).toBe('OutX could not be reached [item 0]');
	// A rate limit and a connection that was never made did nothing, and do not say that they may have.
	expect(write.message).toBe(rateLimit);
	for (const { code, error } of unreached) {
		expect(error?.message).toBe('OutX could not be reached [item 0]');
		expect(error?.description).toMatch(new RegExp(code));
	}
	for (const { pauses } of [...Object.values(read), write]) {
		expect(pauses).toHaveLength(4);
		for (const [index, pause] of pauses.entries()) {
			expect(pause).toBeGreaterThanOrEqual(500 * 2 ** index - 20);
			expect(pause).toBeLessThan(500 * 2 ** index + 900 + stage.late());
		}
	}
});

describe('connections that are never made', () => {
	test('are tried again, for reads and writes, until the server is there', async () => {
		const url = await freeUrl();
		const credentials = outxCredentials(url);
		const runs = [
			retrying.sendOne({ credentials }),
			stage.outx(
				'company.get',
				{ company: 'microsoft', waitForCompletion: false },
				{ credentials },
			),
		];
		await sleep(800);
		const late = await startSandbox({ port: Number(new URL(url).port) });
		try {
			for (const run of await Promise.all(runs)) expect(run.error).toBeUndefined();
			expect(posts(late)).toHaveLength(2);
		} finally {
			await late.close();
		}
	});
});
