/**
 * Runs the built companion in n8n's own engine, against a server over real HTTP that says whatever a test wants.
 */
import fs from 'node:fs';
import path from 'node:path';

import '../support/n8nEnvironment';
import 'reflect-metadata';
import fastify from 'fastify';
import * as core from 'n8n-core';
import * as workflowPackage from 'n8n-workflow';

const COMPANION = path.join(__dirname, '../../companion/n8n-nodes-linkup-network');
const NODE = 'n8n-nodes-linkup-network.linkupNetwork';
const MANUAL = 'n8n-nodes-base.manualTrigger';
const NO_OP = 'n8n-nodes-base.noOp';
const KEY = 'linkup-key-0123456789';

const plain = (name, more) => ({
	description: {
		displayName: name,
		name,
		group: [],
		version: 1,
		description: '',
		defaults: { name },
		inputs: [],
		outputs: ['main'],
		properties: [],
		...more,
	},
});

const manualTrigger = {
	...plain('manualTrigger', { group: ['trigger'] }),
	async execute() {
		return [this.getInputData()];
	},
};

class CredentialsHelper extends workflowPackage.ICredentialsHelper {
	constructor(types, data) {
		super();
		this.types = types;
		this.data = data;
	}
	getParentTypes() {
		return [];
	}
	isCredentialUsableByNode() {
		return true;
	}
	getCredentialsProperties(type) {
		return this.types[type].type.properties;
	}
	async getDecrypted(_additional, _node, type) {
		return { ...this.data[type] };
	}
	async getCredentials() {
		return new core.Credentials({ id: null, name: '' }, '', '');
	}
	async preAuthentication() {
		return undefined;
	}
	async runPreAuthentication() {
		return undefined;
	}
	async updateCredentials() {}
	async updateCredentialsOauthTokenData() {}
	/** n8n's server does this step; it is not a part of n8n-core. */
	async authenticate(credentials, typeName, options, workflow, node) {
		const { authenticate } = this.types[typeName].type;
		for (const [part, values] of Object.entries(authenticate.properties)) {
			options[part] ??= {};
			for (const [name, value] of Object.entries(values)) {
				options[part][name] = workflowPackage.isExpression(value)
					? workflow.expression.getSimpleParameterValue(
							node,
							value,
							'internal',
							{ $credentials: credentials },
							undefined,
							'',
						)
					: value;
			}
		}
		return options;
	}
}

let loading;
/** Loads the companion the way n8n loads an installed package. */
async function loadCompanion() {
	loading ??= (async () => {
		const loader = new core.PackageDirectoryLoader(COMPANION);
		await loader.loadAll();
		return loader;
	})();
	return await loading;
}

/** n8n's server gives a declarative node its execute; n8n-core alone would run it without the cancel signal. */
function withExecute(type) {
	if (type.execute || !type.description.requestDefaults) return type;
	type.execute = async function () {
		return await new core.RoutingNode(this, type).runNode();
	};
	return type;
}

function nodeTypes(loader, extra = {}) {
	const known = { [MANUAL]: manualTrigger, ...extra };
	const find = (type) => known[type] ?? withExecute(loader.getNode(type.split('.')[1]).type);
	return {
		getByName: find,
		getByNameAndVersion: (type, version) =>
			workflowPackage.NodeHelpers.getVersionedNodeType(find(type), version),
		getKnownTypes: () => ({}),
	};
}

function additionalData(loader, credentials, more = {}) {
	// Expressions need absolute addresses here, though nothing is ever called there.
	const urls = ['restApiUrl', 'instanceBaseUrl', 'formBaseUrl', 'formWaitingBaseUrl'].concat(
		['formTestBaseUrl', 'webhookBaseUrl', 'webhookWaitingBaseUrl', 'webhookTestBaseUrl'],
		['mcpBaseUrl', 'mcpTestBaseUrl'],
	);
	return {
		credentialsHelper: new CredentialsHelper(loader.credentialTypes, credentials),
		executionId: '1',
		currentNodeExecutionIndex: 0,
		variables: {},
		...Object.fromEntries(urls.map((name) => [name, `http://localhost:5678/${name}`])),
		logAiEvent() {},
		sendDataToUI() {},
		setExecutionStatus() {},
		...more,
	};
}

const credentialsFor = (baseUrl, apiKey = KEY) => ({ linkupApi: { apiKey, baseUrl } });

