import { itemsOf } from '../../scripts/n8n/workflows';
import { postJson } from './http';
import { memberOf, onEachN8n, succeeded, textsOf, until } from './stage';
import {
	everySeconds,
	getConnections,
	manual,
	nothing,
	outx,
	outxTrigger,
	sendMessage,
	waitForTask,
	webhook,
	workflow,
} from './workflows';

const idsOf = (items: Record<string, unknown>[]) => textsOf(items, 'id').sort();

onEachN8n((stage) => {
	beforeEach(() => {
		stage.reset();
	});

	test('by hand: the newest connections get one message each, and the results come back', async () => {
		const execution = await stage.run(
			workflow(
				'By hand',
				[
					manual(),
					getConnections('Newest', {
						waitForCompletion: true,
						limit: 5,
						sort: { sort_type: 'RECENTLY_ADDED' },
					}),
					sendMessage('Send', {
						recipient: '={{ $json.entity_urn }}',
						message: '=Hi {{ $json.name.split(" ")[0] }}',
					}),
					waitForTask('Wait'),
				],
				['Start > Newest > Send > Wait'],
			),
		);
		succeeded(execution);
		const people = itemsOf(execution, 'Newest');
		expect(people).toHaveLength(5);
		expect(stage.messagesTo(textsOf(people, 'entity_urn'))).toEqual([1, 1, 1, 1, 1]);
		expect(stage.sandbox.ledger.messages.map(({ text }) => text)).toEqual(
			textsOf(people, 'name').map((name) => `Hi ${name.split(' ')[0]}`),
		);
		expect(itemsOf(execution, 'Wait')).toHaveLength(5);
		expect(itemsOf(execution, 'Wait', 1)).toEqual([]);
	});

	test('by webhook: what was posted decides who is written to', async () => {
		const [urn] = stage.connections(1);
		const { id } = await stage.server.importWorkflow(
			workflow(
				'By webhook',
				[
					webhook('write'),
					sendMessage('Send', {
						recipient: '={{ $json.body.urn }}',
						message: '={{ $json.body.text }}',
						waitForCompletion: true,
					}),
				],
				['Start > Send'],
			),
			{ activate: true },
		);
		const { status } = await postJson(`${stage.server.url}/webhook/write`, {
			urn,
			text: 'From outside',
		});
		expect(status).toBe(200);
		succeeded(await stage.executionThatRan('Send', id));
		expect(stage.sandbox.ledger.messages).toMatchObject([
			{ recipient: memberOf(urn), text: 'From outside' },
		]);
	});

	test('by schedule: each execution fetches again, until it is turned off', async () => {
		const [{ slug }] = stage.sandbox.world.companies;
		const { id } = await stage.server.importWorkflow(
			workflow(
				'By schedule',
				[
					everySeconds(2),
					outx('Company', 'company', 'get', { company: slug, waitForCompletion: true }),
				],
				['Start > Company'],
			),
			{ activate: true },
		);
		await until('two runs', 20_000, async () => {
			const over = (await stage.server.executionsOf(id)).filter(
				({ status }) => status !== 'running',
			);
			return over.length >= 2;
		});
		await stage.server.deactivate(id);
		const [latest] = await stage.server.executionsOf(id);
		const { mode } = await stage.server.waitForExecution(latest.id);
		expect(mode).toBe('trigger');
		expect(stage.requests('/fetch-company').length).toBeGreaterThanOrEqual(2);
	});

	test('by the OutX Trigger: new posts start the workflow once, and older ones do not', async () => {
		const value = await stage.watchlistId();
		const { id } = await stage.server.importWorkflow(
			workflow(
				'By trigger',
				[
					outxTrigger('newWatchlistPost', { watchlist: { __rl: true, mode: 'id', value } }),
					nothing('Done'),
				],
				['Start > Done'],
			),
			{ activate: true },
		);
		await stage.requested('/api-posts', 1);
		const added = await stage.growPosts(2, value);
		const execution = await stage.executionThatRan('Done', id);
		await stage.server.deactivate(id);
		succeeded(execution);
		expect(idsOf(itemsOf(execution, 'Done'))).toEqual(idsOf(added));
	});
});
