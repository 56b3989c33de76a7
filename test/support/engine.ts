/*
 * Runs workflows with the built package in n8n's own engine, in this process, without a server or database: the package
 * is loaded by the loader that n8n uses for installed community packages, and the parts that live in n8n's server
 * (generic credential authentication, the deduplication store) are stood in for here.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import './n8nEnvironment';
import 'reflect-metadata';
import * as core from 'n8n-core';
import * as workflow from 'n8n-workflow';

const ROOT = path.join(__dirname, '..', '..');
const MANUAL_TRIGGER = 'n8n-nodes-base.manualTrigger';

/** Marks of the nodes, kept as n8n keeps them: hashed, one row per node or workflow, oldest out first. */
class DeduplicationStore {
	rows = new Map();
	calls = 0;

	row(scope, { workflow: { id }, node }) {
		const name = scope === 'node' ? `${id}/${node.id}` : String(id);
		if (!this.rows.has(name)) this.rows.set(name, []);
		return this.rows.get(name);
	}

	async checkProcessedAndRecord(items, scope, context, { maxEntries }) {
		this.calls++;
		const row = this.row(scope, context);
		const hash = (value) => createHash('md5').update(String(value)).digest('base64');
		const processed = items.filter((item) => row.includes(hash(item)));
		const fresh = items.filter((item) => !processed.includes(item));
		row.push(...fresh.map(hash));
		if (maxEntries) row.splice(0, Math.max(0, row.length - maxEntries));
		return { new: fresh, processed };
	}

	async removeProcessed(items, scope, context) {
		const row = this.row(scope, context);
		for (const item of items) {
			const at = row.indexOf(createHash('md5').update(String(item)).digest('base64'));
			if (at >= 0) row.splice(at, 1);
		}
	}

	async checkProcessedItemsAndRecord() {
		throw new Error('not used by the package');
	}

	async clearAllProcessedItems(scope, context) {
		this.row(scope, context).length = 0;
	}

	async getProcessedDataCount(scope, context) {
		return this.row(scope, context).length;
	}
}

class CredentialsHelper extends workflow.ICredentialsHelper {
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

	async getDecrypted(_additionalData, _details, type) {
		return { ...this.data[type] };
	}

	async getCredentials(details, type) {
		return new core.Credentials({ id: null, name: type }, type, '');
	}

	async preAuthentication() {
		return undefined;
	}

	async runPreAuthentication() {
		return undefined;
	}

	async updateCredentials() {}

	async updateCredentialsOauthTokenData() {}

	async authenticate(credentials, type, request, flow, node) {
		const { authenticate } = this.types[type].type;
		if (!authenticate) return request;
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		const resolved = (value) =>
			workflow.isExpression(value)
				? flow.expression.getSimpleParameterValue(
						node,
						value,
						'internal',
						{ $credentials: credentials },
						undefined,
						'',
					)
				: value;
		for (const [part, values] of Object.entries(authenticate.properties)) {
			request[part] ??= {};
			for (const [name, value] of Object.entries(values)) {
				request[part][resolved(name)] = resolved(value);
			}
		}
		return request;
	}
}