/** Starts a workflow of a trigger and the node; `run` is n8n's cancelable promise of the whole run. */
async function startNode({ parameters, baseUrl, apiKey, input = [{ json: {} }], node = {} }) {
	const loader = await loadCompanion();
	const nodes = [
		{ id: '1', name: 'Start', type: MANUAL, typeVersion: 1, position: [0, 0], parameters: {} },
		{
			id: '2',
			name: 'LinkupAPI',
			type: NODE,
			typeVersion: 1,
			position: [200, 0],
			parameters: { accountId: 'acc_sandbox', ...parameters },
			credentials: { linkupApi: { id: '1', name: 'LinkupAPI' } },
			...node,
		},
	];
	const connections = { Start: { main: [[{ node: 'LinkupAPI', type: 'main', index: 0 }]] } };
	const workflow = new workflowPackage.Workflow({
		id: 'test',
		nodes,
		connections,
		nodeTypes: nodeTypes(loader),
		active: false,
		settings: { executionOrder: 'v1' },
	});
	const hooks = new core.ExecutionLifecycleHooks('manual', '1', { id: 'test', nodes, connections });
	const runExecutionData = workflowPackage.createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{ node: workflow.getStartNode(), data: { main: [input] }, source: null },
			],
		},
	});
	const more = additionalData(loader, credentialsFor(baseUrl, apiKey), { hooks });
	const execution = new core.WorkflowExecute(more, 'manual', runExecutionData);
	return { run: execution.processRunExecutionData(workflow) };
}

/** Runs the node to its end: its items, its error branch, and the error that ended the run. */
async function runNode(options) {
	const { run } = await startNode(options);
	const { data } = await run;
	const task = data.resultData.runData.LinkupAPI?.[0];
	return {
		items: task?.data?.main[0] ?? [],
		errorItems: task?.data?.main[1] ?? [],
		error: data.resultData.error,
		everything: JSON.stringify(data.resultData),
	};
}

/** What the Test button of the credential does, as n8n's server does it. */
async function testCredential({ baseUrl, apiKey = KEY }) {
	const loader = await loadCompanion();
	const data = { apiKey, baseUrl };
	const { test } = loader.getCredential('linkupApi').type;
	const noOp = plain('noOp', {
		inputs: ['main'],
		credentials: [{ name: 'linkupApi', required: true }],
		properties: [
			{
				displayName: 'Temp',
				name: 'temp',
				type: 'string',
				routing: { request: test.request },
				default: '',
			},
		],
	});
	const node = {
		id: '1',
		name: 'Temp',
		type: NO_OP,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { linkupApi: { id: '1', name: 'x' } },
	};
	const workflow = new workflowPackage.Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypes(loader, { [NO_OP]: noOp }),
	});
	const context = new core.ExecuteContext(
		workflow,
		node,
		additionalData(loader, { linkupApi: data }),
		'internal',
		workflowPackage.createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const decrypted = { id: '1', name: 'x', type: 'linkupApi', data };
	try {
		await new core.RoutingNode(context, noOp, decrypted).runNode();
		return { status: 'OK' };
	} catch (error) {
		const status = error.cause?.response?.status;
		const rule = test.rules.find(
			({ type, properties }) => type === 'responseCode' && properties.value === status,
		);
		return { status: 'Error', message: rule?.properties.message ?? error.message };
	}
}

/**
 * A server that records every call and answers with what `answer(body, request, reply)` returns.
 * @returns {Promise<{ url: string, calls: Array<{ body: any, headers: any, url: string }>, close(): Promise<void> }>}
 */
async function startServer(answer) {
	const app = fastify({ forceCloseConnections: true });
	const calls = [];
	app.all('/*', async (request, reply) => {
		calls.push({ url: request.url, body: request.body, headers: request.headers });
		return await answer(request.body, request, reply);
	});
	const url = await app.listen({ port: 0, host: '127.0.0.1' });
	return { url, calls, close: async () => await app.close() };
}

/** LinkupAPI's envelope around a result. */
const success = (data, credits = 1) => ({
	success: true,
	data,
	metadata: { credits_consumed: credits, timestamp: '2026-04-26T10:35:00Z' },
});

/** LinkupAPI's envelope around a refusal. */
const refusal = (code, message = 'something the API says') => ({
	success: false,
	error: { code, message },
	metadata: { credits_consumed: 0, timestamp: '2026-04-26T10:35:00Z' },
});

export {
	COMPANION,
	KEY,
	loadCompanion,
	startNode,
	runNode,
	testCredential,
	startServer,
	success,
	refusal,
};
