import type { INodeParameters, IPinData } from 'n8n-workflow';

import { itemsOf } from '../../scripts/n8n/workflows';
import { onEachN8n, runDataOf, succeeded, textsOf } from './stage';
import { getConnections, manual, sendMessage, workflow } from './workflows';

onEachN8n((stage) => {
	beforeEach(() => {
		stage.reset();
	});

	const FETCH = '/linkedin-agent/fetch-connections';

	const flow = (
		name: string,
		{ pinData, options = {} }: { pinData?: IPinData; options?: INodeParameters } = {},
	) =>
		workflow(
			name,
			[
				manual(),
				getConnections('Newest', { waitForCompletion: true, limit: 2 }),
				sendMessage('Send', { recipient: '={{ $json.entity_urn }}', options }),
			],
			['Start > Newest > Send'],
			{ pinData },
		);

	test('pinned people are contacted, and nobody is fetched', async () => {
		const [urn] = stage.connections(1);
		const pinned = { json: { entity_urn: urn, name: 'Pinned Person' } };
		const execution = await stage.run(flow('Pinned', { pinData: { Newest: [pinned] } }));
		succeeded(execution);
		expect(stage.requests(FETCH)).toEqual([]);
		expect(stage.messagesTo([urn])).toEqual([1]);
	});

	test('with its own output pinned, the node sends nothing', async () => {
		const pinned = { json: { api_agent_task_id: '550e8400-e29b-41d4-a716-446655440000' } };
		succeeded(await stage.run(flow('Sent before', { pinData: { Send: [pinned] } })));
		expect(stage.sandbox.ledger.created).toEqual([]);
	});

	test('one step alone uses the output of the previous step, and fetches nothing again', async () => {
		const { id } = await stage.server.importWorkflow(flow('Step by step'));
		const first = await stage.runAgain(id, { destination: 'Newest' });
		succeeded(first);
		expect(stage.requests(FETCH)).toHaveLength(1);
		expect(stage.sandbox.ledger.created).toEqual([]);

		const second = await stage.runAgain(id, { destination: 'Send', runData: runDataOf(first) });
		succeeded(second);
		expect(stage.requests(FETCH)).toHaveLength(1);
		const urns = textsOf(itemsOf(first, 'Newest'), 'entity_urn');
		expect(urns).toHaveLength(2);
		expect(stage.messagesTo(urns)).toEqual([1, 1]);
	});

	test('executing the step again contacts nobody twice with Send Once Per Recipient', async () => {
		const { id } = await stage.server.importWorkflow(
			flow('Step again', { options: { sendOncePerRecipient: 'node' } }),
		);
		const first = await stage.runAgain(id);
		succeeded(first);
		const { Start, Newest } = runDataOf(first);
		const second = await stage.runAgain(id, { destination: 'Send', runData: { Start, Newest } });
		succeeded(second);
		expect(itemsOf(second, 'Send').map(({ status }) => status)).toEqual([
			'already_contacted',
			'already_contacted',
		]);
		expect(stage.sandbox.ledger.created).toHaveLength(2);
	});
});
