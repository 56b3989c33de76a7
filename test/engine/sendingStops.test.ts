import { posts } from './requests';
import { useShortestPauses } from './retrying';
import { CONTINUE, Sending, SENDING } from './sending';
import { setUpStage } from './stage';

const stage = setUpStage();
const sending = new Sending(stage);
useShortestPauses();

describe('with Continue, the sending stops', () => {
	test.each([
		{ status: 401, error: 'Invalid API Key', tries: 1 },
		{ status: 403, error: 'Access denied', tries: 1 },
		{ status: 429, error: 'Rate limit exceeded', tries: 5 },
	])('after repeated refusals: $status', async ({ tries, ...refusal }) => {
		sending.fault({ ...SENDING, kind: 'status', ...refusal, after: 2, times: null });
		const run = await sending.send(stage.connections(9), { settings: CONTINUE });
		expect(run.status).toBe('success');
		expect(run.items.slice(0, 2).map(({ json }) => json.success)).toEqual([true, true]);
		const [first, second, ...rest] = run.items.slice(2).map(({ json }) => json.error);
		for (const error of [first, second]) expect(error).toContain(refusal.error);
		expect(rest).toHaveLength(5);
		for (const error of rest) expect(error).toMatch(/^Not attempted\. .*\[item \d\]$/);
		expect(posts(stage.sandbox)).toHaveLength(2 + 2 * tries);
	});

	test('not after one refusal, which may be about one recipient', async () => {
		const refusal = { ...SENDING, kind: 'status', status: 403, error: 'No access' } as const;
		sending.fault({ ...refusal, after: 1 }, { ...refusal, after: 2 });
		const run = await sending.send(stage.connections(6), { settings: CONTINUE });
		expect(run.items.filter(({ json }) => json.success)).toHaveLength(4);
	});

	test('and those who were not contacted can be contacted later', async () => {
		const options = { sendOncePerRecipient: 'node' };
		sending.fault({ ...SENDING, kind: 'status', status: 401, times: 2 });
		await sending.send(stage.connections(6), { settings: CONTINUE }, { options });
		const run = await sending.send(stage.connections(6), {}, { options });
		expect(run.items.map(({ json }) => json.success)).toEqual(Array(6).fill(true));
	});
});
