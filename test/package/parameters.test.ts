/*
 * Every parameter that the editor shows is read, and every one that is read is shown. The nodes run in n8n's engine with
 * all fields filled, once for every choice that shows or hides others, and what they ask n8n for is written down.
 */
import { startSandbox } from '../../sandbox';
import { core, loadEngine, outxCredentials, workflow } from '../support/engine';
import { names, operationOf, parametersOf, requestFor } from '../unit/support/operations';
import { OutxTrigger } from '../../nodes/OutxTrigger/OutxTrigger.node';
import { OutxWaitForTask } from '../../nodes/OutxWaitForTask/OutxWaitForTask.node';
import { operationProperties } from '../../nodes/Outx/description/properties';
import { Parameters } from '../../nodes/shared/input/parameters';
import { sampleFor } from './samples';

const ID = '550e8400-e29b-41d4-a716-446655440000';
/** Shown, but not something to fill in. */
const isWords = ({ type }) => type === 'notice' || type === 'callout';

/** The paths of all parameters in these fields, members of collections included. */
function pathsIn(fields, above = '') {
	return fields
		.filter((field) => !isWords(field))
		.flatMap(({ name, type, options }) => {
			const path = above + name;
			if (type === 'collection') return pathsIn(options, `${path}.`);
			if (type !== 'fixedCollection') return [path];
			return options.flatMap((group) => pathsIn(group.values, `${path}.${group.name}.`));
		});
}

/** Keeps tests quick: no pause, one look. */
const QUICK = { maximumWait: 0, pollingInterval: 1, from: 0, to: 0, limit: 2 };

/** A value as the placeholder suggests it. */
function filled(field) {
	const { name, type, options, placeholder, typeOptions, default: initial } = field;
	const all = (fields) => Object.fromEntries(fields.map((each) => [each.name, filled(each)]));
	if (name in QUICK) return QUICK[name];
	if (type === 'collection') return all(options);
	if (type === 'fixedCollection') {
		return Object.fromEntries(
			options.map((group) => [
				group.name,
				typeOptions?.multipleValues ? [all(group.values)] : all(group.values),
			]),
		);
	}
	if (type === 'boolean') return true;
	if (type === 'options') return options.at(-1).value;
	if (type === 'multiOptions') return [options[0].value];
	if (type === 'dateTime') return '2026-01-31T00:00:00.000Z';
	if (type === 'resourceLocator') return { __rl: true, mode: 'id', value: ID };
	if (type === 'number') return initial;
	return placeholder?.replace(/^e\.g\. /, '') ?? 'words';
}

const filledAll = (fields) =>
	Object.fromEntries(
		fields.filter((field) => !isWords(field)).map((field) => [field.name, filled(field)]),
	);

/** One set of parameters for every combination of choices on the first level. */
function variants(fields) {
	const choices = new Map(
		fields.flatMap(({ name, type, options }) => {
			if (type === 'boolean') return [[name, [true, false]]];
			return type === 'options' ? [[name, options.map(({ value }) => value)]] : [];
		}),
	);
	return [...choices].reduce(
		(sets, [name, values]) =>
			sets.flatMap((set) => values.map((value) => ({ ...set, [name]: value }))),
		[{}],
	);
}

/** Writes down what is read of rows, too: they are read as a whole first. */
function watched(value, path, note) {
	if (!Array.isArray(value)) return value;
	return value.map((row) =>
		typeof row === 'object' && row !== null
			? new Proxy(row, {
					get: (target, key) => {
						if (typeof key === 'string') note(`${path}.${key}`);
						return target[key];
					},
				})
			: row,
	);
}

function listenTo(context, note) {
	const { getNodeParameter } = context;
	context.getNodeParameter = function (path, ...rest) {
		note(path);
		return watched(getNodeParameter.call(this, path, ...rest), path, note);
	};
	return context;
}

/** A node type whose reads are written down. */
function listening(type, note) {
	const heard = Object.create(type);
	heard.execute = function () {
		return type.execute.call(listenTo(this, note));
	};
	return heard;
}

let sandbox;
let engine;
beforeAll(async () => {
	engine = await loadEngine();
	sandbox = await startSandbox({ switches: { taskDelayMs: 0, pickUpMs: 0 } });
});
afterAll(() => sandbox.close());

/** The paths that a node reads when it runs with these parameters. */
async function readsOf(nodeType, parameters, asTool = false) {
	const read = new Set();
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
const unread = (registered, read) => registered.filter((path) => !read.has(path));
const unregistered = (read, registered) =>
	[...read].filter(
		(path) => !registered.some((known) => known === path || known.startsWith(`${path}.`)),
	);

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
			([, value]) => typeof value !== 'object' || value.__rl,
		);
		const base = { ...filledAll(fields), ...Object.fromEntries(plain) };
		const read = new Set();
		for (const variant of variants(fields)) {
			for (const path of await readsOf('outx', { ...base, ...variant })) read.add(path);
		}
		expect(unread(registered, read)).toEqual([]);
		expect(unregistered(read, [...everywhere])).toEqual([]);
	});

	test('builds its request from its own parameters only, each of which has a name', () => {
		for (const variant of variants(fields)) {
			const read = new Set();
			const labels = new Set();
			const original = parametersOf(name, { ...filledAll(fields), ...variant });
			const recorder = new Parameters(
				(path) => {
					read.add(path);
					return watched(original.raw(path), path, (part) => read.add(part));
				},
				(path) => {
					labels.add(path);
					return original.label(path);
				},
			);
			const { request, pages } = operationOf(name);
			try {
				request(recorder);
				pages?.limit(recorder);
			} catch (problem) {
				// A prompt and other changes exclude each other; everything was read all the same.
				expect(problem.message).toMatch(/cannot be changed together/);
			}
			expect(unregistered(read, registered)).toEqual([]);
			for (const path of labels) {
				expect(registered.some((known) => known === path || known.startsWith(`${path}.`))).toBe(
					true,
				);
				expect(original.label(path)).toMatch(/^[A-Z]/);
			}
		}
	});

	test('has placeholders that can be sent', () => {
		const parameters = filledAll(fields);
		if (name === 'watchlist.update') delete parameters.changes.prompt;
		for (const variant of variants(fields)) {
			const { method, path } = requestFor(name, { ...parameters, ...variant });
			expect(`${method} ${path}`).toMatch(/^(GET|POST|PUT|DELETE) \/[a-z-]+(\/[a-z-]+)?$/);
		}
	});
});

test('as a tool, an operation reads the same and always waits', async () => {
	const sample = await sampleFor('profile.get', sandbox);
	const read = await readsOf('outx', { ...sample, options: {} }, true);
	expect([...read]).toEqual(expect.arrayContaining(['profile', 'options.maximumWait']));
});

test('OutX Wait for Task reads every parameter that the editor shows, and no other', async () => {
	const { properties } = new OutxWaitForTask().description;
	const { taskId } = await sampleFor('task.getStatus', sandbox);
	const read = await readsOf('outxWaitForTask', { ...filledAll(properties), taskId });
	const registered = pathsIn(properties);
	expect(unread(registered, read)).toEqual([]);
	expect(unregistered(read, registered)).toEqual([]);
});

test('OutX Trigger reads every parameter that the editor shows, and no other', async () => {
	const type = new OutxTrigger();
	const { properties } = type.description;
	const { watchlist } = await sampleFor('watchlistPost.getAll', sandbox);
	const read = new Set();
	for (const variant of variants(properties)) {
		const parameters = { ...filledAll(properties), watchlist, ...variant };
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
