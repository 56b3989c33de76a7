/*
 * Two workflows that a webhook starts. In both, the answer to the caller says what the last node returned.
 */
import { randomUUID } from 'node:crypto';

import type { IConnections, INode, INodeConnections, INodeParameters } from 'n8n-workflow';

type NodeOfChain = Omit<INode, 'id' | 'position'>;
type Chain = ReturnType<typeof chain>;

/** A webhook and these nodes after it, one after the other. It answers at the end, or at once. */
function chain(
	name: string,
	nodes: NodeOfChain[],
	responseMode = 'lastNode',
	webhookName = 'Webhook',
) {
	const path = randomUUID();
	const webhook: NodeOfChain = {
		name: webhookName,
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode, options: {} },
	};
	const all = [webhook, ...nodes].map(
		(node, nth): INode => ({
			id: randomUUID(),
			position: [220 * nth, 0],
			...node,
		}),
	);
	const next = (to: string): INodeConnections => ({
		main: [[{ node: to, type: 'main', index: 0 }]],
	});
	return {
		name,
		path,
		/** The node whose marks and output count. */
		lastNodeId: all.at(-1)?.id ?? '',
		nodes: all,
		connections: Object.fromEntries(nodes.map((node, nth) => [all[nth].name, next(node.name)])),
		settings: {},
	};
}

const outx = (
	name: string,
	parameters: INodeParameters,
	settings: Partial<INode> = {},
): NodeOfChain => ({
	name,
	type: 'n8n-nodes-outx.outx',
	typeVersion: 1,
	parameters: { waitForCompletion: true, options: { pollingInterval: 1 }, ...parameters },
	credentials: { outxApi: { id: '1', name: 'OutX' } },
	...settings,
});

/** Gets a person's profile and invites her with a note. */
const outreach = (options: INodeParameters = {}) =>
	chain('Outreach', [
		outx('Profile', {
			resource: 'profile',
			operation: 'get',
			profile: '={{ $json.body.profile }}',
		}),
		outx('Invite', {
			resource: 'connection',
			operation: 'sendRequest',
			profile: '={{ $json.profile_urn }}',
			note: "=Hi {{ $json.full_name.split(' ')[0] }}, nice to meet you",
			options: { pollingInterval: 1, maximumWait: 600, ...options },
		}),
	]);

/** Sends a message to a connection. */
const message = (options: INodeParameters = {}) =>
	chain('Message', [
		outx('Write', {
			resource: 'message',
			operation: 'send',
			recipient: '={{ $json.body.urn }}',
			message: 'How are you?',
			options: { pollingInterval: 1, maximumWait: 600, ...options },
		}),
	]);

/** Takes a list of people. */
function forPeople(node: NodeOfChain): Chain {
	const split: NodeOfChain = {
		name: `People: ${node.name}`,
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: 'body.people', options: {} },
	};
	return chain(node.name, [split, node], 'onReceived', `Webhook: ${node.name}`);
}

const history = (name: string, operation: string) =>
	outx(name, {
		resource: 'contactHistory',
		operation,
		contactedBy: 'message',
		recipient: '={{ $json.urn }}',
		scope: 'workflow',
	});

/** Writes to people, tells who was contacted, and forgets some: three webhooks in one workflow. */
function campaign() {
	const write = outx('Write', {
		resource: 'message',
		operation: 'send',
		recipient: '={{ $json.urn }}',
		message: 'How are you?',
		options: { pollingInterval: 1, sendOncePerRecipient: 'workflow' },
	});
	const writing = forPeople(write);
	const checking = forPeople(history('Check', 'check'));
	const forgetting = forPeople(history('Forget', 'forget'));
	const parts = [writing, checking, forgetting];
	return {
		...writing,
		name: 'Campaign',
		nodes: parts.flatMap(({ nodes }) => nodes),
		connections: Object.assign({}, ...parts.map(({ connections }) => connections)) as IConnections,
		paths: { check: checking.path, forget: forgetting.path },
	};
}

export { campaign, chain, message, outreach, outx, type Chain };
