import { idOf, startStrangeServer, taskOf } from '../support/strangeServer';
import { speedUpClock } from './clock';
import { setUpStage, sleep } from './stage';
import { MESSAGE, SENT, Strange } from './strange';

const stage = setUpStage();
const strange = new Strange(stage);

describe('a server that is slow to tell the status', () => {
	test('an end that a slow check found counts, whatever later checks would find', async () => {
		const server = await strange.serve(
			startStrangeServer(async ({ query, nth, response }) => {
				await sleep(2300);
				if (nth > 1) response.statusCode = 500;
				return nth > 1 ? { error: 'Down' } : taskOf(query.api_agent_task_id, 'completed', SENT);
			}),
		);
		const start = Date.now();
		const { outputs } = await strange.wait(server, { maximumWait: 20 });
		expect(outputs[0]).toEqual([{ api_agent_task_id: idOf(1), status: 'completed', ...SENT }]);
		expect(Date.now() - start).toBeLessThan(7000 + stage.late());
		expect(server.requests).toHaveLength(1);
	});

	test('a single check waits for its answer', async () => {
		const server = await strange.serve(
			startStrangeServer(async ({ query }) => {
				await sleep(2300);
				return taskOf(query.api_agent_task_id, 'completed', SENT);
			}),
		);
		const { outputs } = await strange.wait(server, { maximumWait: 0 }, [idOf(1), idOf(2), idOf(3)]);
		expect(outputs.map((items) => items.length)).toEqual([3, 0, 0, 0]);
	});
});

test('an answer that trickles in for ever is given up', async () => {
	const server = await strange.serve(
		startStrangeServer(async ({ response }) => {
			while (!response.destroyed) {
				response.write(' ');
				await sleep(100);
			}
		}),
	);
	speedUpClock(60);
	const { error } = await strange.outx(server, 'message.send', MESSAGE);
	expect(error?.message).toBe('OutX did not answer in time. It may have taken effect [item 0]');
	expect(server.requests).toHaveLength(1);
});

test.each([
	['in data, as documented', taskOf(idOf(1), 'completed', SENT)],
	['without data', { status: 'completed', task_output: SENT }],
	['beside data', { status: 'completed', data: { id: idOf(1), task_output: SENT } }],
])('the status is found %s', async (_where, answer) => {
	const server = await strange.serve(startStrangeServer(() => answer));
	const { outputs } = await strange.wait(server, { maximumWait: 0 });
	expect(outputs[0]).toEqual([{ api_agent_task_id: idOf(1), status: 'completed', ...SENT }]);
	const look = await strange.outx(server, 'task.getStatus', { taskId: idOf(1) });
	expect(look.outputs[0][0]).toMatchObject({ status: 'completed', task_output: SENT });
});
