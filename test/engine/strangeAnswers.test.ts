import { POLL, idOf, startStrangeServer, taskOf, type Answer } from '../support/strangeServer';
import { itemsFor } from './requests';
import { setUpStage } from './stage';
import { MESSAGE, SENT, Strange, WATCHLIST } from './strange';

const stage = setUpStage();
const strange = new Strange(stage);

describe('204 No Content', () => {
	const nothing: Answer = ({ response }) => void response.writeHead(204).end();

	test('a watchlist that is deleted without a word is deleted', async () => {
		const server = await strange.serve(startStrangeServer(nothing));
		const parameters = { kind: 'keyword', watchlist: WATCHLIST };
		expect((await strange.outx(server, 'watchlist.delete', parameters)).outputs[0]).toEqual([
			{ deleted: true },
		]);
	});

	test('a message has no task then, and may have been sent', async () => {
		const server = await strange.serve(startStrangeServer(nothing));
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		const { error } = await strange.outx(server, 'message.send', MESSAGE, { settings });
		expect(error?.message).toMatch(/^An earlier attempt may have completed this/);
		expect(server.requests).toHaveLength(1);
	});
});

test('Retry On Fail creates a task that OutX has lost again', async () => {
	let created = 0;
	const server = await strange.serve(
		startStrangeServer(({ path, query: { api_agent_task_id: id }, response }) => {
			if (path !== POLL) return { success: true, api_agent_task_id: idOf(++created) };
			if (id === idOf(2)) return taskOf(id, 'completed', { name: 'Example' });
			response.statusCode = 404;
			return { error: 'Agent task not found' };
		}),
	);
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
	const parameters = { company: 'example', waitForCompletion: true, simplify: true };
	const { outputs, status } = await strange.outx(server, 'company.get', parameters, { settings });
	expect(status).toBe('success');
	expect(outputs[0]).toMatchObject([{ name: 'Example' }]);
	expect(created).toBe(2);
});

test("LinkedIn's quota in the middle of watchlist likes: those that were done are returned", async () => {
	const server = await strange.serve(
		startStrangeServer(({ nth, response }) => {
			if (nth <= 2) return { success: true, task_id: idOf(nth) };
			response.statusCode = 429;
			return { error: 'LinkedIn limit reached' };
		}),
	);
	const items = [1, 2, 3, 4].map((number) => ({ json: { id: idOf(number) } }));
	const parameters = { postId: '={{ $json.id }}', userEmail: 'robin@sandbox.example' };
	const { outputs } = await strange.outx(server, 'watchlistPost.like', parameters, { items });
	expect(outputs[0].map(({ status, task_id: id }) => status ?? id)).toEqual([
		...[idOf(1), idOf(2)],
		...['not_attempted', 'not_attempted'],
	]);
	expect(server.requests).toHaveLength(3);
});

test.each([
	['Workflow', "'Workflow'"],
	[true, 'true'],
	['this node', "'this node'"],
])(
	'Send Once Per Recipient is not silently off when an expression makes it %p',
	async (value, shown) => {
		const server = await strange.serve(startStrangeServer(() => ({ error: 'Nobody should ask' })));
		const options = { sendOncePerRecipient: value };
		const { error } = await strange.outx(server, 'message.send', { ...MESSAGE, options });
		expect(error?.message).toBe(
			`'Send Once Per Recipient' must be node or workflow, not ${shown} [item 0]`,
		);
		expect(server.requests).toEqual([]);
	},
);

test('a whole page of text instead of a person is refused at once, so that n8n stays responsive', async () => {
	const text = `Jane ${' '.repeat(100_000)} Doe`;
	const start = Date.now();
	const { error } = await strange.outx({ url: 'http://127.0.0.1:9' }, 'profile.get', {
		profile: text,
	});
	expect(error?.message).toMatch(/^'Person' is not a person's LinkedIn URL, slug or URN: Jane Doe/);
	expect(Date.now() - start).toBeLessThan(1500 + stage.late());
});

test('what is still pending keeps the files that came in', async () => {
	const server = await strange.serve(
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
