import type { IDataObject } from 'n8n-workflow';
import { FormData, request } from 'undici';

import { chooseIn } from '../../scripts/n8n/choices';
import { importExamples, readExamples } from '../../scripts/n8n/examples';
import { itemsOf } from '../../scripts/n8n/workflows';
import { example } from './example';
import { postJson } from './http';
import { onEachN8n, runDataOf, succeeded, textsOf, until } from './stage';
import { code, manual, node, waitForTask, workflow } from './workflows';

const files = readExamples().map(({ file }) => file);
/** These are run in agent.test.ts and campaign.test.ts. */
const ELSEWHERE = [
	'ai-agent.json',
	'ai-agent-with-review.json',
	'campaign-invite.json',
	'campaign-message.json',
];

const NO_DELAY = { 'options.delay.seconds': { from: 0, to: 0 } };

onEachN8n((stage) => {
	beforeEach(() => {
		stage.reset({ taskDelayMs: 0, pickUpMs: 0 });
	});

	const invite = (linkedin_url: string) =>
		postJson(`${stage.server.url}/webhook/outx-invite`, { linkedin_url });

	const scenarios: Record<string, () => Promise<void>> = {
		async 'export-connections.json'() {
			const execution = await stage.run(example('export-connections.json'));
			succeeded(execution);
			const people = textsOf(itemsOf(execution, 'Get all connections'), 'entity_urn');
			expect(new Set(people).size).toBe(1000);
			const [file] = runDataOf(execution)['Create Excel file'][0].data?.main[0] ?? [];
			expect(file.binary?.data.fileExtension).toBe('xlsx');
		},

		async 'pages-by-hand.json'() {
			const change = { Pause: { amount: 1 } };
			const execution = await stage.run(example('pages-by-hand.json', { change }));
			succeeded(execution);
			const people = runDataOf(execution)['One item per person'].flatMap(({ data }) =>
				(data?.main[0] ?? []).map(({ json }) => json.entity_urn),
			);
			expect(people).toHaveLength(1000);
			expect(new Set(people).size).toBe(1000);
		},

		async 'invite-by-webhook.json'() {
			await stage.server.importWorkflow(example('invite-by-webhook.json'), { activate: true });
			const notes = JSON.stringify(example('invite-by-webhook.json').nodes);
			const [, data = ''] = /curl \S+ -d (\S+?)`/.exec(notes) ?? [];
			const [, slug = ''] = /\/in\/([^/]+)\//.exec(data) ?? [];
			const stranger = stage.sandbox.world.strangers.find((each) => each.slug === slug);
			expect(stranger).toBeDefined();
			const [known] = stage.sandbox.world.connections;
			const ask = (slug: string) => invite(`https://www.linkedin.com/in/${slug}/`);

			const asInTheNote = await request(`${stage.server.url}/webhook/outx-invite`, {
				method: 'POST',
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
				body: data,
			});
			expect(await asInTheNote.body.json()).toMatchObject({ result: 'sent' });
			expect(await ask(slug)).toMatchObject({ status: 200, body: { result: 'skipped' } });
			expect(await ask(known.slug)).toMatchObject({ status: 422, body: { result: 'failed' } });
			expect(await ask('nobody-at-all-000')).toMatchObject({
				status: 422,
				body: { result: 'failed', reason: expect.any(String) as string },
			});
			expect(stage.sandbox.ledger.connection_requests).toHaveLength(1);
		},

		async 'message-new-connections.json'() {
			const people = stage.sandbox.world.connections.slice(0, 3);
			const urns = stage.connections(3);
			const newest = people.map(({ name }, at) => ({
				first_name: name.split(' ')[0],
				entity_urn: urns[at],
			}));
			const { id } = await stage.server.importWorkflow(
				example('message-new-connections.json', {
					pin: { 'New connection': newest },
					change: { 'Send a message': { 'options.delay.seconds': { from: 0, to: 1 } } },
				}),
			);
			for (const sent of [3, 0]) {
				const execution = await stage.runAgain(id);
				succeeded(execution);
				expect(itemsOf(execution, 'Message sent')).toHaveLength(sent);
			}
			expect(stage.messagesTo(urns)).toEqual([1, 1, 1]);
		},

		async 'wait-for-hours.json'() {
			stage.sandbox.set({ extension: 'asleep' });
			const change = { Pause: { amount: 1 }, 'Wait for the task': { maximumWait: 1 } };
			const flow = example('wait-for-hours.json', { change });
			const { id } = await stage.server.importWorkflow(flow);
			const execution = await stage.server.runWorkflow(id);
			await stage.requested('/get-task-status', 4);
			stage.sandbox.set({ extension: 'online' });
			const over = await stage.server.waitForExecution(execution);
			succeeded(over);
			expect(stage.requests('/search-profiles')).toHaveLength(1);
			expect(runDataOf(over).Pause.length).toBeGreaterThan(1);
			expect(runDataOf(over)).not.toHaveProperty('Stop with the reason');
		},

		async 'react-to-posts.json'() {
			const [post] = await stage.growPosts(1, await stage.watchlistId());
			const found = { ...post, content: 'We are looking for something new' };
			const { id } = await stage.server.importWorkflow(
				example('react-to-posts.json', { pin: { 'New post': [found] } }),
			);
			const execution = await stage.server.runWorkflow(id);
			await stage.server.waitForStatus(execution, 'waiting', 30_000);
			const waiting = await stage.server.execution(execution);
			const [form] = textsOf(itemsOf(waiting, 'Link to the form'), 'form');
			const page = await request(form);
			expect(await page.body.text()).toContain('What do you want to do with this post?');

			const answer = new FormData();
			answer.set('field-0', 'Like');
			answer.set('field-1', '');
			const accepted = await request(form, { method: 'POST', body: answer });
			await accepted.body.dump();
			expect(accepted.statusCode).toBe(200);
			succeeded(await stage.server.waitForExecution(execution));
			expect(stage.sandbox.ledger.likes).toMatchObject([{ social_urn: post.linkedin_post_urn }]);
			expect(stage.sandbox.ledger.comments).toEqual([]);
		},

		async 'one-sender.json'() {
			const sender = await stage.server.importWorkflow(
				example('one-sender.json', {
					change: { Invite: NO_DELAY, 'Send a message': { ...NO_DELAY, 'options.limitPerDay': 3 } },
				}),
				{ activate: stage.major > 1 },
			);
			const [person] = stage.sandbox.world.strangers;
			const urns = stage.connections(3);
			const caller = (name: string, items: IDataObject[]) =>
				stage.run(
					workflow(
						name,
						[
							manual(),
							code('Items', `return ${JSON.stringify(items.map((json) => ({ json })))};`),
							node(
								'Sender',
								'n8n-nodes-base.executeWorkflow',
								{
									workflowId: { __rl: true, mode: 'id', value: sender.id },
									workflowInputs: {
										mappingMode: 'defineBelow',
										value: {
											action: '={{ $json.action }}',
											recipient: '={{ $json.recipient }}',
											text: 'Hello',
										},
										matchingColumns: [],
										schema: [],
									},
									options: { waitForSubWorkflow: true },
								},
								{ typeVersion: 1.2 },
							),
							waitForTask('Wait'),
						],
						['Start > Items > Sender > Wait'],
					),
				);
			const message = (urn: string) => ({ action: 'message', recipient: urn });

			const first = await caller('Caller 1', [
				message(urns[0]),
				{ action: 'invite', recipient: person.id },
				message(urns[1]),
			]);
			succeeded(first);
			expect(itemsOf(first, 'Wait')).toHaveLength(3);
			const recipients = textsOf(itemsOf(first, 'Sender'), 'recipient');
			expect([...recipients].sort()).toEqual([person.id, urns[0], urns[1]].sort());
			// The other workflow has the same memory, and one message is left of the limit.
			const second = await caller('Caller 2', [...urns, person.id].map(message));
			succeeded(second);
			expect(textsOf(itemsOf(second, 'Wait', 3), 'status')).toEqual([
				'already_contacted',
				'already_contacted',
				'not_attempted',
			]);
			expect(stage.messagesTo(urns)).toEqual([1, 1, 1]);
			expect(stage.sandbox.ledger.connection_requests).toHaveLength(1);
			expect((await caller('Caller 3', [{ action: 'shout' }])).status).toBe('error');
		},
	};

	test('every example is run', () => {
		expect([...Object.keys(scenarios), ...ELSEWHERE].sort()).toEqual(files);
	});

	test.each(Object.entries(scenarios))('%s', async (_file, play) => {
		await play();
	});

	test('npm start imports all of them once, and those that wait to be called are live', async () => {
		const all = await stage.server.workflows();
		const live = all.filter(({ active, name }) => active && name.startsWith('OutX: '));
		for (const { id } of live) await stage.server.deactivate(id);

		const choices = await chooseIn(stage.sandbox, stage.server);
		const first = await importExamples(stage.server, choices);
		const fitting = readExamples(stage.major).length;
		expect(first).toEqual({ imported: fitting, problems: [] });
		expect(await importExamples(stage.server, choices)).toEqual({ imported: 0, problems: [] });
		const answer = await until('The webhook answering', 10_000, async () => {
			const { status, body } = await invite('no address');
			return status !== 404 && { body };
		});
		expect(answer.body).toMatchObject({ result: 'failed' });
	});

	test('everything that has to be selected is selected, so that they run at once', async () => {
		const imported = await stage.server.workflows();
		const idOf = (file: string) => {
			const name = readExamples().find((each) => each.file === file)?.workflow.name;
			return imported.find((each) => each.name === name)?.id ?? '';
		};

		const waiting = await stage.server.runWorkflow(idOf('react-to-posts.json'));
		await stage.server.waitForStatus(waiting, 'waiting', 30_000);
		await stage.server.stopExecution(waiting);

		const campaign = await stage.runAgain(idOf('campaign-invite.json'), {
			destination: 'Look up the person',
		});
		succeeded(campaign);
		expect(itemsOf(campaign, 'Look up the person')).toHaveLength(20);
	});
});
