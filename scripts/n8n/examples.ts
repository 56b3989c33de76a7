import fs from 'node:fs';
import path from 'node:path';

import type { INode } from 'n8n-workflow';
import { z } from 'zod';

import { messageOf } from '../messageOf';
import { ROOT } from '../setup';
import { exportedWorkflow } from './answers';
import type { Choices } from './choices';
import type { WorkflowClient } from './workflows';

const FOLDER = path.join(ROOT, 'examples');
/**
 * They have an address that answers only when they are live. What would act by itself stays off until the user wants
 * it, and so does a chat: it works in the editor, and its model needs a credential that only the user has.
 */
const WAITS_TO_BE_CALLED = /\.(webhook|formTrigger)$/;

/** n8n 2's human review of tools. n8n 1 does not know it. */
const NEEDS_2 = /HitlTool$/;

/** The examples that this n8n can run. */
export function readExamples(major = 2) {
	return fs
		.readdirSync(FOLDER)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => {
			const text = fs.readFileSync(path.join(FOLDER, file), 'utf8');
			return { file, workflow: exportedWorkflow.parse(JSON.parse(text)) };
		})
		.filter(({ workflow }) => major >= 2 || !workflow.nodes.some(({ type }) => NEEDS_2.test(type)));
}

const emptyLocator = z.object({ __rl: z.literal(true), value: z.literal('') });

/** Where an example leaves something to be chosen. */
function choose(nodes: INode[], choices: Choices) {
	for (const { parameters } of nodes) {
		for (const [parameter, { value, name }] of Object.entries(choices)) {
			if (!emptyLocator.safeParse(parameters[parameter]).success) continue;
			parameters[parameter] = { __rl: true, mode: 'list', value, cachedResultName: name };
		}
	}
}

/** Imports the examples that a server does not have yet. One that it has is left as the user made it. */
export async function importExamples(server: WorkflowClient, choices: Choices = {}) {
	const known = new Set((await server.workflows()).map(({ name }) => name));
	const missing = readExamples(server.n8n.major).filter(
		({ workflow }) => !known.has(workflow.name),
	);
	for (const { workflow } of missing) choose(workflow.nodes, choices);
	const problems: string[] = [];
	for (const { file, workflow } of missing) {
		const activate = workflow.nodes.some(({ type }) => WAITS_TO_BE_CALLED.test(type));
		try {
			await server.importWorkflow(workflow, { activate });
		} catch (error) {
			// The others are still worth having.
			problems.push(`${file}: ${messageOf(error)}`);
		}
	}
	return { imported: missing.length - problems.length, problems };
}
