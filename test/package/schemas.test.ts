/*
 * The output schemas are what the editor shows before a node has run. Here every operation really runs, against the
 * sandbox, and what comes out is held against its schema.
 */
import fs from 'node:fs';
import path from 'node:path';

import Ajv from 'ajv';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { z } from 'zod';

import { startSandbox, type Sandbox } from '../../sandbox';
import {
	core,
	loadEngine,
	outxCredentials,
	ROOT,
	type Engine,
	type NodeRun,
} from '../support/engine';
import { ask, operationNames as names, sampleFor, samples, urnOf, watchlistId } from './samples';

const NODES = path.join(ROOT, 'dist/nodes');

/** The part of JSON Schema that n8n's output schemas use. */
interface Schema {
	type?: string | string[];
	properties?: Record<string, Schema>;
	items?: Schema;
	required?: string[];
}

const Schema: z.ZodType<Schema> = z
	.object({
		type: z.union([z.string(), z.array(z.string())]),
		properties: z.record(z.lazy(() => Schema)),
		items: z.lazy(() => Schema),
	})
	.partial()
	.strict();
/** A file as n8n writes them. */
const SchemaFile = z
	.object({
		type: z.literal('object'),
		properties: z.record(Schema).refine((fields) => Object.keys(fields).length > 0, 'no fields'),
		version: z.literal(1),
	})
	.strict();

/** Found the way the editor's server finds it. */
function readSchema(node: string, resource?: string, operation?: string) {
	const file = core.resolveOutputSchemaPath({
		nodeDir: path.join(NODES, node),
		version: '1.0.0',
		resource,
		operation,
	});
	if (file === undefined) throw new Error('n8n finds no schema');
	const stored: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
	return stored;
}

/** What a validator needs of it, which does not know versions. */
function schemaOf(node: string, resource?: string, operation?: string) {
	const { type, properties } = SchemaFile.parse(readSchema(node, resource, operation));
	return { type, properties };
}

/** Every field that a schema lists has to be there; others may be, because OutX may add some. */
function strict({ properties, items, ...rest }: Schema): Schema {
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

function misfits(schema: Schema, items: { json: IDataObject }[]) {
	const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(strict(schema));
	return items.flatMap(({ json }) =>
		validate(json)
			? []
			: (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`),
	);
}

let sandbox: Sandbox;
let engine: Engine;
const run = (node: string, parameters: INodeParameters, items?: INodeExecutionData[]) =>
	engine.runNode(node, parameters, { items, credentials: outxCredentials(sandbox.url) });

/** What came out of every operation. They all run at once, because each waits a second for its task. */
const runs = new Map<string, NodeRun>();

async function runSample(name: string) {
	runs.set(name, await run('outx', await sampleFor(name, sandbox)));
}

beforeAll(async () => {
	engine = await loadEngine();
	sandbox = await startSandbox({
		switches: { taskDelayMs: 50, oneAtATime: false, pickUpMs: 5 },
	});
	await Promise.all(names.filter((name) => samples[name]).map(runSample));
}, 60_000);
afterAll(() => sandbox.close());

test('every operation has a schema and a sample, and there is none for anything else', () => {
	const folder = path.join(ROOT, 'nodes/Outx/__schema__/v1.0.0');
	const files = fs
		.readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => path.extname(file) === '.json')
		.map((file) => file.slice(0, -'.json'.length).split(path.sep).join('.'));
	expect(files.sort()).toEqual([...names].sort());
	expect(Object.keys(samples).sort()).toEqual([...names].sort());
});

describe.each(names)('%s', (name) => {
	const [resource, operation] = name.split('.');

	test('has a schema as n8n writes them', () => {
		const { error } = SchemaFile.safeParse(readSchema('Outx', resource, operation));
		expect(error).toBeUndefined();
	});

	test('returns what its schema says', () => {
		const { items = [], error } = runs.get(name) ?? {};
		expect(error?.message).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		expect(misfits(schemaOf('Outx', resource, operation), items)).toEqual([]);
	});
});

test.each(['people', 'company', 'reddit'])('a watchlist of the kind %s fits, too', async (kind) => {
	const value = await watchlistId(sandbox, kind);
	const watchlist: INodeParameters = { __rl: true, mode: 'id', value };
	for (const operation of ['get', 'getAll']) {
		const { items } = await run('outx', { resource: 'watchlist', operation, kind, watchlist });
		const { properties } = schemaOf('Outx', 'watchlist', operation);
		// Lists of people and companies have no keywords: only what is there is held against the schema.
		const there = Object.entries(properties).filter(([field]) => field in items[0].json);
		expect(there.length).toBeGreaterThan(4);
		const schema = { type: 'object', properties: Object.fromEntries(there) };
		expect(misfits(schema, items)).toEqual([]);
	}
});

test('OutX Wait for Task has a schema, which holds for all three outputs', async () => {
	const send = (recipient_urn: string) =>
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
	};
	const item = { name: 'A', note: null, author: { id: 1 }, tags: [{ id: 1 }], more: true };
	test.each<[string, IDataObject]>([
		['a field that is missing', { name: undefined }],
		['a field of another type', { name: 7 }],
		['null where there should be something', { name: null }],
		['a nullable field that is missing', { note: undefined }],
		['a field inside another', { author: {} }],
		['a field inside a list', { tags: [{ id: 1 }, { id: '2' }] }],
	])('%s', (_, change) => {
		expect(misfits(schema, [{ json: item }])).toEqual([]);
		const changed = { json: { ...item, ...change } };
		expect(misfits(schema, [{ json: item }, changed])).toHaveLength(1);
	});
});
