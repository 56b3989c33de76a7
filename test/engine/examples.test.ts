/* The workflows in examples/ are what people start from: they have to fit the nodes as they are now. */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT, loadEngine, workflow } from '../support/engine';

const { NodeHelpers } = workflow;
const FOLDER = path.join(ROOT, 'examples');
const README = path.join(FOLDER, 'README.md');
const STICKY = 'n8n-nodes-base.stickyNote';
const files = fs.readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
/** Only the user knows these. */
const TO_CHOOSE = { 'watch-market.json': { 'New post': ['watchlist'] } };

const read = (file) => JSON.parse(fs.readFileSync(path.join(FOLDER, file), 'utf8'));
const isOutx = ({ type }) => type.startsWith('n8n-nodes-outx.');
const isExpression = (value) => typeof value === 'string' && value.startsWith('=');

/** What stands in italics in a note and is not a node. */
const MENUS = [
	'Continue (using error output)',
	'Defined automatically by the model',
	'Header Auth',
	'OutX → Watchlist → Create',
];

let types;
beforeAll(async () => {
	types = (await loadEngine()).nodeTypes();
});

/** @param properties those of one operation, or of a collection */
function expectChosen(properties, values) {
	for (const { name, type, options = [] } of properties) {
		const value = values[name];
		if (value === undefined || isExpression(value)) continue;
		if (type === 'collection') expectChosen(options, value);
		if (type !== 'options') continue;
		expect(options.map((option) => option.value)).toContain(value);
	}
}

test('there are examples', () => expect(files.length).toBeGreaterThanOrEqual(7));

test('each has a section with its picture in the README', () => {
	const sections = fs.readFileSync(README, 'utf8').split(/^## /m).slice(1);
	for (const file of files) {
		const name = path.basename(file, '.json');
		const section = sections.find((text) => text.includes(`](${file})`));
		expect(section).toContain(`](${name}.png)`);
		expect(fs.existsSync(path.join(FOLDER, `${name}.png`))).toBe(true);
		const words = section.replace(/!\[.*\)/g, '').split(/\s+/);
		expect(words.length).toBeGreaterThan(30);
	}
});

describe.each(files)('%s', (file) => {
	const { name, nodes, connections, pinData, ...rest } = read(file);
	const described = (node) => types.getByNameAndVersion(node.type, node.typeVersion).description;

	test('is a workflow that one can import', () => {
		expect(name).toMatch(/^OutX: /);
		expect(Object.keys(rest)).toEqual(['settings']);
		expect(rest.settings).toEqual({ executionOrder: 'v1' });
		expect(new Set(nodes.map((node) => node.name)).size).toBe(nodes.length);
		expect(new Set(nodes.map((node) => node.id)).size).toBe(nodes.length);
	});

	test('has nothing but OutX nodes and those of n8n', () => {
		expect(nodes.filter(isOutx)).not.toEqual([]);
		for (const { type, typeVersion } of nodes) {
			expect(type).toMatch(/^(n8n-nodes-outx|n8n-nodes-base|@n8n\/n8n-nodes-langchain)\.\w+$/);
			expect(typeVersion).toBeGreaterThan(0);
		}
	});

	test('gives the OutX nodes only parameters that they have and show', () => {
		for (const node of nodes.filter(isOutx)) {
			const description = described(node);
			const { properties } = description;
			const shown = NodeHelpers.getNodeParameters(
				properties,
				node.parameters,
				true,
				false,
				node,
				description,
			);
			expect({ [node.name]: shown }).toMatchObject({ [node.name]: node.parameters });
			const complete = { ...node, parameters: shown };
			const issues = NodeHelpers.getNodeParametersIssues(properties, complete, description);
			expect(Object.keys(issues?.parameters ?? {})).toEqual(TO_CHOOSE[file]?.[node.name] ?? []);
		}
	});

	test('chooses only what the lists of the OutX nodes have', () => {
		for (const node of nodes.filter(isOutx)) {
			const ofResource = ({ displayOptions: { show: { resource, operation } = {} } = {} }) =>
				(resource ?? [node.parameters.resource]).includes(node.parameters.resource) &&
				(operation ?? [node.parameters.operation]).includes(node.parameters.operation);
			expectChosen(described(node).properties.filter(ofResource), node.parameters);
		}
	});

	test('connects nodes that are there, and leaves none aside', () => {
		const byName = new Map(nodes.map((node) => [node.name, node]));
		const linked = new Set();
		for (const [source, kinds] of Object.entries(connections)) {
			linked.add(source);
			for (const outputs of Object.values(kinds)) {
				for (const { node: target } of outputs.flat()) {
					expect([...byName.keys()]).toContain(target);
					linked.add(target);
				}
			}
			const node = byName.get(source);
			expect(node).toBeDefined();
			if (!isOutx(node)) continue;
			const errors = node.onError === 'continueErrorOutput' ? 1 : 0;
			const { outputs } = described(node);
			expect(Object.values(kinds)[0].length).toBeLessThanOrEqual(outputs.length + errors);
		}
		const alone = nodes.filter((node) => node.type !== STICKY && !linked.has(node.name));
		expect(alone.map((node) => node.name)).toEqual([]);
	});

	test('carries no secrets and no data', () => {
		expect(pinData).toEqual({});
		for (const { type, credentials = {} } of nodes) {
			const expected = type.startsWith('n8n-nodes-outx.')
				? { outxApi: { id: null, name: 'OutX account' } }
				: {};
			expect(credentials).toEqual(expected);
		}
		const text = JSON.stringify(nodes);
		expect(text).not.toMatch(/\b(outx|sk|xox[a-z])[_-]\w{12,}|Bearer |x-api-key/i);
		expect(text).not.toMatch(/127\.0\.0\.1|localhost/);
	});

	test('explains itself in sticky notes', () => {
		const notes = nodes.filter(({ type }) => type === STICKY);
		expect(notes.length).toBeGreaterThanOrEqual(2);
		expect(notes[0].parameters.content).toMatch(/\*\*Before you (start|publish)\*\*/);
		const names = nodes.map((node) => node.name);
		for (const { parameters } of notes) {
			for (const [, text] of parameters.content.matchAll(/(?<!\w)_([^_]+)_(?!\w)/g)) {
				if (!text.startsWith('"')) expect([...names, ...MENUS]).toContain(text);
			}
		}
	});
});
