/*
 * The output schemas are what the editor shows before a node has run. Here every operation really runs, against the
 * sandbox, and what comes out is held against its schema.
 */
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { startSandbox } from '../../sandbox';
import { ROOT, core, loadEngine, outxCredentials } from '../support/engine';
import { resources } from '../../nodes/Outx/resources';
import { ask, sampleFor, samples, urnOf } from './samples';

const NODES = path.join(ROOT, 'dist/nodes');
const names = resources.flatMap(({ value, operations }) =>
	operations.map((operation) => `${value}.${operation.value}`),
);

/** Found the way the editor's server finds it. */
function schemaOf(node, resource, operation) {
	const file = core.resolveOutputSchemaPath({
		nodeDir: path.join(NODES, node),
		version: '1.0.0',
		resource,
		operation,
	});
	return JSON.parse(fs.readFileSync(file, 'utf8'));
}

/** Every field that a schema lists has to be there; others may be, because OutX may add some. */
function strict(schema) {
	const { properties, items, ...rest } = schema;
	return {
		...rest,
		...(items && { items: strict(items) }),
		...(properties && {
			required: Object.keys(properties),
			properties: Object.fromEntries(
				Object.entries(properties).map(([name, property]) => [name, strict(property)]),
			),
		}),
	};
}

function misfits({ version: _, ...schema }, items) {
	const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(strict(schema));
	return items.flatMap(({ json }) =>
		validate(json)
			? []
			: validate.errors.map(({ instancePath, message }) => `${instancePath} ${message}`),
	);
}

let sandbox;
let engine;
const run = (node, parameters, items) =>
	engine.runNode(node, parameters, { items, credentials: outxCredentials(sandbox.url) });

/** What came out of every operation. They all run at once, because each waits a second for its task. */
const runs = new Map();

async function runSample(name) {
	const parameters = { waitForCompletion: true, ...(await sampleFor(name, sandbox)) };
	runs.set(name, await run('outx', parameters));
}

beforeAll(async () => {
	engine = await loadEngine();
	sandbox = await startSandbox({
		switches: { taskDelayMs: 50, oneAtATime: false, pickUpMs: 5 },
	});
	await Promise.all(names.filter((name) => samples[name]).map(runSample));
});
afterAll(() => sandbox.close());

test('every operation has a schema and a sample, and there is none for anything else', () => {
	const folder = path.join(ROOT, 'nodes/Outx/__schema__/v1.0.0');
	const files = fs
		.readdirSync(folder, { recursive: true })
		.filter((file) => path.extname(file) === '.json')
		.map((file) => file.slice(0, -'.json'.length).split(path.sep).join('.'));
	expect(files.sort()).toEqual([...names].sort());
	expect(Object.keys(samples).sort()).toEqual([...names].sort());
});

describe.each(names)('%s', (name) => {
	const [resource, operation] = name.split('.');

	test('has a schema as n8n writes them', () => {
		const { type, properties, version } = schemaOf('Outx', resource, operation);
		expect([type, typeof properties, version]).toEqual(['object', 'object', 1]);
		expect(Object.keys(properties).length).toBeGreaterThan(0);
	});

	test('puts out what its schema says', () => {
		const { items, error } = runs.get(name);
		expect(error?.message).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		expect(misfits(schemaOf('Outx', resource, operation), items)).toEqual([]);
	});
});

test.each(['people', 'company', 'reddit'])('a watchlist of the kind %s fits, too', async (kind) => {
	const { watchlists } = await ask(sandbox, `/api-${kind}-watchlist`);
	const watchlist = { __rl: true, mode: 'id', value: watchlists[0].id };
	for (const operation of ['get', 'getAll']) {
		const { items } = await run('outx', { resource: 'watchlist', operation, kind, watchlist });
		const { properties, version: _ } = schemaOf('Outx', 'watchlist', operation);
		// Lists of people and companies have no keywords: only what is there is held against the schema.
		const there = Object.entries(properties).filter(([field]) => field in items[0].json);
		expect(there.length).toBeGreaterThan(4);
		const schema = { type: 'object', properties: Object.fromEntries(there) };
		expect(misfits(schema, items)).toEqual([]);
	}
});

test('OutX Wait for Task has a schema, which holds for all three outputs', async () => {
	const send = (recipient_urn) =>
		ask(sandbox, '/linkedin-agent/send-message', { recipient_urn, message: 'Hello' });
	const { connections, strangers } = sandbox.world;
	sandbox.set({ taskDelayMs: 0, pickUpMs: 0 });
	const done = [await send(urnOf(connections[5])), await send(urnOf(strangers[5]))];
	sandbox.set({ taskDelayMs: 60_000 });
	const tasks = [...done, await send(urnOf(connections[6]))];
	sandbox.set({ taskDelayMs: 50, pickUpMs: 5 });

	const { outputs } = await run(
		'outxWaitForTask',
		{ taskId: '={{ $json.api_agent_task_id }}', maximumWait: 0 },
		tasks.map((json) => ({ json })),
	);
	expect(outputs.map((output) => output.length)).toEqual([1, 1, 1, 0]);
	const schema = schemaOf('OutxWaitForTask');
	expect(
		misfits(
			schema,
			outputs.flat().map((json) => ({ json })),
		),
	).toEqual([]);
});

describe('a schema that does not fit is noticed', () => {
	const schema = {
		type: 'object',
		properties: {
			name: { type: 'string' },
			note: { type: ['string', 'null'] },
			author: { type: 'object', properties: { id: { type: 'number' } } },
			tags: { type: 'array', items: { type: 'object', properties: { id: { type: 'number' } } } },
		},
		version: 1,
	};
	const item = { name: 'A', note: null, author: { id: 1 }, tags: [{ id: 1 }], more: true };
	test.each([
		['a field that is missing', { name: undefined }],
		['a field of another type', { name: 7 }],
		['null where there should be something', { name: null }],
		['a nullable field that is missing', { note: undefined }],
		['a field inside another', { author: {} }],
		['a field inside a list', { tags: [{ id: 1 }, { id: '2' }] }],
	])('%s', (_, change) => {
		expect(misfits(schema, [{ json: item }])).toEqual([]);
		const changed = JSON.parse(JSON.stringify({ ...item, ...change }));
		expect(misfits(schema, [{ json: item }, { json: changed }])).toHaveLength(1);
	});
});
