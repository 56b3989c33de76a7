import { randomUUID } from 'node:crypto';

const OUTX = 'n8n-nodes-outx';

/** A node as n8n stores it. Its credential is found by type when the workflow is imported. */
function node(name, type, parameters = {}, settings = {}) {
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
function connect(lines) {
	const connections = {};
	for (const line of lines) {
		const stops = line.split(' > ');
		for (let at = 0; at + 1 < stops.length; at++) {
			const [from, branch = '0'] = stops[at].split(':');
			const outputs = ((connections[from] ??= {}).main ??= []);
			for (let output = 0; output <= Number(branch); output++) outputs[output] ??= [];
			const [to] = stops[at + 1].split(':');
			outputs[Number(branch)].push({ node: to, type: 'main', index: 0 });
		}
	}
	return connections;
}

function workflow(name, nodes, lines, more = {}) {
	return { name, nodes, connections: connect(lines), settings: { executionOrder: 'v1' }, ...more };
}

const manual = () => node('Start', 'n8n-nodes-base.manualTrigger');

const webhook = (path) =>
	node(
		'Start',
		'n8n-nodes-base.webhook',
		{ httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
		{ typeVersion: 2, webhookId: randomUUID() },
	);

const everySeconds = (seconds) =>
	node(
		'Start',
		'n8n-nodes-base.scheduleTrigger',
		{ rule: { interval: [{ field: 'seconds', secondsInterval: seconds }] } },
		{ typeVersion: 1.2 },
	);

/** n8n polls once a minute at most. This asks for the second of the minute that comes next but so many. */
const outxTrigger = (event, parameters = {}, { inSeconds = 5 } = {}) => {
	const second = new Date(Date.now() + inSeconds * 1000).getSeconds();
	return node('Start', `${OUTX}.outxTrigger`, {
		event,
		pollTimes: { item: [{ mode: 'custom', cronExpression: `${second} * * * * *` }] },
		...parameters,
	});
};

const code = (name, jsCode) => node(name, 'n8n-nodes-base.code', { jsCode }, { typeVersion: 2 });

const people = (urns) =>
	code('People', `return ${JSON.stringify(urns.map((urn) => ({ json: { urn } })))};`);

const later = (seconds) =>
	node(
		'Later',
		'n8n-nodes-base.wait',
		{ resume: 'timeInterval', amount: seconds, unit: 'seconds' },
		{ typeVersion: 1.1, webhookId: randomUUID() },
	);

const nothing = (name) => node(name, 'n8n-nodes-base.noOp');

const outx = (name, resource, operation, parameters = {}, settings = {}) =>
	node(name, `${OUTX}.outx`, { resource, operation, ...parameters }, settings);

const getConnections = (name, parameters = {}, settings = {}) =>
	outx(name, 'connection', 'getAll', parameters, settings);

/** A message to the person whose URN is in the item. */
const sendMessage = (name, parameters = {}, settings = {}) =>
	outx(
		name,
		'message',
		'send',
		{ recipient: '={{ $json.urn }}', message: 'Hello from a test', ...parameters },
		settings,
	);

const waitForTask = (name, parameters = {}, settings = {}) =>
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
};
