/*
 * Every parameter that the editor shows is read, and every one that is read is shown. The nodes run in n8n's engine with
 * all fields filled, once for every choice that shows or hides others, and what they ask n8n for is written down.
 */
import { isResourceLocatorValue, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../nodes/Outx/operation';
import { operationProperties } from '../../nodes/Outx/description/properties';
import { OutxTrigger } from '../../nodes/OutxTrigger/OutxTrigger.node';
import { OutxWaitForTask } from '../../nodes/OutxWaitForTask/OutxWaitForTask.node';
import { isValues, Parameters, type Values } from '../../nodes/shared/input/parameters';
import { isObject } from '../../nodes/shared/util/guards';
import { startSandbox, type Sandbox } from '../../sandbox';
import { core, loadEngine, outxCredentials, workflow, type Engine } from '../support/engine';
import { names, operationOf, requestFor, valuesOf } from '../unit/support/operations';
import { filledIn, pathsIn, variants } from './fields';
import { listening, listenTo } from './listening';
import { sampleFor } from './samples';

let sandbox: Sandbox;
let engine: Engine;
beforeAll(async () => {
	engine = await loadEngine();
	sandbox = await startSandbox({ switches: { taskDelayMs: 0, pickUpMs: 0 } });
});
afterAll(() => sandbox.close());

/** The paths that a node reads when it runs with these parameters. */
async function readsOf(nodeType: string, parameters: INodeParameters, asTool = false) {
	const read = new Set<string>();
	const type = engine.type(nodeType + (asTool ? 'Tool' : ''));
	const original = engine.nodeTypes().getByName(type);
	const extraTypes = { [type]: listening(original, (path) => read.add(path)) };
	const node = engine.node('Node', type, parameters, { extraTypes });
	await engine.run({
		nodes: [node],
		connections: {},
		credentials: outxCredentials(sandbox.url),
		items: [{ json: {} }, { json: {} }],
		extraTypes,
	});
	return read;
}

/** What of `registered` is covered by `read`, where a whole may be read for its parts. */
const unread = (registered: string[], read: Set<string>) =>
	registered.filter((path) => !read.has(path));
const isIn = (registered: string[]) => (path: string) =>
	registered.some((known) => known === path || known.startsWith(`${path}.`));
const unregistered = (read: Set<string>, registered: string[]) =>
	[...read].filter((path) => !isIn(registered)(path));

/** Notes what is read of an item, its rows included, and what is named. */
function recording(values: Values, above: string, read: Set<string>, named: Set<string>): Values {
	return {
		get: (name) => {
			const path = above + name;
			read.add(path);
			const value = values.get(name);
			if (!Array.isArray(value)) return value;
			return value.map((row: unknown) =>
				isValues(row) ? recording(row, `${path}.`, read, named) : row,
			);
		},
		names: () => values.names(),
		label: (name) => {
			named.add(above + name);
			return values.label(name);
		},
		isFromOutx: (name, id) => values.isFromOutx(name, id),
	};
}

/** The fields that an operation declares itself; the others are settings of the run. */
const ownFieldsOf = ({ fields, options = [] }: Operation): INodeProperties[] => [
	...fields,
	...options.map((option) => ({ ...option, name: `options.${option.name}` })),
];

const isForTools = ({ displayOptions, type }: INodeProperties) =>
	type !== 'hidden' && displayOptions?.show?.['@tool'] !== undefined;

const everywhere = new Set([
	'resource',
	'operation',
	...names.flatMap((name) => pathsIn(operationProperties(operationOf(name)))),
]);

describe.each(names)('%s', (name) => {
	const fields = operationProperties(operationOf(name));
	const registered = pathsIn(fields);

	test('reads every parameter that the editor shows, and only parameters of this node', async () => {
		const sample = await sampleFor(name, sandbox);
		const plain = Object.entries(sample).filter(
			([, value]) => typeof value !== 'object' || isResourceLocatorValue(value),
		);
		const base = { ...filledIn(fields), ...Object.fromEntries(plain) };
		const read = new Set<string>();
		for (const variant of variants(fields)) {
			for (const asTool of fields.some(isForTools) ? [false, true] : [false]) {
				const paths = await readsOf('outx', { ...base, ...variant }, asTool);
				for (const path of paths) read.add(path);
			}
		}
		expect(unread(registered, read)).toEqual([]);
		expect(unregistered(read, [...everywhere])).toEqual([]);
	});

	test('builds its request from all of its own parameters and no other, each of which has a name', () => {
		const everRead = new Set<string>();
		for (const variant of variants(fields)) {
			const read = new Set<string>();
			const labels = new Set<string>();
			const original = valuesOf(name, { ...filledIn(fields), ...variant });
			const recorder = new Parameters(recording(original, '', read, labels));
			const operation = operationOf(name);
			try {
				operation.request(recorder);
				operation.pages?.limit(recorder);
			} catch (refusal) {
				// A prompt and other changes exclude each other; everything was read all the same.
				expect(String(refusal)).toMatch(/cannot be changed together/);
			}
			expect(unregistered(read, registered)).toEqual([]);
			for (const path of read) everRead.add(path);
			for (const path of labels) {
				expect(isIn(registered)(path)).toBe(true);
				expect(original.label(path)).toMatch(/^[A-Z]/);
			}
		}
		expect(unread(pathsIn(ownFieldsOf(operationOf(name))), everRead)).toEqual([]);
	});

	test('has placeholders that can be sent', () => {
		const parameters = filledIn(fields);
		// A prompt and other changes exclude each other.
		if (isObject(parameters.changes)) Reflect.deleteProperty(parameters.changes, 'prompt');
		for (const variant of variants(fields)) {
			const { method, path } = requestFor(name, { ...parameters, ...variant });
			expect(`${method} ${path}`).toMatch(/^(GET|POST|PUT|DELETE) \/[a-z-]+(\/[a-z-]+)?$/);
		}
	});
});

test('as a tool, an operation reads the same and always waits', async () => {
	const sample = await sampleFor('profile.get', sandbox);
	const read = await readsOf('outx', { ...sample, options: { maximumWait: 30 } }, true);
	expect([...read]).toEqual(expect.arrayContaining(['profile', 'options.maximumWait']));
});

test('OutX Wait for Task reads every parameter that the editor shows, and no other', async () => {
	const { properties } = new OutxWaitForTask().description;
	const { taskId } = await sampleFor('task.getStatus', sandbox);
	const read = await readsOf('outxWaitForTask', { ...filledIn(properties), taskId });
	const registered = pathsIn(properties);
	expect(unread(registered, read)).toEqual([]);
	expect(unregistered(read, registered)).toEqual([]);
});

test('OutX Trigger reads every parameter that the editor shows, and no other', async () => {
	const type = new OutxTrigger();
	const { properties } = type.description;
	const { watchlist } = await sampleFor('watchlistPost.getAll', sandbox);
	const read = new Set<string>();
	for (const variant of variants(properties)) {
		const parameters = { ...filledIn(properties), watchlist, ...variant };
		const node = engine.node('Node', 'outxTrigger', parameters);
		const flow = new workflow.Workflow({
			id: 'test',
			nodes: [node],
			connections: {},
			nodeTypes: engine.nodeTypes(),
			active: false,
		});
		const additional = engine.additionalData(outxCredentials(sandbox.url));
		const context = new core.PollContext(flow, node, additional, 'manual', 'manual');
		await type.poll.call(listenTo(context, (path) => read.add(path)));
	}
	const registered = pathsIn(properties);
	expect(unread(registered, read)).toEqual([]);
	expect(unregistered(read, registered)).toEqual([]);
});

test('no node was forgotten here', () => {
	expect(Object.keys(engine.loader.nodeTypes).sort()).toEqual([
		'outx',
		'outxTrigger',
		'outxWaitForTask',
	]);
});
