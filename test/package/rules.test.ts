/* What n8n and this project ask of the package, as far as the linter does not see it. */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../support/engine';
import { OutxApi } from '../../credentials/OutxApi.credentials';
import { Outx } from '../../nodes/Outx/Outx.node';
import { OutxTrigger } from '../../nodes/OutxTrigger/OutxTrigger.node';
import { OutxWaitForTask } from '../../nodes/OutxWaitForTask/OutxWaitForTask.node';
import { resources } from '../../nodes/Outx/resources';

const MAX_BYTES_PER_OPERATION = 3000;

const manifest = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
const nodes = [new Outx(), new OutxTrigger(), new OutxWaitForTask()];
const credential = new OutxApi();
const folderOf = ({ constructor }) => path.join(ROOT, 'nodes', constructor.name);

const sources = ['credentials', 'nodes'].flatMap((folder) =>
	fs
		.readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name))),
);
const read = (file) => fs.readFileSync(path.join(ROOT, file), 'utf8');

describe('package.json', () => {
	test('has no dependencies but n8n-workflow, which n8n brings along', () => {
		for (const field of ['dependencies', 'optionalDependencies', 'bundledDependencies']) {
			expect(manifest[field]).toBeUndefined();
		}
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(manifest).not.toHaveProperty('overrides');
		expect(manifest).not.toHaveProperty('resolutions');
		expect(Object.keys(manifest.devDependencies)).toContain('n8n-workflow');
	});

	test('runs nothing when it is installed', () => {
		const installing = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish', 'prepack'];
		expect(Object.keys(manifest.scripts).filter((name) => installing.includes(name))).toEqual([]);
		expect(manifest.scripts.prepublishOnly).toBe('n8n-node prerelease');
	});

	test('says what n8n wants to know', () => {
		expect(manifest).toMatchObject({ name: 'n8n-nodes-outx', license: 'MIT' });
		expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/);
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(manifest.homepage).toMatch(/^https:\/\//);
		expect(manifest.repository).toMatchObject({
			type: 'git',
			url: expect.stringMatching(/github/),
		});
		expect(manifest.author.name).toMatch(/\w/);
		expect(manifest.author.email).toMatch(/^[^@\s]+@[^@\s]+$/);
		expect(manifest.private).toBeUndefined();
	});

	test('lists the nodes, the credential and the files that ship', () => {
		expect(manifest.n8n).toEqual({
			n8nNodesApiVersion: 1,
			strict: true,
			credentials: ['dist/credentials/OutxApi.credentials.js'],
			nodes: expect.arrayContaining(
				nodes.map(({ constructor: { name } }) => `dist/nodes/${name}/${name}.node.js`),
			),
		});
		expect(manifest.n8n.nodes).toHaveLength(nodes.length);
		expect(manifest.files).toEqual([
			'dist/credentials/**/*.{js,svg}',
			'dist/nodes/**/*.{js,json,svg}',
			'CHANGELOG.md',
		]);
	});
});

describe('the sources', () => {
	test.each(sources.filter((file) => file.endsWith('.ts')))('%s switches no check off', (file) => {
		expect(read(file)).not.toMatch(/eslint-disable|@ts-(ignore|expect-error|nocheck)/);
		expect(read(file)).not.toMatch(/\bas any\b|: any\b|<any>|any\[\]/);
		expect(read(file)).not.toMatch(/prettier-ignore|istanbul ignore/);
	});
});

const icons = [
	...nodes.flatMap((node) =>
		Object.values(node.description.icon).map((icon) => path.join(folderOf(node), icon.slice(5))),
	),
	...Object.values(credential.icon).map((icon) => path.join(ROOT, 'credentials', icon.slice(5))),
].map((file) => path.relative(ROOT, file));

describe('icons', () => {
	test('each node and the credential has one for light and one for dark themes', () => {
		for (const { icon } of [...nodes.map(({ description }) => description), credential]) {
			expect(icon).toEqual({
				light: expect.stringMatching(/^file:\w+\.svg$/),
				dark: expect.stringMatching(/^file:\w+\.dark\.svg$/),
			});
		}
		expect(icons).toHaveLength(8);
		expect(sources.filter((file) => file.endsWith('.svg')).sort()).toEqual([...icons].sort());
	});

	test.each(icons)('%s is a small square drawing and nothing else', (file) => {
		const svg = read(file);
		const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg);
		expect(width).toBe(height);
		expect(svg.length).toBeLessThan(2000);
		expect(svg).not.toMatch(/<script|<image|<foreignObject|href=|\bon\w+=|<text/i);
	});

	test('light and dark are not the same', () => {
		for (const light of icons.filter((file) => !file.endsWith('.dark.svg'))) {
			expect(read(light)).not.toBe(read(light.replace(/\.svg$/, '.dark.svg')));
		}
	});
});

