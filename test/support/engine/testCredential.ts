import { ExecuteContext, RoutingNode, type PackageDirectoryLoader } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type INode,
	type INodeCredentialTestResult,
} from 'n8n-workflow';

import { additionalDataFor } from './additionalData';
import { NodeTypes, plainDescription } from './nodeTypes';

/** Follows a path of keys through anything. */
function at(value: unknown, ...keys: string[]): unknown {
	return keys.reduce<unknown>(
		(part, key) => (typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined),
		value,
	);
}

/** What the Test button of a credential does: n8n's server makes a node of the credential's test and judges the answer. */
export async function testCredential(
	loader: PackageDirectoryLoader,
	type: string,
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const { test } = loader.getCredential(type).type;
	if (!test) throw new Error(`The credential ${type} has no test`);
	const nodeType = {
		description: plainDescription('test', {
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
		}),
	};
	const node: INode = {
		id: 'test',
		name: 'Test',
		type: 'test',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type]: { id: '1', name: type } },
	};
	const nodeTypes = new NodeTypes(loader, { test: nodeType });
	const context = new ExecuteContext(
		new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes }),
		node,
		additionalDataFor(loader, { [type]: data }),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const rules = test.rules ?? [];
	const failed = (message: unknown): INodeCredentialTestResult => ({
		status: 'Error',
		message: String(message),
	});
	try {
		const credential = { id: '1', name: type, type, data };
		const answer = await new RoutingNode(context, nodeType, credential).runNode();
		const json = answer?.[0]?.[0]?.json;
		const rule = rules.find(
			(each) =>
				each.type === 'responseSuccessBody' &&
				at(json, ...each.properties.key.split('.')) === each.properties.value,
		);
		if (rule) return failed(rule.properties.message);
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		const response = at(error, 'cause', 'response');
		const status = at(response, 'status');
		const rule = rules.find(
			(each) => each.type === 'responseCode' && each.properties.value === status,
		);
		if (rule) return failed(rule.properties.message);
		const text = at(response, 'statusText') ?? at(error, 'cause', 'code') ?? at(error, 'message');
		return failed(text);
	}
}
