import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import Ajv from 'ajv';
import type { INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';

import { ROOT } from '../support/engine';
import { like } from '../support/like';
import { COMPANION, loadCompanion, runNode, startServer, success } from './support';

const DIST = path.join(COMPANION, 'dist');
const NODE_DIST = path.join(DIST, 'nodes/LinkupNetwork');

const readJson = <T extends z.ZodTypeAny>(file: string, schema: T): z.output<T> =>
	schema.parse(JSON.parse(fs.readFileSync(file, 'utf8'))) as z.output<T>;

const manifest = readJson(
	path.join(COMPANION, 'package.json'),
	z.object({
		name: z.string(),
		dependencies: z.undefined(),
		peerDependencies: z.record(z.string()),
	}),
);

/** A workflow, as far as these tests read it. */
const workflowSchema = z.object({
	nodes: z.array(
		z.object({ name: z.string(), type: z.string(), parameters: z.record(z.unknown()) }),
	),
	connections: z.record(z.object({ main: z.array(z.array(z.object({ node: z.string() }))) })),
});

// n8n's lint rules see every file as a node file when NODE_ENV says "test", as Jest does.
const { NODE_ENV: _test, ...env } = process.env;

/** Everything with words in it: fields, members of collections, entries of lists. */
interface Shown {
	name: string;
	type?: string;
	action?: string;
	description?: string;
	placeholder?: string;
	isNodeSetting?: boolean;
	options?: Shown[];
}

const describeNode = async () => (await loadCompanion()).describe('linkupNetwork');

/** The operations of each resource, as the lists of the editor have them. */
async function operationLists() {
	const { properties } = await describeNode();
	return properties
		.filter(({ name }) => name === 'operation')
		.map(({ options = [], displayOptions }) => ({
			resource: z.string().parse(displayOptions?.show?.resource?.[0]),
			options: options.filter((option): option is INodePropertyOptions => 'value' in option),
		}));
}

/** The action of LinkupAPI that an operation asks for. */
const actionOf = ({ routing }: INodePropertyOptions): unknown => {
	const body = routing?.request?.body;
	return typeof body === 'object' && body !== null && 'action' in body ? body.action : undefined;
};

const filesUnder = (folder: string) =>
	fs
		.readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name));

describe('the package', () => {
	test('needs nothing but n8n-workflow when it runs', () => {
		const scripts = filesUnder(DIST).filter((file) => file.endsWith('.js'));
		const required = scripts.flatMap((file) =>
			[...fs.readFileSync(file, 'utf8').matchAll(/require\(['"]([^'"]+)['"]\)/g)].map(
				([, name]) => name,
			),
		);
		expect(required.length).toBeGreaterThan(0);
		expect(required.filter((name) => name !== 'n8n-workflow' && !name.startsWith('.'))).toEqual([]);
		expect(manifest.dependencies).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	test('ships the node, the credential, their icons and schemas, and nothing of the workshop', () => {
		const [packed] = z.tuple([z.object({ files: z.array(z.object({ path: z.string() })) })]).parse(
			JSON.parse(
				execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
					cwd: COMPANION,
					encoding: 'utf8',
					stdio: ['ignore', 'pipe', 'ignore'],
				}),
			),
		);
		const shipped = packed.files.map((file) => file.path);
		expect(shipped).toEqual(
			like.list([
				'LICENSE',
				'README.md',
				'CHANGELOG.md',
				'dist/credentials/LinkupApi.credentials.js',
				'dist/credentials/linkupApi.dark.svg',
				'dist/nodes/LinkupNetwork/LinkupNetwork.node.js',
				'dist/nodes/LinkupNetwork/LinkupNetwork.node.json',
				'dist/nodes/LinkupNetwork/linkupNetwork.svg',
				'dist/nodes/LinkupNetwork/__schema__/v1.0.0/connection/getAll.json',
			]),
		);
		expect(
			shipped.filter(
				(file) =>
					!/^(dist\/(nodes|credentials)\/.+\.(js|json|svg)|[A-Z]+(\.md)?|package\.json)$/.test(
						file,
					),
			),
		).toEqual([]);
	});

	test('passes the linter in strict mode', () => {
		const lint = () =>
			execFileSync('npx', ['n8n-node', 'lint'], { cwd: COMPANION, stdio: 'pipe', env });
		expect(lint).not.toThrow();
	}, 120_000);

	test("passes n8n's scanner, sources and what ships", () => {
		// The scanner is an ES module, which Jest does not load: it runs in a process of its own.
		const scan = `
			import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';
			const results = [
				await analyzePackage(${JSON.stringify(COMPANION)}, SOURCE_FILE_PATTERNS),
				await analyzePackage(${JSON.stringify(COMPANION)}, ['dist/{nodes,credentials}/**/*.js', 'package.json']),
			];
			process.stdout.write(JSON.stringify(results));
		`;
		const out = execFileSync(process.execPath, ['--input-type=module', '-e', scan], {
			cwd: ROOT,
			encoding: 'utf8',
			env,
		});
		expect(JSON.parse(out)).toEqual([{ passed: true }, { passed: true }]);
	}, 120_000);

	test('has a codex that names the package and words to search for', () => {
		const file = path.join(NODE_DIST, 'LinkupNetwork.node.json');
		expect(readJson(file, z.unknown())).toMatchObject({
			node: manifest.name,
			resources: { primaryDocumentation: [{ url: like.text(manifest.name) }] },
			alias: like.list(['invite']),
		});
	});
});

