import { importExamples, readExamples } from '../../scripts/n8n/examples';
import { itemsOf } from '../../scripts/n8n/workflows';
import { lastToolAnswer, startModel } from './model';
import { onEachN8n, succeeded, until } from './stage';

const files = readExamples().map(({ file }) => file);

/** A copy of an example, with parameters of some nodes changed: mostly so that a test need not wait for hours. */
function example(file, { change = {}, pin = {} } = {}) {
	const { workflow } = readExamples().find((each) => each.file === file);
	for (const [name, parameters] of Object.entries(change)) {
		const node = workflow.nodes.find((each) => each.name === name);
		Object.assign(node.parameters, parameters);
	}
	const pinData = Object.fromEntries(
		Object.entries(pin).map(([name, items]) => [name, items.map((json) => ({ json }))]),
	);
	return { ...workflow, name: `${workflow.name} (${Date.now()})`, pinData };
}

onEachN8n((stage) => {
	beforeEach(() => stage.reset({ taskDelayMs: 0, pickUpMs: 0 }));

	const json = async (address, body) => {
		const response = await fetch(stage.server.url + address, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		return { status: response.status, body: await response.json() };
	};

	const waitUntilWaiting = (id) => stage.server.waitForStatus(id, 'waiting', 30_000);

	const scenarios = {
		async 'export-connections.json'() {
			const execution = await stage.run(example('export-connections.json'));
			succeeded(execution);
			const people = itemsOf(execution, 'Get all connections');
			expect(new Set(people.map(({ entity_urn }) => entity_urn)).size).toBe(1000);
			const { runData } = execution.data.resultData;
			const [file] = runData['Make an Excel file'][0].data.main[0];
			expect(file.binary.data.fileExtension).toBe('xlsx');
		},

		async 'pages-by-hand.json'() {
			const execution = await stage.run(
				example('pages-by-hand.json', { change: { Pause: { amount: 1 } } }),
			);
			succeeded(execution);
			const { runData } = execution.data.resultData;
			const people = runData['One item per person'].flatMap(({ data }) =>
				data.main[0].map((item) => item.json.entity_urn),
			);
			expect(people).toHaveLength(1000);
			expect(new Set(people).size).toBe(1000);
		},

		async 'outreach-webhook.json'() {
			await stage.server.importWorkflow(example('outreach-webhook.json'), { activate: true });
			const [stranger] = stage.sandbox.world.strangers;
			const [known] = stage.sandbox.world.connections;
			const ask = (slug) =>
				json('/webhook/outx-invite', { linkedin_url: `https://www.linkedin.com/in/${slug}/` });

			expect(await ask(stranger.slug)).toMatchObject({ status: 200, body: { result: 'sent' } });
			expect(await ask(stranger.slug)).toMatchObject({ status: 200, body: { result: 'skipped' } });
			expect(await ask(known.slug)).toMatchObject({ status: 422, body: { result: 'failed' } });
			expect(await ask('nobody-at-all-000')).toMatchObject({
				status: 422,
				body: { result: 'failed', reason: expect.any(String) },
			});
			expect(stage.sandbox.ledger.connection_requests).toHaveLength(1);
		},

		async 'message-new-connections.json'() {
			const people = stage.sandbox.world.connections.slice(0, 3);
			const urns = stage.connections(3);
			const pin = people.map(({ name }, at) => ({
				first_name: name.split(' ')[0],
				entity_urn: urns[at],
			}));
			const flow = example('message-new-connections.json', { pin: { 'New connection': pin } });
			const send = flow.nodes.find(({ name }) => name === 'Send a message');
			send.parameters.options.delay.seconds = { from: 0, to: 1 };

			const { id } = await stage.server.importWorkflow(flow);
			for (const sent of [3, 0]) {
				const execution = await stage.server.waitForExecution(await stage.server.runWorkflow(id));
				succeeded(execution);
				expect(itemsOf(execution, 'Message sent')).toHaveLength(sent);
			}
			expect(stage.messagesTo(urns)).toEqual([1, 1, 1]);
		},

		async 'wait-for-hours.json'() {
			stage.sandbox.set({ extension: 'asleep' });
			const change = { Sleep: { amount: 1 }, 'Wait for the task': { maximumWait: 1 } };
			const flow = example('wait-for-hours.json', { change });
			const { id } = await stage.server.importWorkflow(flow);
			const execution = await stage.server.runWorkflow(id);
			await stage.requested('/get-task-status', 4);
			stage.sandbox.set({ extension: 'online' });
			const over = await stage.server.waitForExecution(execution);
			succeeded(over);
			expect(stage.requests('/search-profiles')).toHaveLength(1);
			expect(over.data.resultData.runData.Sleep.length).toBeGreaterThan(1);
			expect(over.data.resultData.runData['Stop and say why']).toBeUndefined();
		},

		async 'watch-market.json'() {
			const { watchlists } = await stage.control('GET', '/sandbox/watchlists');
			const { added } = await stage.control('POST', '/sandbox/posts/grow', {
				count: 1,
				watchlist_id: watchlists[0].id,
			});
			const post = { ...added[0], content: 'We are looking for something new' };
			const { id } = await stage.server.importWorkflow(
				example('watch-market.json', { pin: { 'New post': [post] } }),
			);
			const execution = await stage.server.runWorkflow(id);
			await waitUntilWaiting(execution);
			const waiting = await stage.server.execution(execution);
			const [{ form }] = itemsOf(waiting, 'Link to the form');
			const page = await fetch(form);
			expect(await page.text()).toContain('What shall we do with this post?');

			const answer = new FormData();
			answer.set('field-0', 'Like');
			answer.set('field-1', '');
			const accepted = await fetch(form, { method: 'POST', body: answer });
			expect(accepted.ok).toBe(true);
			succeeded(await stage.server.waitForExecution(execution));
			expect(stage.sandbox.ledger.likes).toMatchObject([{ social_urn: post.linkedin_post_urn }]);
			expect(stage.sandbox.ledger.comments).toEqual([]);
		},

		async 'ai-agent.json'() {
			const [person] = stage.sandbox.world.connections;
			const model = await startModel([
				{ tool: 'Get_a_profile', args: { Profile: person.slug } },
				{ text: 'That is who you mean.' },
			]);
			try {
				await stage.server.importCredential('Scripted model', 'openAiApi', {
					apiKey: 'sk-made-up',
					url: model.url,
				});
				const question = { sessionId: '1', action: 'sendMessage', chatInput: 'Who is that?' };
				const flow = example('ai-agent.json', { pin: { 'You write': [question] } });
				const chat = flow.nodes.find(({ name }) => name === 'OpenAI model');
				chat.credentials = { openAiApi: { id: '', name: 'Scripted model' } };
				const execution = await stage.run(flow);
				succeeded(execution);
				expect(itemsOf(execution, 'LinkedIn assistant')).toMatchObject([
					{ output: 'That is who you mean.' },
				]);
				expect(lastToolAnswer(model.conversations.at(-1))).toContain(person.slug);
				const tools = model.conversations[0].tools.map((tool) => tool.function.name);
				expect(tools).toHaveLength(6);
			} finally {
				await model.close();
			}
		},
	};

	test('every example is run here', () => {
		expect(Object.keys(scenarios).sort()).toEqual(files);
	});

	test.each(files)('%s', async (file) => await scenarios[file]?.());

	test('npm start imports all of them once, and those that wait to be called are live', async () => {
		const all = await stage.server.api('GET', '/workflows');
		const live = all.filter(({ active, name }) => active && name.startsWith('OutX: '));
		for (const { id } of live) await stage.server.deactivate(id);

		const first = await importExamples(stage.server);
		expect(first).toEqual({ imported: files.length, problems: [] });
		expect(await importExamples(stage.server)).toEqual({ imported: 0, problems: [] });
		const answer = await until('The webhook answering', 10_000, async () => {
			const { status, body } = await json('/webhook/outx-invite', { linkedin_url: 'no address' });
			return status !== 404 && body;
		});
		expect(answer).toMatchObject({ result: 'failed' });
	});
});