const manualTrigger = {
	description: {
		displayName: 'Manual',
		name: 'manualTrigger',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: 'Manual' },
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

const URLS = [
	'restApiUrl',
	'instanceBaseUrl',
	'formBaseUrl',
	'formWaitingBaseUrl',
	'formTestBaseUrl',
	'webhookBaseUrl',
	'webhookWaitingBaseUrl',
	'webhookTestBaseUrl',
	'mcpBaseUrl',
	'mcpTestBaseUrl',
];

class Engine {
	constructor(loader) {
		this.loader = loader;
		this.packageName = loader.packageJson.name;
		this.executions = 0;
		this.stores = 0;
		this.useStore();
	}

	/** Gives n8n another deduplication store, or none at all with `null`. The workflow is another one, too, then. */
	useStore(store = new DeduplicationStore()) {
		this.store = store;
		this.workflowId = `test-${++this.stores}`;
		core.DataDeduplicationService.instance = undefined;
		if (store) void core.DataDeduplicationService.init(store);
	}

	type(nodeType) {
		return nodeType.includes('.') ? nodeType : `${this.packageName}.${nodeType}`;
	}

	/** The node types, and of those usable as tools also the tool variants, as n8n's server makes them. */
	nodeTypes(extra = {}) {
		const found = (type) => {
			if (extra[type]) return extra[type];
			if (type === MANUAL_TRIGGER) return manualTrigger;
			const name = type.slice(this.packageName.length + 1);
			if (!name.endsWith('Tool')) return this.loader.getNode(name).type;
			const original = this.loader.getNode(name.slice(0, -'Tool'.length)).type;
			const tool = Object.create(original);
			tool.description = {
				...workflow.deepCopy(original.description),
				name,
				inputs: [],
				outputs: ['ai_tool'],
			};
			return tool;
		};
		return {
			getByName: found,
			getByNameAndVersion: (type, version) =>
				workflow.NodeHelpers.getVersionedNodeType(found(type), version),
			getKnownTypes: () => ({}),
		};
	}

	additionalData(credentials, extra = {}) {
		return {
			credentialsHelper: new CredentialsHelper(this.loader.credentialTypes, credentials),
			executionId: String(++this.executions),
			currentNodeExecutionIndex: 0,
			variables: {},
			...Object.fromEntries(URLS.map((name) => [name, `http://localhost:5678/${name}`])),
			logAiEvent() {},
			sendDataToUI() {},
			setExecutionStatus() {},
			...extra,
		};
	}

	node(name, nodeType, parameters = {}, more = {}) {
		const type = this.type(nodeType);
		const { description } = this.nodeTypes(more.nodeTypes).getByName(type);
		return {
			id: more.id ?? `id-${name}`,
			name,
			type,
			typeVersion: [description.version].flat().at(-1),
			position: [0, 0],
			parameters,
			credentials: Object.fromEntries(
				(description.credentials ?? []).map((each) => [each.name, { id: '1', name: each.name }]),
			),
			...more.settings,
		};
	}

	/**
	 * Runs a workflow whose first node gets `items`. Answers with n8n's run; `run.data(name, branch)` are the items that
	 * left a node. `cancelAfter` presses the stop button after so many milliseconds; `watch` gets n8n's hooks.
	 */
	async run({
		nodes,
		connections,
		credentials,
		items = [{ json: {} }],
		executionId,
		workflowId = this.workflowId,
		cancelAfter,
		extraTypes,
		mode = 'manual',
		watch,
	}) {
		const start = { ...this.node('Start', MANUAL_TRIGGER) };
		const all = [start, ...nodes];
		const links = {
			Start: { main: [[{ node: nodes[0].name, type: 'main', index: 0 }]] },
			...connections,
		};
		const flow = new workflow.Workflow({
			id: workflowId,
			nodes: all,
			connections: links,
			nodeTypes: this.nodeTypes(extraTypes),
			active: false,
			// The order in which n8n has run every workflow made since 2023.
			settings: { executionOrder: 'v1' },
		});
		const hooks = new core.ExecutionLifecycleHooks(mode, '1', {
			id: workflowId,
			name: 'test',
			nodes: all,
			connections: links,
			active: false,
		});
		watch?.(hooks);
		const data = workflow.createRunExecutionData({
			executionData: {
				nodeExecutionStack: [
					{ node: flow.getNode('Start'), data: { main: [items] }, source: null },
				],
			},
		});
		const additional = this.additionalData(credentials, {
			hooks,
			...(executionId ? { executionId } : {}),
		});
		const execution = new core.WorkflowExecute(additional, mode, data).processRunExecutionData(
			flow,
		);
		const timer =
			cancelAfter === undefined ? undefined : setTimeout(() => execution.cancel(), cancelAfter);
		try {
			const run = await execution;
			const { runData } = run.data.resultData;
			return {
				status: run.status,
				error: run.data.resultData.error,
				raw: run,
				runs: runData,
				data: (name, branch = 0, turn = -1) => runData[name]?.at(turn)?.data?.main?.[branch] ?? [],
				json: (name, branch = 0, turn = -1) =>
					(runData[name]?.at(turn)?.data?.main?.[branch] ?? []).map((item) => item.json),
			};
		} finally {
			clearTimeout(timer);
		}
	}

	/** One node on its own: its outputs, or the error that stopped it. */
	async runNode(nodeType, parameters, { settings, id, ...more } = {}) {
		const node = this.node('Node', nodeType, parameters, { settings, id });
		const run = await this.run({ nodes: [node], connections: {}, ...more });
		return {
			...run,
			outputs: [0, 1, 2, 3].map((branch) => run.json('Node', branch)),
			items: run.data('Node'),
		};
	}

	/** What the Test button of a credential does. */
	async testCredential(type, data) {
		const { test } = this.loader.getCredential(type).type;
		const description = {
			displayName: 'Test',
			name: 'test',
			group: [],
			version: 1,
			description: '',
			defaults: { name: 'Test' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: type, required: true }],
			properties: [
				{
					displayName: 'Test',
					name: 'test',
					type: 'string',
					default: '',
					routing: { request: test.request },
				},
			],
		};
		const types = { 'test.test': { description } };
		const node = this.node('Test', 'test.test', {}, { nodeTypes: types });
		const flow = new workflow.Workflow({
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: this.nodeTypes(types),
		});
		const context = new core.ExecuteContext(
			flow,
			node,
			this.additionalData({ [type]: data }),
			'internal',
			workflow.createEmptyRunExecutionData(),
			0,
			[],
			{ main: [[{ json: {} }]] },
			{ node, data: {}, source: null },
			[],
		);
		try {
			const response = await new core.RoutingNode(context, types['test.test'], {
				id: '1',
				name: type,
				type,
				data,
			}).runNode();
			const { json } = response[0][0];
			const rule = (test.rules ?? []).find(
				({ type: kind, properties: { key, value } }) =>
					kind === 'responseSuccessBody' &&
					key.split('.').reduce((found, part) => found?.[part], json) === value,
			);
			return rule ? { status: 'Error', message: rule.properties.message } : { status: 'OK' };
		} catch (error) {
			const status = error.cause?.response?.status;
			const rule = (test.rules ?? []).find(
				(each) => each.type === 'responseCode' && each.properties.value === status,
			);
			return {
				status: 'Error',
				message: rule ? rule.properties.message : (error.cause?.code ?? error.message),
			};
		}
	}

	/** What the editor does to fill a list or search it. */
	async callMethod(nodeType, kind, name, { parameters = {}, credentials = {}, args = [] } = {}) {
		const node = this.node('Node', nodeType, parameters);
		const flow = new workflow.Workflow({
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: this.nodeTypes(),
		});
		const context = new core.LoadOptionsContext(
			flow,
			node,
			this.additionalData(credentials, { currentNodeParameters: parameters }),
			'',
		);
		return await this.loader.getNode(nodeType).type.methods[kind][name].call(context, ...args);
	}
}

/** Loads a built package as n8n does. */
async function loadEngine(folder = ROOT) {
	const loader = new core.PackageDirectoryLoader(folder);
	await loader.loadAll();
	return new Engine(loader);
}

const SANDBOX_KEY = 'outx_sandbox_key';
const outxCredentials = (baseUrl, apiKey = SANDBOX_KEY) => ({ outxApi: { apiKey, baseUrl } });

export {
	ROOT,
	MANUAL_TRIGGER,
	SANDBOX_KEY,
	DeduplicationStore,
	core,
	workflow,
	loadEngine,
	outxCredentials,
};
