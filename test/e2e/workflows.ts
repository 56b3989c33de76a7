import { randomUUID } from 'node:crypto';

import type {
	IConnections,
	INode,
	INodeParameters,
	IPinData,
	IWorkflowSettings,
	NodeInputConnections,
} from 'n8n-workflow';

const OUTX = 'n8n-nodes-outx';

/** A workflow as n8n exports it. */
interface Flow {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings: IWorkflowSettings;
	pinData?: IPinData;
}

type Settings = Partial<INode>;

/** A node as n8n stores it. Its credential is found by type when the workflow is imported. */
function node(
	name: string,
	type: string,
	parameters: INodeParameters = {},
	settings: Settings = {},
): INode {
	const isOutx = type.startsWith(`${OUTX}.`);
	return {
		id: randomUUID(),
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		...(isOutx && { credentials: { outxApi: { id: '', name: 'OutX' } } }),
		...settings,
	};
}

/** "Start > Send > Wait", or from another output than the first: "Wait:2 > Later > Wait". */
function connect(lines: string[]): IConnections {
	const connections = new Map<string, NodeInputConnections>();
	for (const line of lines) {
		const stops = line.split(' > ');
		for (const [at, stop] of stops.slice(0, -1).entries()) {
			const [from, branch = '0'] = stop.split(':');
			const outputs = connections.get(from) ?? [];
			connections.set(from, outputs);
			const [to] = stops[at + 1].split(':');
			while (outputs.length <= Number(branch)) outputs.push([]);
			outputs[Number(branch)]?.push({ node: to, type: 'main', index: 0 });
		}
	}
	return Object.fromEntries([...connections].map(([from, main]) => [from, { main }]));
}

const workflow = (
	name: string,
	nodes: INode[],
	lines: string[],
	more: Partial<Flow> = {},
): Flow => ({
	name,
	nodes,
	connections: connect(lines),
	settings: { executionOrder: 'v1' },
	...more,
});

const manual = () => node('Start', 'n8n-nodes-base.manualTrigger');

const webhook = (path: string, parameters: INodeParameters = {}) =>
	node(
		'Start',
		'n8n-nodes-base.webhook',
		{ httpMethod: 'POST', path, responseMode: 'onReceived', options: {}, ...parameters },
		{ typeVersion: 2, webhookId: randomUUID() },
	);

const everySeconds = (seconds: number) =>
	node(
		'Start',
		'n8n-nodes-base.scheduleTrigger',
		{ rule: { interval: [{ field: 'seconds', secondsInterval: seconds }] } },
		{ typeVersion: 1.2 },
	);

/** n8n polls once a minute at most. This asks for the second of the minute that comes next but so many. */
const outxTrigger = (
	event: string,
	parameters: INodeParameters = {},
	{ inSeconds = 5 }: { inSeconds?: number } = {},
) => {
	const second = new Date(Date.now() + inSeconds * 1000).getSeconds();
	return node('Start', `${OUTX}.outxTrigger`, {
		event,
		pollTimes: { item: [{ mode: 'custom', cronExpression: `${second} * * * * *` }] },
		...parameters,
	});
};

const code = (name: string, jsCode: string) =>
	node(name, 'n8n-nodes-base.code', { jsCode }, { typeVersion: 2 });

const people = (urns: string[]) =>
	code('People', `return ${JSON.stringify(urns.map((urn) => ({ json: { urn } })))};`);

const later = (seconds: number) =>
	node(
		'Later',
		'n8n-nodes-base.wait',
		{ resume: 'timeInterval', amount: seconds, unit: 'seconds' },
		{ typeVersion: 1.1, webhookId: randomUUID() },
	);

const nothing = (name: string) => node(name, 'n8n-nodes-base.noOp');

const outx = (
	name: string,
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
	settings: Settings = {},
) => node(name, `${OUTX}.outx`, { resource, operation, ...parameters }, settings);

const getConnections = (name: string, parameters: INodeParameters = {}, settings: Settings = {}) =>
	outx(name, 'connection', 'getAll', parameters, settings);

/** A message to the person whose URN is in the item. */
const sendMessage = (name: string, parameters: INodeParameters = {}, settings: Settings = {}) =>
	outx(
		name,
		'message',
		'send',
		{ recipient: '={{ $json.urn }}', message: 'Hello from a test', ...parameters },
		settings,
	);

const waitForTask = (name: string, parameters: INodeParameters = {}, settings: Settings = {}) =>
	node(name, `${OUTX}.outxWaitForTask`, parameters, settings);

export {
	OUTX,
	code,
	everySeconds,
	getConnections,
	later,
	manual,
	node,
	nothing,
	outx,
	outxTrigger,
	people,
	sendMessage,
	waitForTask,
	webhook,
	workflow,
	type Flow,
};
