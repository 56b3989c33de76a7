/*
 * Agents without a model: they call the tool with what the script says and return its answers. n8n has had two ways for
 * an agent to call a tool, and workflows with both are around.
 */
import {
	NodeConnectionTypes,
	type EngineResponse,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeParameters,
	type INodeType,
	type NodeOutput,
} from 'n8n-workflow';

import { outxCredentials, plainDescription, type Run, type RunOptions } from '../support/engine';
import { listOf, textOf } from '../support/json';
import type { Stage } from './stage';

/** What the tool said to one call: its items, or why it failed. */
export interface ToolAnswer {
	items: IDataObject[];
	failed?: string;
}

interface Invocable {
	invoke(input: IDataObject): Promise<unknown>;
}

const isInvocable = (value: unknown): value is Invocable =>
	typeof value === 'object' && value !== null && 'invoke' in value;

/** n8n's older way: the agent gets the tool itself. */
async function callTool(context: IExecuteFunctions, input: IDataObject): Promise<ToolAnswer> {
	const connected = await context.getInputConnectionData(NodeConnectionTypes.AiTool, 0);
	const tools: unknown[] = Array.isArray(connected) ? connected : [];
	const tool = tools.at(0);
	if (!isInvocable(tool)) throw new Error('The agent has no tool');
	try {
		return { items: listOf(JSON.parse(textOf(await tool.invoke(input)))) };
	} catch (error) {
		return { items: [], failed: error instanceof Error ? error.message : String(error) };
	}
}

function answersIn({ actionResponses }: EngineResponse): ToolAnswer[] {
	return actionResponses.map(({ data }) => {
		const items = (data.data?.ai_tool[0] ?? []).map(({ json }) => json);
		const error = items.at(0)?.error;
		return typeof error === 'string' ? { items: [], failed: error } : { items };
	});
}

const description = plainDescription('agent', {
	inputs: [NodeConnectionTypes.Main, NodeConnectionTypes.AiTool],
});

type Agent = (script: readonly IDataObject[], answers: ToolAnswer[]) => INodeType;

const callsTheTool: Agent = (script, answers) => ({
	description,
	async execute() {
		for (const input of script) answers.push(await callTool(this, input));
		return [[]];
	},
});

const asksN8n: Agent = (script, answers) => ({
	description,
	async execute(response): Promise<NodeOutput> {
		if (response) answers.push(...answersIn(response));
		const input = script.at(answers.length);
		if (!input) return await Promise.resolve([[]]);
		const action = {
			actionType: 'ExecutionNodeAction' as const,
			nodeName: 'Tool',
			type: NodeConnectionTypes.AiTool,
			id: `call-${answers.length}`,
			input,
			metadata: { itemIndex: 0 },
		};
		return { actions: [action], metadata: {} };
	},
});

const AGENTS = {
	'calls the tool itself': callsTheTool,
	'asks n8n to call the tool': asksN8n,
};
type AgentKind = keyof typeof AGENTS;
export const AGENT_KINDS: AgentKind[] = ['calls the tool itself', 'asks n8n to call the tool'];

export interface AgentOptions extends RunOptions {
	settings?: Partial<INode>;
}

/** An agent that calls a node as its tool, once for each input of the script. */
export async function askTool(
	{ engine, sandbox }: Stage,
	agent: AgentKind,
	nodeType: string,
	parameters: INodeParameters,
	script: readonly IDataObject[],
	{ settings, ...options }: AgentOptions = {},
): Promise<{ run: Run; answers: ToolAnswer[] }> {
	const answers: ToolAnswer[] = [];
	const extraTypes = { 'test.agent': AGENTS[agent](script, answers) };
	const run = await engine.run({
		nodes: [
			engine.node('Agent', 'test.agent', {}, { extraTypes }),
			engine.node('Tool', `${nodeType}Tool`, parameters, { settings }),
		],
		connections: {
			Tool: { ai_tool: [[{ node: 'Agent', type: NodeConnectionTypes.AiTool, index: 0 }]] },
		},
		credentials: outxCredentials(sandbox.url),
		extraTypes,
		...options,
	});
	return { run, answers };
}
