import http from 'node:http';

import { outxCredentials } from '../support/engine';
import { polls, posts } from './requests';
import { expectNoKey, parametersOf, setUpStage, urnOf } from './stage';

const stage = setUpStage();

const description = {
	displayName: 'Agent',
	group: [],
	version: 1,
	description: '',
	defaults: { name: 'Agent' },
	inputs: ['main', 'ai_tool'],
	outputs: ['main'],
	properties: [],
};

/*
 * Agents without a model: they call the tool with what the script says and put out its answers. n8n has had two ways
 * for an agent to call a tool, and workflows with both are around.
 */
const AGENTS = {
	'calls the tool itself': (script) => ({
		description: { ...description, name: 'caller' },
		async execute() {
			const [tool] = await this.getInputConnectionData('ai_tool', 0);
			const answers = [];
			for (const input of script) {
				answers.push(
					await tool.invoke(input).then(JSON.parse, (error) => ({ failed: error.message })),
				);
			}
			return [[{ json: { answers } }]];
		},
	}),
	'asks n8n to call the tool': (script) => ({
		description: { ...description, name: 'asker' },
		async execute(response) {
			const answers = response?.metadata?.answers ?? [];
			for (const { data } of response?.actionResponses ?? []) {
				const said = data.data?.ai_tool?.[0] ?? [];
				answers.push(
					said[0]?.json.error ? { failed: said[0].json.error } : said.map(({ json }) => json),
				);
			}
			if (answers.length === script.length) return [[{ json: { answers } }]];
			const action = {
				actionType: 'ExecutionNode',
				nodeName: 'Tool',
				type: 'ai_tool',
				id: `call-${answers.length}`,
				input: script[answers.length],
				metadata: { itemIndex: 0 },
			};
			return { actions: [action], metadata: { answers } };
		},
	}),
};

/** An agent that calls a node as its tool, once for each input of the script. */
async function ask(agent, nodeType, parameters, script, { settings, ...options } = {}) {
	const extraTypes = { 'test.agent': AGENTS[agent](script) };
	const nodes = [
		stage.engine.node('Agent', 'test.agent', {}, { extraTypes }),
		stage.engine.node('Tool', `${nodeType}Tool`, parameters, { settings }),
	];
	const run = await stage.engine.run({
		nodes,
		connections: { Tool: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] } },
		credentials: outxCredentials(stage.sandbox.url),
		extraTypes,
		...options,
	});
	return { run, answers: run.json('Agent')[0]?.answers };
}

const from = (name) => `={{ $fromAI('${name}', '', 'string') }}`;
const GET = parametersOf('profile.get', { profile: from('profile') });
const SEND = parametersOf('message.send', { recipient: from('recipient'), message: from('text') });
const GET_STATUS = parametersOf('task.getStatus', { taskId: from('id') });

