/*
 * Two workflows that a webhook starts. In both, the answer to the caller says what came out at the end.
 */
import { randomUUID } from 'node:crypto';

const OUTX = { outxApi: { id: '1', name: 'OutX' } };

function chain(name, nodes) {
	const path = randomUUID();
	const webhook = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
	};
	const all = [webhook, ...nodes].map((node, nth) => ({
		id: randomUUID(),
		position: [220 * nth, 0],
		...node,
	}));
	const next = (nth) => ({ main: [[{ node: all[nth + 1].name, type: 'main', index: 0 }]] });
	return {
		name,
		path,
		nodes: all,
		connections: Object.fromEntries(nodes.map((_, nth) => [all[nth].name, next(nth)])),
		settings: {},
	};
}

const outx = (name, parameters) => ({
	name,
	type: 'n8n-nodes-outx.outx',
	typeVersion: 1,
	parameters: { waitForCompletion: true, options: { pollingInterval: 1 }, ...parameters },
	credentials: OUTX,
});

/** Looks a person up and invites her with a note. */
const outreach = (options = {}) =>
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

/** Writes to a connection. */
const message = (options = {}) =>
	chain('Message', [
		outx('Write', {
			resource: 'message',
			operation: 'send',
			recipient: '={{ $json.body.urn }}',
			message: 'How are you?',
			options: { pollingInterval: 1, maximumWait: 600, ...options },
		}),
	]);

export { outreach, message };
