/* What the editor shows, as far as n8n's linter does not read it. */
import { Outx } from '../../nodes/Outx/Outx.node';
import { resources } from '../../nodes/Outx/resources';
import { credential, nodes } from './published';

const MAX_BYTES_PER_OPERATION = 3000;

/** Everything with words in it: nodes, fields, members of collections, entries of lists, ways to pick. */
interface Shown {
	name: string;
	displayName?: string;
	type?: string;
	action?: string;
	description?: string;
	hint?: string;
	placeholder?: string;
	default?: unknown;
	typeOptions?: object;
	options?: Shown[];
	values?: Shown[];
	modes?: Shown[];
}

interface Described {
	/** The way to it in the editor. */
	at: string;
	entry: Shown;
}

function entriesIn(list: Shown[] | undefined, where: string): Described[] {
	return (list ?? []).flatMap((entry) => {
		const at = `${where} › ${entry.displayName ?? entry.name}`;
		return [
			{ at, entry },
			...entriesIn(entry.options, at),
			...entriesIn(entry.values, at),
			...entriesIn(entry.modes, at),
		];
	});
}

const described: Described[] = [
	...nodes.flatMap(({ description: { displayName, name, description, properties } }) => [
		{ at: displayName, entry: { displayName, name, description } },
		...entriesIn(properties, displayName),
	]),
	...entriesIn(credential.properties, credential.displayName),
];

/** Where the rule is broken. */
const broken = (rule: (entry: Shown) => unknown) =>
	described
		.filter(({ entry }) => rule(entry))
		.map(({ at, entry }) => `${at}: ${entry.description ?? ''}`);

const plain = (text: string) => text.replace(/<[^>]*>/g, '').replace(/e\.g\. /g, '');
const hasSeveralSentences = (text: string) => /[.!?]\s+\S/.test(plain(text));

describe('what the editor shows', () => {
	test('is in full stops only where there are several sentences', () => {
		for (const field of ['description', 'hint'] as const) {
			expect(
				broken(({ [field]: text }) => text && !hasSeveralSentences(text) && /[.]$/.test(text)),
			).toEqual([]);
			expect(
				broken(({ [field]: text }) => text && hasSeveralSentences(text) && !/[.!?]$/.test(text)),
			).toEqual([]);
		}
	});

	test('has examples that begin with "e.g."', () => {
		const isCollection = ({ type }: Shown) => type === 'collection' || type === 'fixedCollection';
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
					type === 'string' &&
					!placeholder &&
					!description &&
					!(typeOptions && 'password' in typeOptions),
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
		const explainsItself = ({ displayName = '', type }: Shown) =>
			selfExplaining.includes(displayName) ||
			/\(Seconds\)$/.test(displayName) ||
			['hidden', 'list', 'notice', undefined].includes(type);
		const explainsChoices = ({ type, options = [] }: Shown) =>
			type === 'options' && options.every((option) => option.description);
		const isExplained = (entry: Shown) =>
			[entry.description, entry.placeholder].some(Boolean) ||
			explainsItself(entry) ||
			explainsChoices(entry);
		expect(broken((entry) => !isExplained(entry))).toEqual([]);
	});

	test('avoids the words error, problem, failure and mistake', () => {
		const bad = /\b(errors?|problems?|failures?|mistakes?)\b/i;
		const fields = [
			...(['displayName', 'name', 'description'] as const),
			...(['hint', 'action', 'placeholder'] as const),
		];
		for (const field of fields) {
			expect(broken(({ [field]: text }) => text && bad.test(text))).toEqual([]);
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
		const isSorted = (list: Shown[]) => {
			const names = list.map(({ displayName, name }) => displayName ?? name);
			const sorted = [...names].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
			return names.join() === sorted.join();
		};
		const unsorted = described.filter(({ entry: { type, name, options = [] } }) => {
			if (name === 'operation' || name === 'resource') return !isSorted(options);
			const long = options.length >= 5 || (type === 'collection' && options.length > 1);
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

	test('leaves room for the whole name of an AI tool, which n8n cuts at 64 characters', () => {
		const { name } = new Outx().description.defaults;
		const names = resources.flatMap(({ operations }) =>
			operations.map(({ action }) => `${action} in ${name}`),
		);
		expect(names.filter((tool) => tool.length > 64)).toEqual([]);
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
