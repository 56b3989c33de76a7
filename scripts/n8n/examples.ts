import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './ensure';

/** @typedef {import('./client').Json} Json */

const FOLDER = path.join(ROOT, 'examples');
/**
 * They have an address that answers only when they are live. What would act by itself stays off until somebody wants
 * it, and so does a chat: it works in the editor, and its model needs a credential that only the user has.
 */
const WAIT_TO_BE_CALLED = /\.(webhook|formTrigger)$/;

/** @returns {{ file: string, workflow: Json }[]} */
function readExamples() {
	if (!fs.existsSync(FOLDER)) return [];
	return fs
		.readdirSync(FOLDER)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => ({
			file,
			workflow: JSON.parse(fs.readFileSync(path.join(FOLDER, file), 'utf8')),
		}))
		.filter(({ workflow }) => Array.isArray(workflow.nodes));
}

/**
 * Imports the examples that a server does not have yet. One that it has is left as the user made it.
 * @param {import('./workflows').WorkflowClient} server
 * @returns {Promise<{ imported: number, problems: string[] }>}
 */
async function importExamples(server) {
	const there = await server.api('GET', '/workflows');
	const known = new Set(there.map((/** @type {Json} */ { name }) => name));
	const fresh = readExamples().filter(({ workflow }) => !known.has(workflow.name));
	const problems = [];
	for (const { file, workflow } of fresh) {
		const activate = workflow.nodes.some((/** @type {Json} */ { type }) =>
			WAIT_TO_BE_CALLED.test(type),
		);
		try {
			await server.importWorkflow(workflow, { activate });
		} catch (error) {
			// The others are still worth having.
			problems.push(`${file}: ${/** @type {Error} */ error.message}`);
		}
	}
	return { imported: fresh.length - problems.length, problems };
}

export { importExamples, readExamples };
