import { randomUUID } from 'node:crypto';

import {
	NodeConnectionTypes,
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeType,
} from 'n8n-workflow';
import { request } from 'undici';
import { z } from 'zod';

import { Outx } from '../../nodes/Outx/Outx.node';
import { resources } from '../../nodes/Outx/resources';
import { OutxWaitForTask } from '../../nodes/OutxWaitForTask/OutxWaitForTask.node';
import { OUTX_KEY } from '../../sandbox';
import { itemsOf } from '../../scripts/n8n/workflows';

import { example, nodeOf } from './example';
import { postJson } from './http';
import { lastToolAnswer, startModel, toolAnswers, type Model } from './model';
import { onEachN8n, runDataOf, succeeded, until } from './stage';
import { OUTX, manual, node, workflow } from './workflows';

const LANGCHAIN = '@n8n/n8n-nodes-langchain';
/** A click without a user agent is a preview to n8n: it answers 200, and approves nothing. */
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** What n8n's chat shows, with buttons. */
const Question = z.object({
	sendMessage: z.object({
		text: z.string(),
		buttons: z.array(z.object({ text: z.string(), link: z.string() })),
	}),
});

onEachN8n((stage) => {
	let model: Model;

	beforeAll(async () => {
		model = await startModel();
		await stage.server.importCredential('Scripted model', 'openAiApi', {
			apiKey: 'sk-made-up',
			url: model.url,
		});
	});
	afterAll(() => model.close());
	beforeEach(() => {
		stage.reset();
	});

	/** An agent with these tools, asked one thing. */
	function agent(name: string, ...tools: INode[]) {
		const flow = workflow(
			name,
			[
				manual(),
				node(
					'Agent',
					`${LANGCHAIN}.agent`,
					{ promptType: 'define', text: 'Do as you were told', options: {} },
					{ typeVersion: stage.major === 1 ? 3 : 3.1 },
				),
				node(
					'Model',
					`${LANGCHAIN}.lmChatOpenAi`,
					{
						model: { __rl: true, mode: 'id', value: 'scripted' },
						responsesApiEnabled: false,
						options: {},
					},
					{ typeVersion: 1.3, credentials: { openAiApi: { id: '', name: 'Scripted model' } } },
				),
				...tools,
			],
			['Start > Agent'],
		);
		const attach = (type: 'ai_languageModel' | 'ai_tool') => ({
			[type]: [[{ node: 'Agent', type, index: 0 }]],
		});
		Object.assign(flow.connections, {
			Model: attach('ai_languageModel'),
			...Object.fromEntries(tools.map((tool) => [tool.name, attach('ai_tool')])),
		});
		return flow;
	}

	/** One of our nodes as a tool, with the name that the editor gives it. */
	function undescribed(type: INodeType, parameters: INodeParameters = {}) {
		const description = { ...type.description, outputs: [NodeConnectionTypes.AiTool] };
		const name = NodeHelpers.makeNodeName(parameters, description);
		return node(name, `${OUTX}.${description.name}Tool`, parameters);
	}

	test('a model reads LinkedIn in the name and description of every operation', async () => {
		const outx = new Outx();
		const tools = resources.flatMap(({ value: resource, operations }) =>
			operations.map(({ value: operation }) => undescribed(outx, { resource, operation })),
		);
		model.follow([{ text: 'So many.' }]);
		succeeded(await stage.run(agent('Agent knows', ...tools)));
		const sent = model.conversations[0].tools.map((tool) => tool.function);
		expect(sent).toHaveLength(tools.length);
		for (const { name, description } of sent) {
			expect({ name, description }).toEqual({
				name: expect.stringMatching(/^\w+LinkedIn$/) as string,
				description: expect.stringContaining('LinkedIn') as string,
			});
		}
	});

	test('a model reads that OutX Wait for Task waits for LinkedIn', async () => {
		model.follow([{ text: 'I see.' }]);
		succeeded(await stage.run(agent('Agent knows waiting', undescribed(new OutxWaitForTask()))));
		const [tool] = model.conversations[0].tools;
		expect(tool.function.description).toContain('LinkedIn');
	});

	const fromModel = (name: string) => `={{ $fromAI('${name}', '', 'string') }}`;

	test('an agent looks a person up and gets the profile in one call', async () => {
		const [person] = stage.sandbox.world.connections;
		model.follow([{ tool: 'look_up', args: { profile: person.slug } }, { text: 'Found.' }]);
		const tool = node('Look up', `${OUTX}.outxTool`, {
			toolDescription: 'Looks up a person on LinkedIn',
			resource: 'profile',
			operation: 'get',
			profile: fromModel('profile'),
		});
		const execution = await stage.run(agent('Agent reads', tool));
		succeeded(execution);
		expect(itemsOf(execution, 'Agent')).toMatchObject([{ output: 'Found.' }]);
		expect(stage.requests('/fetch-profile')).toHaveLength(1);
		expect(lastToolAnswer(model)).toContain(person.slug);
	});

	test('an agent that says the same thing twice writes only once', async () => {
		const [urn] = stage.connections(1);
		const call = { tool: 'write', args: { recipient: urn, message: 'Hello' } };
		model.follow([call, call, { text: 'Written.' }]);
		const tool = node('Write', `${OUTX}.outxTool`, {
			toolDescription: 'Writes to a person',
			resource: 'message',
			operation: 'send',
			recipient: fromModel('recipient'),
			message: fromModel('message'),
		});
		const execution = await stage.run(agent('Agent writes', tool));
		succeeded(execution);
		expect(stage.messagesTo([urn])).toEqual([1]);
		expect(model.conversations).toHaveLength(3);
	});

	test('an agent is told in words when OutX takes too long, with the task to check later', async () => {
		stage.reset({ extension: 'asleep' });
		const [urn] = stage.connections(1);
		model.follow([
			{ tool: 'write', args: { recipient: urn, message: 'Hello' } },
			{ text: 'Later, then.' },
		]);
		const tool = node('Write', `${OUTX}.outxTool`, {
			toolDescription: 'Writes to a person',
			resource: 'message',
			operation: 'send',
			recipient: fromModel('recipient'),
			message: fromModel('message'),
			options: { maximumWait: 2 },
		});
		succeeded(await stage.run(agent('Agent waits', tool)));
		const [{ id }] = stage.sandbox.tasks.list();
		const said = lastToolAnswer(model);
		expect(said).toContain(id);
		expect(said).toMatch(/do not start it again/);
	});

	test('an agent checks a task with OutX Wait for Task', async () => {
		const { body } = await postJson(
			`${stage.sandbox.url}/linkedin-agent/fetch-connections`,
			{ count: 2, sort_type: 'RECENTLY_ADDED' },
			{ 'x-api-key': OUTX_KEY },
		);
		const { api_agent_task_id: taskId } = z.object({ api_agent_task_id: z.string() }).parse(body);
		model.follow([{ tool: 'wait', args: { task: taskId } }, { text: 'There.' }]);
		const tool = node('Wait', `${OUTX}.outxWaitForTaskTool`, {
			toolDescription: 'Waits for a task',
			taskId: fromModel('task'),
		});
		succeeded(await stage.run(agent('Agent asks', tool)));
		const [first] = stage.sandbox.world.connections;
		expect(lastToolAnswer(model)).toContain(first.id);
	});

	/** An example of an agent, as a workflow that has just been asked this. */
	function asked(file: string, chatInput: string) {
		const question = { sessionId: randomUUID(), action: 'sendMessage', chatInput };
		const flow = example(file, { pin: { 'You write': [question] } });
		nodeOf(flow, 'OpenAI model').credentials = {
			openAiApi: { id: '', name: 'Scripted model' },
		};
		return flow;
	}

	test('the example finds people in a country and reads their posts, each in few words', async () => {
		const [person] = stage.sandbox.world.strangers;
		const urn = `urn:li:fsd_profile:${person.id}`;
		model.follow([
			{
				tool: 'Search_people_in_a_country',
				args: { Keywords: 'a', Location_IDs: '103644278, 102713980' },
			},
			{ tool: 'Get_a_profile', args: { Person: person.slug, Simplify: true } },
			{ tool: 'Get_posts', args: { People: urn } },
			{ text: 'They post about tools.' },
		]);
		const execution = await stage.run(
			asked('ai-agent.json', 'Find three heads of growth in the United States'),
		);
		succeeded(execution);
		expect(itemsOf(execution, 'LinkedIn assistant')).toMatchObject([
			{ output: 'They post about tools.' },
		]);
		const [search] = stage.requests('/search-profiles');
		expect(search.body).toMatchObject({ geo_urn: ['103644278', '102713980'], count: 10 });
		const [found, profile, posts] = toolAnswers(model);
		expect(found).toMatch(/profile_urn/);
		expect(profile).toContain(person.slug);
		expect(profile.length).toBeLessThan(1500);
		expect(posts).toContain('posted_at');
		for (const answer of [found, profile, posts]) expect(answer).not.toMatch(/image|media\./);

		const tools = model.conversations[0].tools.map((tool) => tool.function);
		expect(tools).toHaveLength(8);
		for (const { description, parameters } of tools) {
			expect(description).toContain('LinkedIn');
			const { properties } = z
				.object({ properties: z.record(z.object({ description: z.string().optional() })) })
				.parse(parameters);
			for (const [name, { description: about = '' }] of Object.entries(properties)) {
				if (name !== 'input')
					expect({ [name]: about }).toEqual({ [name]: expect.stringMatching(/\w+ \w+/) as string });
			}
		}
	});

	/** Has the agent of the example write to this person, and clicks this button below n8n's question. */
	async function review(urn: string, label: 'Approve' | 'Decline') {
		const message = 'Shall we talk?';
		const args = {
			toolParameters: { Person: urn, Message: message },
			hitlParameters: { Name: 'Ann' },
		};
		model.follow([{ tool: 'Send_a_message', args }, { text: 'Done.' }]);
		const flow = asked('ai-agent-with-review.json', 'Write to my newest connection');
		const { id } = await stage.server.importWorkflow(flow);
		const execution = await stage.server.runWorkflow(id);
		await stage.server.waitForStatus(execution, 'waiting');
		const [run] = runDataOf(await stage.server.execution(execution))['Ask me first'];
		const { text, buttons } = Question.parse(run.data?.ai_tool[0]?.[0]).sendMessage;
		expect(text).toBe(`Send a message to Ann?\n\n${urn}\n\n${message}`);
		expect(buttons.map((button) => button.text)).toEqual(['Approve', 'Decline']);
		expect(stage.requests('/send-message')).toEqual([]);

		const link = buttons.find((button) => button.text === label)?.link ?? '';
		const clicked = await request(link, { headers: { 'user-agent': BROWSER } });
		await clicked.body.dump();
		expect(clicked.statusCode).toBe(200);
		await until('The answer', 60_000, async () => {
			const answers = itemsOf(await stage.server.execution(execution), 'LinkedIn assistant');
			return answers.some(({ output }) => output === 'Done.');
		});
		// It waits until a chat has shown the answer, and here is none.
		await stage.server.stopExecution(execution);
	}

	// n8n 1 has no human review of tools.
	if (stage.major > 1) {
		test('the example with review sends what a person has approved, and not before', async () => {
			const [urn] = stage.connections(1);
			await review(urn, 'Approve');
			expect(stage.messagesTo([urn])).toEqual([1]);
		});

		test('the example with review sends nothing that a person has declined, and the model is told', async () => {
			const [urn] = stage.connections(1);
			await review(urn, 'Decline');
			expect(stage.requests('/send-message')).toEqual([]);
			expect(lastToolAnswer(model)).toContain('rejected');
		});
	}
});