describe.each(nodes.map((node) => [node.constructor.name, node]))(
	'the codex of %s',
	(name, node) => {
		const codex = JSON.parse(read(`nodes/${name}/${name}.node.json`));

		test('names the package, its pages and words to search for', () => {
			expect(codex.node).toBe(manifest.name);
			expect(codex.nodeVersion).toBe(`${node.description.version}.0`);
			expect(codex.codexVersion).toBe('1.0');
			expect(codex.categories.length).toBeGreaterThan(0);
			// Without resources n8n drops the whole file, silently.
			for (const list of ['credentialDocumentation', 'primaryDocumentation']) {
				expect(codex.resources[list][0].url).toMatch(/^https:\/\/github\.com\/.+n8n-nodes-outx/);
			}
			expect(codex.alias).toContain('LinkedIn');
			expect(new Set(codex.alias).size).toBe(codex.alias.length);
		});
	},
);

/** Everything with words in it: fields, members of collections, entries of lists, ways to pick. */
function* entriesIn(list, where) {
	for (const entry of list ?? []) {
		const at = `${where} › ${entry.displayName ?? entry.name}`;
		yield { at, entry };
		yield* entriesIn(entry.options, at);
		yield* entriesIn(entry.values, at);
		yield* entriesIn(entry.modes, at);
	}
}
const described = [
	...nodes.flatMap(({ description }) => [
		{ at: description.displayName, entry: description },
		...entriesIn(description.properties, description.displayName),
	]),
	...entriesIn(credential.properties, credential.displayName),
];
/** Where the rule is broken. */
const broken = (rule) =>
	described
		.filter(({ entry }) => rule(entry))
		.map(({ at, entry }) => `${at}: ${entry.description}`);

const plain = (text) => text.replace(/<[^>]*>/g, '').replace(/e\.g\. /g, '');
const hasSeveralSentences = (text) => /[.!?]\s+\S/.test(plain(text));

