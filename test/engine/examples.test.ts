/* The workflows in examples/ are what people start from: they have to fit the nodes as they are now. */
import fs from 'node:fs';
import path from 'node:path';

import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { choicesOf, membersOf } from '../package/fields';
import { ROOT, loadEngine, type NodeTypes } from '../support/engine';
import { isObject, present, textOf } from '../support/json';

const FOLDER = path.join(ROOT, 'examples');
const README = path.join(FOLDER, 'README.md');
const STICKY = 'n8n-nodes-base.stickyNote';
const files = fs.readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
/** Only the user knows these. */
const TO_CHOOSE = new Map<string, Partial<Record<string, string[]>>>([
	['react-to-posts.json', { 'New post': ['watchlist'] }],
]);

const node = z.object({
	id: z.string(),
	name: z.string(),
	type: z.string(),
	typeVersion: z.number(),
	position: z.tuple([z.number(), z.number()]),
	parameters: z.custom<INodeParameters>(isObject),
	credentials: z.record(z.object({ id: z.string().nullable(), name: z.string() })).default({}),
	onError: z.enum(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput']).optional(),
});
const target = z.object({ node: z.string(), type: z.string(), index: z.number() });
const example = z
	.object({
		name: z.string(),
		nodes: z.array(node.passthrough()),
		connections: z.record(z.record(z.array(z.array(target)))),
		pinData: z.unknown(),
	})
	.passthrough();
type ExampleNode = z.infer<typeof node>;

const read = (file: string) =>
	example.parse(JSON.parse(fs.readFileSync(path.join(FOLDER, file), 'utf8')));
const isOutx = ({ type }: ExampleNode) => type.startsWith('n8n-nodes-outx.');
const isExpression = (value: unknown) => typeof value === 'string' && value.startsWith('=');

/** What stands in italics in a note and is not a node. */
const MENUS = [
	'Continue (using error output)',
	'Defined automatically by the model',
	'Header Auth',
	'OutX → Watchlist → Create',
];

let types: NodeTypes | undefined;
beforeAll(async () => {
	types = (await loadEngine()).nodeTypes();
});
const described = ({ type }: ExampleNode) => present(types).getByName(type).description;

const isParameters = (value: unknown): value is INodeParameters => isObject(value);

/** The properties are those of one operation, or of a collection. */
function expectChosen(properties: INodeProperties[], values: INodeParameters): void {
	for (const property of properties) {
		const value = values[property.name];
		if (value === undefined || isExpression(value)) continue;
		if (property.type === 'collection' && isParameters(value))
			expectChosen(membersOf(property), value);
		if (property.type !== 'options') continue;
		expect(choicesOf(property).map((option) => option.value)).toContain(value);
	}
}

test('there are examples', () => {
	expect(files.length).toBeGreaterThanOrEqual(7);
});

test('each has a section with its picture in the README', () => {
	const sections = fs.readFileSync(README, 'utf8').split(/^## /m).slice(1);
	for (const file of files) {
		const name = path.basename(file, '.json');
		const section = present(sections.find((text) => text.includes(`](${file})`)));
		expect(section).toContain(`](${name}.png)`);
		expect(fs.existsSync(path.join(FOLDER, `${name}.png`))).toBe(true);
		const words = section.replace(/!\[.*\)/g, '').split(/\s+/);
		expect(words.length).toBeGreaterThan(30);
	}
});

test('each has one name: of its file, of the workflow, on the canvas and in the README', () => {
	const slugOf = (title: string) => title.toLowerCase().replace(/[^a-z]+/g, '-');
	const sections = fs.readFileSync(README, 'utf8').split(/^## /m).slice(1);
	for (const file of files) {
		const { name, nodes } = read(file);
		const slug = path.basename(file, '.json');
		expect(slugOf(name.replace('OutX: ', ''))).toBe(slug);
		const notes = nodes.map(({ parameters }) => textOf(parameters.content ?? ''));
		expect(notes.map((note) => slugOf(/^## (.*)/.exec(note)?.[1] ?? ''))).toContain(slug);
		// The two workflows of a campaign share a section.
		const section = present(sections.find((text) => text.includes(`](${file})`)));
		const [heading] = section.split('\n');
		const shared = section.split('.json](').length > 2;
		if (shared) expect(slug).toMatch(new RegExp(`^${slugOf(heading)}-`));
		else expect(slugOf(heading)).toBe(slug);
	}
});

describe.each(files)('%s', (file) => {
	const { name, nodes, connections, pinData, ...rest } = read(file);

	test('is a workflow that one can import', () => {
		expect(name).toMatch(/^OutX: /);
		expect(Object.keys(rest)).toEqual(['settings']);
		expect(rest.settings).toEqual({ executionOrder: 'v1' });
		expect(new Set(nodes.map((each) => each.name)).size).toBe(nodes.length);
		expect(new Set(nodes.map((each) => each.id)).size).toBe(nodes.length);
	});

	test('has nothing but OutX nodes and those of n8n', () => {
		expect(nodes.filter(isOutx)).not.toEqual([]);
		for (const { type, typeVersion } of nodes) {
			expect(type).toMatch(/^(n8n-nodes-outx|n8n-nodes-base|@n8n\/n8n-nodes-langchain)\.\w+$/);
			expect(typeVersion).toBeGreaterThan(0);
		}
	});

	test('gives the OutX nodes only parameters that they have and show', () => {
		for (const each of nodes.filter(isOutx)) {
			const description = described(each);
			const { properties } = description;
			const shown = NodeHelpers.getNodeParameters(
				properties,
				each.parameters,
				true,
				false,
				each,
				description,
			);
			expect({ [each.name]: shown }).toMatchObject({ [each.name]: each.parameters });
			const complete = { ...each, parameters: present(shown) };
			const issues = NodeHelpers.getNodeParametersIssues(properties, complete, description);
			const missing = Object.keys(issues?.parameters ?? {});
			expect(missing).toEqual(TO_CHOOSE.get(file)?.[each.name] ?? []);
		}
	});

	test('chooses only what the lists of the OutX nodes have', () => {
		for (const each of nodes.filter(isOutx)) {
			const { resource, operation } = each.parameters;
			const properties = described(each).properties.filter(({ displayOptions }) => {
				const { show = {} } = displayOptions ?? {};
				return (
					(show.resource ?? [resource]).some((shown) => shown === resource) &&
					(show.operation ?? [operation]).some((shown) => shown === operation)
				);
			});
			expectChosen(properties, each.parameters);
		}
	});

	test('connects nodes that are there, and leaves none aside', () => {
		const byName = new Map(nodes.map((each) => [each.name, each]));
		const linked = new Set<string>();
		for (const [source, kinds] of Object.entries(connections)) {
			linked.add(source);
			for (const outputs of Object.values(kinds)) {
				for (const { node: next } of outputs.flat()) {
					expect([...byName.keys()]).toContain(next);
					linked.add(next);
				}
			}
			const from = present(byName.get(source));
			if (!isOutx(from)) continue;
			const errors = from.onError === 'continueErrorOutput' ? 1 : 0;
			const { outputs } = described(from);
			expect(Object.values(kinds)[0].length).toBeLessThanOrEqual(outputs.length + errors);
		}
		const alone = nodes.filter((each) => each.type !== STICKY && !linked.has(each.name));
		expect(alone.map((each) => each.name)).toEqual([]);
	});

	test('carries no secrets and no data', () => {
		expect(pinData).toEqual({});
		for (const { type, credentials } of nodes) {
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
		const names = nodes.map((each) => each.name);
		for (const { parameters } of notes) {
			for (const [, text] of textOf(parameters.content).matchAll(/(?<!\w)_([^_]+)_(?!\w)/g)) {
				if (!text.startsWith('"')) expect([...names, ...MENUS]).toContain(text);
			}
		}
	});
});