describe.each(Object.keys(AGENTS))('an agent that %s', (agent) => {
	test('always gets the result, because it needs the answer in one call', async () => {
		stage.sandbox.set({ taskDelayMs: 300 });
		const [person] = stage.sandbox.world.connections;
		const { answers } = await ask(agent, 'outx', GET, [{ profile: person.slug }]);
		expect(answers).toEqual([
			[expect.objectContaining({ full_name: person.name, profile_urn: urnOf(person) })],
		]);
	});

	test('is told in words when the time is up: the task, and what to do next', async () => {
		stage.sandbox.set({ extension: 'asleep' });
		const [person] = stage.sandbox.world.connections;
		const parameters = { ...GET, options: { maximumWait: 1 } };
		const { answers } = await ask(agent, 'outx', parameters, [{ profile: person.slug }]);
		const [{ id }] = stage.sandbox.tasks.list();
		expect(answers).toEqual([
			[
				{
					api_agent_task_id: id,
					status: 'pending',
					message: `Not finished after 1 seconds. OutX accepted it and continues by itself, so do not start it again. Get the status of task ${id} later.`,
				},
			],
		]);

		stage.sandbox.set({ extension: 'online' });
		const later = await ask(agent, 'outx', GET_STATUS, [{ id }]);
		expect(later.answers[0][0]).toMatchObject({ api_agent_task_id: id, status: 'completed' });
	});

	test('that asks the same twice gets one task, and both times its result', async () => {
		const [first, second] = stage.sandbox.world.connections;
		const script = [first, first, second, first].map(({ slug }) => ({ profile: slug }));
		const { answers } = await ask(agent, 'outx', GET, script);
		expect(answers.map(([{ full_name: name }]) => name)).toEqual(
			[first, first, second, first].map(({ name }) => name),
		);
		expect(posts(stage.sandbox)).toHaveLength(2);
	});

	test('that sends the same twice sends it once; something else is sent', async () => {
		const [{ json }] = stage.connections(1);
		const script = ['Hi', 'Hi', 'And one more thing'].map((text) => ({
			recipient: json.urn,
			text,
		}));
		const { answers } = await ask(agent, 'outx', SEND, script);
		expect(answers.map(([{ sent }]) => sent)).toEqual([true, true, true]);
		expect(stage.sandbox.ledger.messages.map(({ text }) => text)).toEqual([
			'Hi',
			'And one more thing',
		]);
	});

	test('that asks again after an unknown outcome does not reach the person twice', async () => {
		stage.sandbox.set({ faults: [{ kind: 'resetAfter', method: 'POST' }] });
		const [{ json }] = stage.connections(1);
		const call = { recipient: json.urn, text: 'Hi' };
		const { run, answers } = await ask(agent, 'outx', SEND, [call, call]);
		expect(answers.map(({ failed }) => failed)).toEqual([
			expect.stringContaining('It may have taken effect'),
			expect.stringContaining('may have completed this, so it was not sent again'),
		]);
		expect(posts(stage.sandbox)).toHaveLength(1);
		expectNoKey(run);
	});

	test('learns what is wrong with its input, and can correct it', async () => {
		const [{ json }] = stage.connections(1);
		const script = [
			{ recipient: 'https://www.linkedin.com/in/somebody', text: 'Hi' },
			{ recipient: json.urn, text: 'Hi' },
		];
		const { answers } = await ask(agent, 'outx', SEND, script);
		expect(answers[0].failed).toContain("'Recipient' needs the person's URN, not the address");
		expect(answers[1][0]).toMatchObject({ sent: true });
	});

	test('with Retry On Fail, a tool is tried again and sends once', async () => {
		stage.sandbox.set({ faults: [{ kind: 'status', status: 400, method: 'POST' }] });
		const [{ json }] = stage.connections(1);
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 20 };
		const script = [{ recipient: json.urn, text: 'Hi' }];
		const { answers } = await ask(agent, 'outx', SEND, script, { settings });
		expect(answers[0][0]).toMatchObject({ sent: true });
		expect(stage.sandbox.ledger.messages).toHaveLength(1);
	});

	test('gets all three outputs of Wait for Task', async () => {
		await ask(agent, 'outx', GET, [{ profile: 'nobody-of-this-name' }]);
		const [{ id: bad }] = stage.sandbox.tasks.list();
		stage.sandbox.set({ extension: 'asleep' });
		await ask(agent, 'outx', { ...GET, options: { maximumWait: 0 } }, [{ profile: 'x-y-z' }]);
		const open = stage.sandbox.tasks.list()[1].id;
		const parameters = { taskId: from('id'), maximumWait: 0 };
		const script = [{ id: bad }, { id: open }];
		const { answers } = await ask(agent, 'outxWaitForTask', parameters, script);
		expect(answers.map(([json]) => [json.api_agent_task_id, json.status, json.reason])).toEqual([
			[bad, 'failed', 'Profile not found: nobody-of-this-name'],
			[open, 'pending', undefined],
		]);
	});

	test('stopped in the middle of a call, nothing is asked for afterwards', async () => {
		stage.sandbox.set({ extension: 'asleep' });
		const start = Date.now();
		await ask(agent, 'outx', GET, [{ profile: 'x-y-z' }], { cancelAfter: 500 });
		expect(Date.now() - start).toBeLessThan(1500 + stage.late());
		const sent = stage.sandbox.requests.length;
		await new Promise((resolve) => setTimeout(resolve, 1200));
		expect(stage.sandbox.requests).toHaveLength(sent);
		expect(polls(stage.sandbox).length).toBeGreaterThan(0);
	});
});

test('a tool does not ask whether to wait', () => {
	const { properties } = stage.engine.describe('outx');
	const waits = properties.filter(({ name }) => name === 'waitForCompletion');
	expect(waits.length).toBeGreaterThan(0);
	for (const { type, displayOptions, default: initial } of waits) {
		const shown = type === 'hidden' ? displayOptions.show : displayOptions.hide;
		expect(shown['@tool']).toEqual([true]);
		expect(initial).toBe(type === 'hidden');
	}
});

describe('the Test button of the credential', () => {
	const press = async (data) =>
		await stage.engine.testCredential('outxApi', {
			...outxCredentials(stage.sandbox.url).outxApi,
			...data,
		});

	test('is green for a key that works, and asks for the watchlists only', async () => {
		expect(await press()).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(stage.sandbox.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'GET /api-keyword-watchlist',
		]);
	});

	test('tells a wrong key', async () => {
		expect(await press({ apiKey: 'outx_wrong' })).toEqual({
			status: 'Error',
			message: expect.stringContaining('OutX does not know this API key'),
		});
	});

	test('tells a right key without the extension', async () => {
		stage.sandbox.set({ extension: 'stale' });
		const { status, message } = await press();
		expect(status).toBe('Error');
		expect(message).toContain('The API key is right');
		expect(message).toContain('Open Chrome with the OutX extension');
	});

	test.each([
		['a slash at the end', (url) => `${url}/`],
		['slashes and blanks around', (url) => ` ${url}// `],
	])('understands a base URL with %s', async (_name, change) => {
		expect(await press({ baseUrl: change(stage.sandbox.url) })).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		expect(stage.sandbox.requests[0].path).toBe('/api-keyword-watchlist');
	});

	test('understands blanks around the key', async () => {
		const { apiKey } = outxCredentials('').outxApi;
		expect(await press({ apiKey: ` ${apiKey}\n` })).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
	});

	test.each([
		['without a scheme', (url) => url.replace('http://', '')],
		['with a path that is not there', (url) => `${url}/nowhere`],
		['where nobody is', () => 'http://127.0.0.1:1'],
	])('is red for a base URL %s', async (_name, change) => {
		expect((await press({ baseUrl: change(stage.sandbox.url) })).status).toBe('Error');
	});

	test('follows no redirect, so the key stays at its host', async () => {
		const elsewhere = [];
		const other = http.createServer((request, response) => {
			elsewhere.push(request.headers);
			response.end('{}');
		});
		await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
		const to = `http://localhost:${other.address().port}`;
		stage.sandbox.set({ faults: [{ kind: 'redirect', to }] });
		const { status } = await press();
		other.close();
		expect([status, elsewhere]).toEqual(['Error', []]);
	});
});
