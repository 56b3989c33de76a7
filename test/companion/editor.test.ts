import fs from 'node:fs';
import path from 'node:path';

import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { resources } from '../../companion/n8n-nodes-linkup-network/nodes/LinkupNetwork/resources';
import { choicesOf, membersOf } from '../package/fields';
import { present } from '../support/json';
import { COMPANION, NODE_TYPE, setUpCompanion } from './stage';

const companion = setUpCompanion();
const description = () => companion.engine.describe(NODE_TYPE);
const operationLists = () => description().properties.filter(({ name }) => name === 'operation');

describe('the node as the editor shows it', () => {
	test('has one operation for each action of the API', () => {
		const operations = resources.flatMap((resource) => resource.operations);
		expect(operations.map(({ apiAction }) => apiAction).sort()).toEqual([
			'accept',
			'check_invitation',
			'decline',
			'invite',
			'list_connections',
			'list_invitations',
			'list_sent',
			'withdraw',
		]);
		const shown = operationLists().flatMap(choicesOf);
		expect(shown.map(({ value }) => value)).toEqual(
			expect.arrayContaining(operations.map(({ value }) => value)),
		);
		expect(description().usableAsTool).toBe(true);
	});

	test('chooses nothing at first that changes something', () => {
		for (const { value, operations, initial } of resources) {
			const chosen = present(operations.find((operation) => operation.value === initial));
			expect([value, chosen.howToCheck]).toEqual([value, undefined]);
		}
	});

	test('follows the copy rules that the linter cannot see', () => {
		const fields = description().properties.flatMap((field): INodeProperties[] => [
			field,
			...membersOf(field),
		]);
		const choices = fields.flatMap(choicesOf);
		for (const { type, placeholder } of fields) {
			if (type === 'string' && placeholder) expect(placeholder).toMatch(/^e\.g\. /);
		}
		for (const field of fields) {
			if (field.type === 'boolean') expect(field.description).toMatch(/^Whether /);
		}
		for (const text of [...fields, ...choices].map((entry) => entry.description ?? '')) {
			if (text && !/[.!?] /.test(text)) expect(text).not.toMatch(/\.$/);
			expect(text).not.toMatch(/\b(error|problem|failure|mistake)\b/i);
		}
		for (const { action } of choices) expect(action ?? '').not.toMatch(/LinkedIn|LinkupAPI/);
	});

	test('lists its operations by name', () => {
		for (const list of operationLists()) {
			const names = choicesOf(list)
				.map(({ name }) => name)
				.filter((name) => name !== 'Custom API Call');
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
		}
	});
});

describe('the examples in the README', () => {
	const target = z.object({ node: z.string() });
	const workflow = z.object({
		nodes: z.array(
			z.object({ name: z.string(), type: z.string(), parameters: z.record(z.unknown()) }),
		),
		connections: z.record(z.object({ main: z.array(z.array(target)) })),
	});
	const readme = fs.readFileSync(path.join(COMPANION, 'README.md'), 'utf8');
	const examples = [...readme.matchAll(/### ([^\n]+)\n[^#]*?```json\n(.+?)```/gs)].map(
		([, title, json]) => [title, workflow.parse(JSON.parse(json))] as const,
	);

	test('there are three', () => {
		expect(examples).toHaveLength(3);
	});

	test.each(examples)('%s: fits the node, and is connected', (_title, { nodes, connections }) => {
		const names = nodes.map(({ name }) => name);
		const targets = Object.values(connections).flatMap(({ main }) => main.flat());
		expect(targets).toHaveLength(names.length - 1);
		for (const { node } of targets) expect(names).toContain(node);

		const ours = nodes.filter(({ type }) => type === companion.engine.type(NODE_TYPE));
		expect(ours.length).toBeGreaterThan(0);
		for (const { parameters } of ours) {
			const shown = description().properties.filter(({ displayOptions }) =>
				(['resource', 'operation'] as const).every((by) =>
					(displayOptions?.show?.[by] ?? [parameters[by]]).some((each) => each === parameters[by]),
				),
			);
			const operations = choicesOf(present(shown.find(({ name }) => name === 'operation')));
			expect(operations.map(({ value }) => value)).toContain(parameters.operation);
			expect(shown.map(({ name }) => name)).toEqual(
				expect.arrayContaining(Object.keys(parameters)),
			);
		}
	});
});
