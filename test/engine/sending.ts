/* Messages to many people, for the tests of what may be sent how often. */
import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import type { NodeRun } from '../support/engine';
import type { Stage, StageOptions } from './stage';

/** Parameters that take the recipient, and the text if there is one, from the item. */
export const SEND = { recipient: '={{ $json.urn }}', message: '={{ $json.text ?? "Hi" }}' };
/** What a fault has to match to hit a message. */
export const SENDING = { method: 'POST', path: '/linkedin-agent/send-message' };

type Settings = Partial<INode>;
export const RETRY: Settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 50 };
export const CONTINUE: Settings = { onError: 'continueRegularOutput' };

export const idsOf = (items: readonly { json: IDataObject }[]) => items.map(({ json }) => json.id);

export class Sending {
	constructor(private readonly stage: Stage) {}

	async send(
		items: INodeExecutionData[],
		options: StageOptions = {},
		parameters: INodeParameters = {},
	): Promise<NodeRun> {
		return await this.stage.outx('message.send', { ...SEND, ...parameters }, { items, ...options });
	}

	/** Who got a message, in order. */
	reached(): Array<string | null> {
		return this.stage.sandbox.ledger.messages.map(({ recipient }) => recipient);
	}

	fault(...faults: Fault[]): void {
		this.stage.sandbox.set({ faults });
	}
}
