import type { INodeProperties } from 'n8n-workflow';

import { NodeParameters } from '../../../nodes/shared/input/nodeParameters';
import type { Parameters } from '../../../nodes/shared/input/parameters';
import { isObject } from '../../../nodes/shared/util/guards';

/** What stands at a path such as `filters.keyword`. */
export function valueAt(values: unknown, path: string): unknown {
	return path.split('.').reduce((value, key) => (isObject(value) ? value[key] : undefined), values);
}

interface Item {
	/** What n8n makes of the expressions, by the path of the field. */
	resolved?: Record<string, unknown>;
	/** What n8n makes of the pieces of an expression. */
	pieces?: Record<string, unknown>;
	json?: unknown;
}

/** The parameters of a node with these fields filled in like this. */
export function nodeParameters(
	fields: readonly INodeProperties[],
	entered: unknown,
	{ resolved = {}, pieces = {}, json = {} }: Item = {},
): NodeParameters {
	const source = {
		entered,
		resolve: (path: string) => (path in resolved ? resolved[path] : valueAt(entered, path)),
		pieces: () => ({ evaluate: (code: string) => pieces[code.trim()], json }),
	};
	return new NodeParameters(source, fields);
}

/** The parameters of an item of that node. */
export const parametersOf = (
	fields: readonly INodeProperties[],
	entered: unknown,
	item?: Item,
): Parameters => nodeParameters(fields, entered, item).ofItem(0);

/** The parameters of an item with one field, whose expression returns this value. */
export function returning(field: INodeProperties, value: unknown, json?: unknown): Parameters {
	const entered = { [field.name]: '={{ $json.value }}' };
	return parametersOf([field], entered, { resolved: { [field.name]: value }, json });
}

/** The parameters of an item with one field, filled in by hand. */
export const filledIn = (field: INodeProperties, value: unknown): Parameters =>
	parametersOf([field], { [field.name]: value });
