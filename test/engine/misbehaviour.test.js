'use strict';

const { core, outxCredentials, workflow } = require('../support/engine');
const {
	POLL,
	idOf,
	startStrangeServer,
	startTaskServer,
	taskOf,
} = require('../support/strangeServer');
const { itemsFor, setUpStage, sleep } = require('./stage');

const stage = setUpStage();
const open = [];
const serve = async (server) => {
	open.push(await server);
	return open.at(-1);
};
afterEach(async () => {
	jest.restoreAllMocks();
	await Promise.all(open.splice(0).map((server) => server.close()));
});

const SENT = { sent: true };
const MESSAGE = { recipient: 'urn:li:fsd_profile:ACoAAB1c2d3', message: 'Hi' };
const ALL = { waitForCompletion: true, returnAll: true, start: 0 };
const WATCHLIST = { __rl: true, mode: 'id', value: idOf(1) };

const wait = async (server, parameters, ids = [idOf(1)]) =>
	await stage.waitForTask(
		{ taskId: '={{ $json.api_agent_task_id }}', ...parameters },
		{ items: itemsFor(ids), sandbox: server },
	);
const outx = async (server, what, parameters, options) =>
	await stage.outx(what, parameters, { sandbox: server, ...options });
const people = (count, from = 0) =>
	Array.from({ length: count }, (_, i) => ({
		name: `P${from + i}`,
		entity_urn: `urn:li:fsd_profile:ACoAAB${from + i}`,
	}));

describe('a server that is slow to tell the status', () => {
	test('the end that a slow look saw counts, whatever the looks after it would bring', async () => {
		const server = await serve(
			startStrangeServer(async ({ query, nth, response }) => {
				await sleep(2300);
				if (nth > 1) response.statusCode = 500;
				return nth > 1 ? { error: 'Down' } : taskOf(query.api_agent_task_id, 'completed', SENT);
			}),
		);
		const start = Date.now();
		const { outputs } = await wait(server, { maximumWait: 20 });
		expect(outputs[0]).toEqual([{ api_agent_task_id: idOf(1), status: 'completed', ...SENT }]);
		expect(Date.now() - start).toBeLessThan(7000);
		expect(server.requests).toHaveLength(1);
	});

	test('who looks once waits for the answer', async () => {
		const server = await serve(
			startStrangeServer(async ({ query }) => {
				await sleep(2300);
				return taskOf(query.api_agent_task_id, 'completed', SENT);
			}),
		);
		const { outputs } = await wait(server, { maximumWait: 0 }, [idOf(1), idOf(2), idOf(3)]);
		expect(outputs.map((items) => items.length)).toEqual([3, 0, 0, 0]);
	});
});

test('an answer that trickles in for ever is given up', async () => {
	const server = await serve(
		startStrangeServer(async ({ response }) => {
			while (!response.destroyed) {
				response.write(' ');
				await sleep(100);
			}
		}),
	);
	const [now, start] = [Date.now, Date.now()];
	jest.spyOn(Date, 'now').mockImplementation(() => start + 60 * (now() - start));
	const { error } = await outx(server, 'message.send', MESSAGE);
	expect(error.message).toBe(
		'OutX did not answer in time. It may have been done all the same [item 0]',
	);
	expect(server.requests).toHaveLength(1);
});