describe('the examples in the README', () => {
	const readme = fs.readFileSync(path.join(COMPANION, 'README.md'), 'utf8');
	const examples = [...readme.matchAll(/### ([^\n]+)\n[^#]*?```json\n(.+?)```/gs)].map(
		([, title, json]): [string, z.output<typeof workflowSchema>] => [
			title,
			workflowSchema.parse(JSON.parse(json)),
		],
	);

	test('there are three', () => {
		expect(examples).toHaveLength(3);
	});

	test.each(examples)('%s: fits the node, and is connected', async (_title, workflow) => {
		const { properties } = await describeNode();
		const names = workflow.nodes.map(({ name }) => name);
		const targets = Object.values(workflow.connections).flatMap(({ main }) => main.flat());
		expect(targets).toHaveLength(names.length - 1);
		for (const { node } of targets) expect(names).toContain(node);

		const ours = workflow.nodes.filter(({ type }) => type.startsWith(manifest.name));
		expect(ours.length).toBeGreaterThan(0);
		for (const { parameters } of ours) {
			const { operation, resource } = z
				.object({ operation: z.string(), resource: z.string() })
				.parse(parameters);
			const isShown = (names: readonly unknown[] | undefined, name: string) =>
				names === undefined || names.includes(name);
			const shown = properties.filter(
				({ displayOptions }) =>
					isShown(displayOptions?.show?.resource, resource) &&
					isShown(displayOptions?.show?.operation, operation),
			);
			const lists = await operationLists();
			const list = lists.find((each) => each.resource === resource);
			expect(list?.options.map(({ value }) => value)).toContain(operation);
			expect(shown.map(({ name }) => name)).toEqual(like.list(Object.keys(parameters)));
		}
	});
});

describe('the node as the editor shows it', () => {
	const flat = (list: Shown[]): Shown[] =>
		list.flatMap((entry) => [entry, ...flat(entry.options ?? [])]);

	test('is declarative, with one operation for each action of the API', async () => {
		const { type } = (await loadCompanion()).loader.getNode('linkupNetwork');
		expect(Object.keys(type)).not.toContain('methods');
		const actions = (await operationLists()).flatMap(({ options }) => options.map(actionOf));
		expect(actions.filter((action) => action !== undefined).sort()).toEqual([
			'accept',
			'check_invitation',
			'decline',
			'invite',
			'list_connections',
			'list_invitations',
			'list_sent',
			'withdraw',
		]);
		expect((await describeNode()).usableAsTool).toBe(true);
	});

	test('follows the copy rules that the linter cannot see', async () => {
		const { properties } = await describeNode();
		const entries = flat(properties as Shown[]).filter(({ name }) => name !== 'requestOptions');
		expect(entries.length).toBeGreaterThan(20);
		for (const entry of entries.filter(({ isNodeSetting }) => !isNodeSetting)) {
			const text = entry.description ?? '';
			if (entry.type === 'boolean') expect(text).toMatch(/^Whether /);
			if (entry.placeholder && entry.type === 'string')
				expect(entry.placeholder).toMatch(/^e\.g\. /);
			if (text && !/[.!?] /.test(text)) expect(text).not.toMatch(/\.$/);
			if (entry.action) expect(entry.action).not.toMatch(/LinkedIn|LinkupAPI/);
			expect(text).not.toMatch(/\b(error|problem|failure|mistake)\b/i);
		}
	});

	test('lists its operations by name', async () => {
		for (const { options } of await operationLists()) {
			const names = options.map(({ name }) => name).filter((name) => name !== 'Custom API Call');
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		}
	});
});

describe('the output schemas', () => {
	const person = { first_name: 'Ada', last_name: 'Lovelace', headline: null };
	const samples = {
		'connection/getAll': {
			connections: [{ name: 'Ada', job_title: null, profile_url: 'x', profile_picture: 'y' }],
			total_results: 1,
		},
		'invitation/getManyReceived': {
			invitations: [
				{
					entity_urn: 'urn:li:invitation:1',
					shared_secret: 's',
					sender: { ...person, linkedin_url: 'x', profile_picture_url: null },
					invitation_type: 'CONNECTION',
					sent_time: '1d',
					sent_time_days: 1,
				},
			],
		},
		'invitation/getManySent': {
			invitations: [
				{
					entity_urn: 'urn:li:invitation:1',
					recipient: { ...person, linkedin_url: 'x', profile_picture: null },
					invitation_type: 'CONNECTION',
					sent_time: '1d',
					sent_time_days: 1,
				},
			],
		},
		'invitation/send': {
			invitation_urn: 'urn:li:invitation:1',
			profile_urn: 'urn:li:fsd_profile:1',
			...person,
			public_identifier: 'ada',
			profile_picture_url: null,
		},
		'invitation/withdraw': { withdrawn: true, invitation_id: '7453486530700017665' },
		'invitation/check': {
			invitation_state: 'ACCEPTED',
			invitation_type: 'CONNECTED',
			invitation_id: null,
			member_distance: 1,
			message: null,
		},
		'invitation/accept': {},
		'invitation/decline': {},
	};

	test('there is one for each operation', async () => {
		const operations = (await operationLists()).flatMap(({ resource, options }) =>
			options.filter(({ routing }) => routing).map(({ value }) => `${resource}/${String(value)}`),
		);
		const root = path.join(NODE_DIST, '__schema__/v1.0.0');
		const found = filesUnder(root).map((file) => path.relative(root, file).replace('.json', ''));
		expect(found.sort()).toEqual(operations.sort());
		expect(Object.keys(samples).sort()).toEqual(operations.sort());
	});

	test.each(Object.entries(samples))('%s is what comes out', async (name, data) => {
		const [resource, operation] = name.split('/');
		const server = await startServer(() => success(data));
		const { items, error } = await runNode({
			baseUrl: server.url,
			parameters: {
				resource,
				operation,
				person: 'ada',
				invitationId: '7453486530700017665',
				entityUrn: 'urn:li:invitation:1',
				sharedSecret: 's',
			},
		});
		await server.close();
		expect(error).toBeUndefined();
		const file = path.join(NODE_DIST, '__schema__/v1.0.0', `${name}.json`);
		const schemaFile = z.object({ version: z.number(), properties: z.record(z.unknown()) });
		const { version, ...schema } = readJson(file, schemaFile.passthrough());
		expect(version).toBe(1);
		const fits = new Ajv({ allowUnionTypes: true }).compile({
			...schema,
			required: Object.keys(schema.properties),
			additionalProperties: false,
		});
		expect(fits(items[0].json) || fits.errors).toBe(true);
	});
});