describe('what the editor shows', () => {
	test('is in full stops only where there are several sentences', () => {
		for (const field of ['description', 'hint']) {
			expect(
				broken(({ [field]: text }) => text && !hasSeveralSentences(text) && /[.]$/.test(text)),
			).toEqual([]);
			expect(
				broken(({ [field]: text }) => text && hasSeveralSentences(text) && !/[.!?]$/.test(text)),
			).toEqual([]);
		}
	});

	test('has examples that begin with "e.g."', () => {
		const isCollection = ({ type }) => type === 'collection' || type === 'fixedCollection';
		expect(
			broken(
				(entry) =>
					entry.placeholder && !isCollection(entry) && !/^e\.g\. \S/.test(entry.placeholder),
			),
		).toEqual([]);
		expect(
			broken(
				(entry) => isCollection(entry) && entry.placeholder && !/^Add \w/.test(entry.placeholder),
			),
		).toEqual([]);
		// A text field without an example, a list or a note says too little.
		expect(
			broken(
				({ type, placeholder, description, typeOptions }) =>
					type === 'string' && !placeholder && !description && !typeOptions?.password,
			),
		).toEqual([]);
	});

	test('begins with "Whether" where it is yes or no', () => {
		expect(
			broken(({ type, description }) => type === 'boolean' && !/^Whether /.test(description ?? '')),
		).toEqual([]);
	});

	test('explains every field, or the choices in it', () => {
		const selfExplaining = ['Operation', 'Resource', 'Options', 'Filters'];
		const isExplained = ({ displayName, type, description, placeholder, options }) =>
			description ||
			placeholder ||
			selfExplaining.includes(displayName) ||
			['hidden', 'list', 'notice', undefined].includes(type) ||
			/\(Seconds\)$/.test(displayName) ||
			(type === 'options' && options.every((option) => option.description));
		expect(broken((entry) => !isExplained(entry))).toEqual([]);
	});

	test('avoids the words error, problem, failure and mistake', () => {
		const bad = /\b(errors?|problems?|failures?|mistakes?)\b/i;
		for (const field of ['displayName', 'name', 'description', 'hint', 'action', 'placeholder']) {
			expect(broken(({ [field]: text }) => typeof text === 'string' && bad.test(text))).toEqual([]);
		}
	});

	test('keeps its fixed words', () => {
		const fixed = {
			'Return All': 'Whether to return all results or only up to a given limit',
			Limit: 'Max number of results to return',
			Simplify: 'Whether to return a simplified version of the response instead of the raw data',
		};
		for (const [name, text] of Object.entries(fixed)) {
			const found = described.filter(({ entry }) => entry.displayName === name);
			expect(found.length).toBeGreaterThan(0);
			expect(new Set(found.map(({ entry }) => entry.description))).toEqual(new Set([text]));
		}
		const limits = described.filter(({ entry }) => entry.displayName === 'Limit');
		expect(new Set(limits.map(({ entry }) => entry.default))).toEqual(new Set([50]));
	});

	test('is sorted by name: resources, operations, lists, and what can be added', () => {
		const isSorted = (list) => {
			const names = list.map(({ displayName, name }) => displayName ?? name);
			const sorted = [...names].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
			return names.join() === sorted.join();
		};
		const unsorted = described.filter(({ entry: { type, name, options } }) => {
			if (name === 'operation' || name === 'resource') return !isSorted(options);
			const long = options?.length >= 5 || (type === 'collection' && options?.length > 1);
			return long && !isSorted(options);
		});
		expect(unsorted.map(({ at }) => at)).toEqual([]);
	});

	test('shows operations as the node creator wants them', () => {
		for (const { operations } of resources) {
			for (const { name, value, action, description } of operations) {
				expect(name).toMatch(/^[A-Z][a-z]+( [A-Z][a-z]+)*$/);
				if (value === 'getAll') expect(name).toBe('Get Many');
				expect(action).toMatch(/^[A-Z][a-z]+( [a-z]+)+$/);
				expect(action).not.toMatch(/linkedin|outx/i);
				expect(description).not.toMatch(/\.$/);
			}
		}
	});

	test('puts resource, then operation, then the required fields, and the options last', () => {
		const { properties } = new Outx().description;
		expect(properties[0].name).toBe('resource');
		for (const { value, operations } of resources) {
			for (const operation of operations) {
				const own = properties.filter(
					({ displayOptions }) =>
						displayOptions?.show?.resource?.includes(value) &&
						(displayOptions.show.operation?.includes(operation.value) ?? true),
				);
				expect(own[0].name).toBe('operation');
				const required = own.map((field) => field.required === true).lastIndexOf(true);
				const list = own.findIndex(({ type }) => type === 'collection');
				if (list >= 0) expect(list).toBeGreaterThan(required);
				const options = own.findIndex(({ name }) => name === 'options');
				if (options >= 0) expect(options).toBe(own.length - 1);
			}
		}
	});

	test('is not more than it needs to be', () => {
		const operations = resources.flatMap((resource) => resource.operations).length;
		const bytes = JSON.stringify(new Outx().description).length;
		expect(bytes / operations).toBeLessThan(MAX_BYTES_PER_OPERATION);
	});

	test('can be used as a tool, except the trigger', () => {
		for (const { description } of nodes) {
			expect(description.usableAsTool).toBe(description.polling ? undefined : true);
			expect(description.credentials).toEqual([{ name: 'outxApi', required: true }]);
			expect(description.subtitle).toMatch(/^=/);
		}
	});
});

describe('the credential', () => {
	test('hides the key, and sends it in a header only', () => {
		const [key, ...others] = credential.properties;
		expect(key).toMatchObject({ name: 'apiKey', typeOptions: { password: true }, default: '' });
		expect(others.filter(({ typeOptions }) => typeOptions?.password)).toEqual([]);
		expect(credential.authenticate.properties).toEqual({
			headers: { 'x-api-key': expect.stringContaining('$credentials.apiKey') },
		});
	});

	test('goes to OutX unless somebody changes it, and has a page and a test', () => {
		const baseUrl = credential.properties.find(({ name }) => name === 'baseUrl');
		expect(baseUrl.default).toBe('https://api.outx.ai');
		expect(credential.documentationUrl).toMatch(/^https:\/\//);
		expect(credential.test.request).toMatchObject({
			url: '/api-team',
			disableFollowRedirect: true,
		});
	});
});
