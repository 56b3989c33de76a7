import type { INode, INodeParameters } from 'n8n-workflow';
import { chain, outx } from '../../test/queue/support/workflows';
import type { WorkflowName } from './plan';

export const LAST_NODE = 'Send';

const VARIANTS: Record<WorkflowName, { parameters?: INodeParameters; settings?: Partial<INode> }> =
	{
		stops: {},
		continues: { settings: { onError: 'continueRegularOutput' } },
		retries: { settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1000 } },
		waits: {
			parameters: {
				waitForCompletion: true,
				options: { pollingInterval: 1, sendOncePerRecipient: 'node' },
			},
		},
	};

/** A message that bears the name of the ask. The caller is answered at once, as most systems want it. */
export function drillWorkflow(name: WorkflowName) {
	const { parameters, settings } = VARIANTS[name];
	const send = outx(
		LAST_NODE,
		{
			resource: 'message',
			operation: 'send',
			recipient: '={{ $json.body.urn }}',
			message: '={{ $json.body.ask }}',
			waitForCompletion: false,
			...parameters,
		},
		settings,
	);
	return chain(`Drill: ${name}`, [send], 'onReceived');
}
