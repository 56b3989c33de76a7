import { present } from '../support/json';
import { startStrangeServer } from '../support/strangeServer';
import { createTasks } from './requests';
import { Retrying, useShortestPauses } from './retrying';
import { expectNoKey, setUpStage } from './stage';

const stage = setUpStage();
const retrying = new Retrying(stage);
useShortestPauses();

describe('redirects', () => {
	test.each([301, 302, 303, 307, 308])(
		'%d is not followed, for reads and writes',
		async (status) => {
			const other = await startStrangeServer(() => ({
				success: true,
				api_agent_task_id: 'stolen',
			}));
			const ids = await createTasks(stage.sandbox, 1);
			const to = other.url.replace('127.0.0.1', 'localhost');
			stage.sandbox.set({ faults: [{ kind: 'redirect', to, status, times: null }] });
			try {
				for (const run of [
					await retrying.getStatus(stage.sandbox, ids),
					await retrying.sendOne(),
				]) {
					expect(run.error?.message).toMatch(
						`The server answered with a redirect (${status}), which was not followed to protect your API key`,
					);
					expect(run.error?.description).toContain('https://api.outx.ai');
					expectNoKey(run);
				}
				expect(other.requests).toEqual([]);
				expect(stage.sandbox.requests).toHaveLength(2);
			} finally {
				await other.close();
			}
		},
	);
});

test('the key is in no message, output or log, even when the server repeats it', async () => {
	const logs = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
		jest.spyOn(outside.global.console, name).mockReturnValue(undefined),
	);
	stage.sandbox.set({ faults: [{ kind: 'echoKey', status: 400, times: null }] });
	for (const onError of ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const) {
		const run = await retrying.sendOne({ settings: { onError } });
		expectNoKey(run);
		expect(JSON.stringify(run.raw.data)).toContain('[API key]');
	}
	expect(JSON.stringify(logs.map(({ mock }) => mock.calls))).not.toContain('outx_sandbox_key');
});

test('text from the server is cut, and cleaned of control characters', async () => {
	const error = `one\u0007\n\u202etwo ${'x'.repeat(5000)}`;
	stage.sandbox.set({ faults: [{ kind: 'status', status: 400, error }] });
	const { message } = present((await retrying.sendOne()).error);
	expect(message).toMatch(/^OutX refused the request \(400\): one two xxx/);
	expect(message.length).toBeLessThan(400);
});
