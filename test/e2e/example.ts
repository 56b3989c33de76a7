import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { readExamples } from '../../scripts/n8n/examples';
import type { Flow } from './workflows';

interface Changes {
	/** Parameters to change, by node and path: mostly so that a test need not wait for hours. */
	change?: Record<string, INodeParameters>;
	/** What nodes return without being run. */
	pin?: Record<string, IDataObject[]>;
}

let copies = 0;

/** A copy of an example, with another name. */
function example(file: string, { change = {}, pin = {} }: Changes = {}): Flow {
	const found = readExamples().find((each) => each.file === file);
	if (!found) throw new Error(`There is no example ${file}`);
	const flow: Flow = structuredClone(found.workflow);
	for (const [name, parameters] of Object.entries(change)) {
		for (const [path, value] of Object.entries(parameters)) {
			setAt(nodeOf(flow, name).parameters, path.split('.'), value);
		}
	}
	const pinData = Object.fromEntries(
		Object.entries(pin).map(([name, items]) => [name, items.map((json) => ({ json }))]),
	);
	return { ...flow, name: `${flow.name} (copy ${++copies})`, pinData };
}

function nodeOf({ nodes }: Flow, name: string) {
	const node = nodes.find((each) => each.name === name);
	if (!node) throw new Error(`There is no node ${name}`);
	return node;
}

function setAt(
	parameters: INodeParameters,
	[key, ...rest]: string[],
	value: INodeParameters[string],
): void {
	if (rest.length === 0) {
		parameters[key] = value;
		return;
	}
	const inner = parameters[key];
	if (!isParameters(inner)) throw new Error(`There is no parameter ${key}`);
	setAt(inner, rest, value);
}

const isParameters = (value: INodeParameters[string]): value is INodeParameters =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export { example, nodeOf };
