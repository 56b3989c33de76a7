import { POLL, idOf, startStrangeServer, startTaskServer, taskOf } from '../support/strangeServer';
import { itemsFor } from './requests';
import { setUpStage, sleep } from './stage';

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
	expect(error.message).toBe('OutX did not answer in time. It may have taken effect [item 0]');
	expect(server.requests).toHaveLength(1);
});

test.each([
	['in data, as documented', taskOf(idOf(1), 'completed', SENT)],
	['without data', { status: 'completed', task_output: SENT }],
	['beside data', { status: 'completed', data: { id: idOf(1), task_output: SENT } }],
])('the status is found %s', async (_where, answer) => {
	const server = await serve(startStrangeServer(() => answer));
	const { outputs } = await wait(server, { maximumWait: 0 });
	expect(outputs[0]).toEqual([{ api_agent_task_id: idOf(1), status: 'completed', ...SENT }]);
	const look = await outx(server, 'task.getStatus', { taskId: idOf(1) });
	expect(look.outputs[0][0]).toMatchObject({ status: 'completed', task_output: SENT });
});

describe('lists that are not as they should be', () => {
	test.each([
		[
			'the same people over and over, with new pictures',
			100,
			5,
			(start, nth) => people(100).map((person) => ({ ...person, profile_image_url: `${nth}` })),
		],
		['three pages in a circle', 300, 7, (start) => people(100, start % 300)],
	])('%s: the walk ends', async (_what, expected, asked, pageAt) => {
		const server = await serve(
			startTaskServer(({ start }, nth) => ({ total: 100, connections: pageAt(start, nth) })),
		);
		const { items } = await outx(server, 'connection.getAll', ALL);
		expect(items).toHaveLength(expected);
		expect(server.requests.filter(({ path }) => path !== POLL)).toHaveLength(asked);
	});

	test.each([
		['a bare array', (page) => page],
		['under another name', (page) => ({ results: page, total: page.length })],
		['inside of data', (page) => ({ data: { items: page } })],
	])('%s: all pages are read', async (_what, outputOf) => {
		const server = await serve(
			startTaskServer(({ start }) => outputOf(people(start < 200 ? 100 : 30, start))),
		);
		const { items } = await outx(server, 'connection.getAll', ALL);
		expect(items).toHaveLength(230);
	});

	test('less than was asked for, with the size of the whole list as total: nobody is passed over', async () => {
		const server = await serve(
			startTaskServer(({ start }) => ({
				total: 250,
				connections: people(Math.max(0, Math.min(40, 250 - start)), start),
			})),
		);
		const { items } = await outx(server, 'connection.getAll', ALL);
		expect(new Set(items.map(({ json }) => json.entity_urn)).size).toBe(250);
		expect(items).toHaveLength(250);
	});

	test('a task without any output is an empty list', async () => {
		const server = await serve(startTaskServer(() => null));
		expect((await outx(server, 'connection.getAll', ALL)).items).toEqual([]);
	});

	test('watchlist posts whose last page leads back to the first', async () => {
		const server = await serve(
			startStrangeServer(({ query }) => ({
				data: Array.from({ length: 100 }, (_, i) => ({ id: `${query.page % 3}/${i}` })),
			})),
		);
		const parameters = { watchlist: WATCHLIST, returnAll: true };
		const { items } = await outx(server, 'watchlistPost.getAll', parameters);
		expect(items).toHaveLength(300);
		expect(server.requests).toHaveLength(6);
	});
});

describe('204 No Content', () => {
	const nothing = ({ response }) => void response.writeHead(204).end();

	test('a watchlist that is deleted without a word is deleted', async () => {
		const server = await serve(startStrangeServer(nothing));
		const parameters = { kind: 'keyword', watchlist: WATCHLIST };
		expect((await outx(server, 'watchlist.delete', parameters)).outputs[0]).toEqual([
			{ deleted: true },
		]);
	});

	test('a message has no task then, and may have been sent', async () => {
		const server = await serve(startStrangeServer(nothing));
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		const { error } = await outx(server, 'message.send', MESSAGE, { settings });
		expect(error.message).toMatch(/^An earlier attempt may have completed this/);
		expect(server.requests).toHaveLength(1);
	});
});

test('Retry On Fail asks anew for a task that OutX has lost', async () => {
	let created = 0;
	const server = await serve(
		startStrangeServer(({ path, query: { api_agent_task_id: id }, response }) => {
			if (path !== POLL) return { success: true, api_agent_task_id: idOf(++created) };
			if (id === idOf(2)) return taskOf(id, 'completed', { name: 'Example' });
			response.statusCode = 404;
			return { error: 'Agent task not found' };
		}),
	);
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
	const parameters = { company: 'example', waitForCompletion: true, simplify: true };
	const { outputs, status } = await outx(server, 'company.get', parameters, { settings });
	expect(status).toBe('success');
	expect(outputs[0]).toMatchObject([{ name: 'Example' }]);
	expect(created).toBe(2);
});

test("LinkedIn's quota in the middle of watchlist likes: those that were done come out", async () => {
	const server = await serve(
		startStrangeServer(({ nth, response }) => {
			if (nth <= 2) return { success: true, task_id: idOf(nth) };
			response.statusCode = 429;
			return { error: 'LinkedIn limit reached' };
		}),
	);
	const items = [1, 2, 3, 4].map((number) => ({ json: { id: idOf(number) } }));
	const parameters = { postId: '={{ $json.id }}', userEmail: 'robin@sandbox.example' };
	const { outputs } = await outx(server, 'watchlistPost.like', parameters, { items });
	expect(outputs[0].map(({ status, task_id: id }) => status ?? id)).toEqual([
		...[idOf(1), idOf(2)],
		...['not_attempted', 'not_attempted'],
	]);
	expect(server.requests).toHaveLength(3);
});

test.each(['Workflow', true, 'this node'])(
	'Send Once Per Recipient is not silently off when an expression makes it %p',
	async (value) => {
		const server = await serve(startStrangeServer(() => ({ error: 'Nobody should ask' })));
		const options = { sendOncePerRecipient: value };
		const { error } = await outx(server, 'message.send', { ...MESSAGE, options });
		expect(error.message).toBe(
			`'Send Once Per Recipient' must be node or workflow, not ${value} [item 0]`,
		);
		expect(server.requests).toEqual([]);
	},
);

test('a whole page of text in place of a person is refused at once, so that n8n goes on working', async () => {
	const text = `Jane ${' '.repeat(100_000)} Doe`;
	const start = Date.now();
	const { error } = await outx({ url: 'http://127.0.0.1:9' }, 'profile.get', { profile: text });
	expect(error.message).toMatch(/^'Profile' is not a person's LinkedIn URL or slug: Jane Doe/);
	expect(Date.now() - start).toBeLessThan(1500);
});

test('what is still pending keeps the files that came in', async () => {
	const server = await serve(
		startStrangeServer(({ query: { api_agent_task_id: id } }) =>
			taskOf(id, id === idOf(1) ? 'processing' : 'completed', SENT),
		),
	);
	const binary = { data: { data: 'aGk=', mimeType: 'text/plain', fileName: 'hi.txt' } };
	const items = itemsFor([idOf(1), idOf(2)]).map((item) => ({ ...item, binary }));
	const run = await stage.waitForTask(
		{ taskId: '={{ $json.api_agent_task_id }}', maximumWait: 0 },
		{ items, sandbox: server },
	);
	expect(run.data('Node', 2)).toMatchObject([{ binary, pairedItem: { item: 0 } }]);
	expect(run.data('Node', 0)[0]).not.toHaveProperty('binary');
});
