/*
 * A server that answers as a test tells it, for what the sandbox does not do because it would be too strange. It knows
 * nothing of OutX but the shape of a task.
 */
import http from 'node:http';

const POLL = '/linkedin-agent/get-task-status';

const idOf = (number) => `550e8400-e29b-41d4-a716-${String(number).padStart(12, '0')}`;

/** The documented answer about a task. */
const taskOf = (id, status, task_output = null, task_input = {}) => ({
	success: true,
	data: { id, status, task_input, task_output },
});

/**
 * Starts a server. `answer` gets each request (`method`, `path`, `query`, `body`, `nth` of its path) and either returns
 * the JSON to send or does what it likes with `response` and returns nothing.
 */
async function startStrangeServer(answer) {
	const requests = [];
	const server = http.createServer(async (incoming, response) => {
		const chunks = await incoming.toArray().catch(() => []);
		const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://localhost');
		const text = Buffer.concat(chunks).toString();
		const request = {
			at: Date.now(),
			method: incoming.method,
			path: pathname,
			query: Object.fromEntries(searchParams),
			body: text === '' ? undefined : JSON.parse(text),
			nth: requests.filter(({ path }) => path === pathname).length + 1,
		};
		requests.push(request);
		const json = await answer({ ...request, response });
		if (json !== undefined) response.end(JSON.stringify(json));
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	return {
		url: `http://127.0.0.1:${port}`,
		requests,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** A server whose tasks are done at once. `outputOf` makes the output of each from the request that created it. */
async function startTaskServer(outputOf) {
	const tasks = new Map();
	return await startStrangeServer(({ path, query, body }) => {
		if (path === POLL) return tasks.get(query.api_agent_task_id);
		const id = idOf(tasks.size);
		tasks.set(id, taskOf(id, 'completed', outputOf(body, tasks.size), body));
		return { success: true, api_agent_task_id: id };
	});
}

export { POLL, idOf, startStrangeServer, startTaskServer, taskOf };
