import { NodeHelpers, type INodeParameters } from 'n8n-workflow';

import { labelsFor } from '../../../nodes/Outx/description/labels';
import type { Operation, TargetedRequest } from '../../../nodes/Outx/operation';
import { Outx } from '../../../nodes/Outx/Outx.node';
import { operationFor, resources } from '../../../nodes/Outx/resources';
import type { ApiRequest } from '../../../nodes/shared/api/types';
import { Parameters } from '../../../nodes/shared/input/parameters';
import { isObject } from '../../../nodes/shared/util/guards';

export { resources };
export const { description } = new Outx();

const NODE = {
	id: 'outx',
	name: 'OutX',
	type: 'n8n-nodes-outx.outx',
	typeVersion: 1,
	position: [0, 0] satisfies [number, number],
	parameters: {},
};

/** All operations, as `resource.operation`. */
export const names = resources.flatMap(({ value, operations }) =>
	operations.map((operation) => `${value}.${operation.value}`),
);

function valueAt(values: unknown, path: string): unknown {
	return path.split('.').reduce((value, key) => (isObject(value) ? value[key] : undefined), values);
}

const parts = (name: string) => {
	const [resource, operation] = name.split('.');
	return { resource, operation };
};

export function operationOf(name: string): Operation {
	const { resource, operation } = parts(name);
	return operationFor(resource, operation);
}

/** Reads these parameters as n8n would hand them over: with defaults, and without what the editor does not show. */
export function parametersOf(name: string, parameters: INodeParameters): Parameters {
	const values = NodeHelpers.getNodeParameters(
		description.properties,
		{ ...parts(name), ...parameters },
		true,
		false,
		NODE,
		description,
	);
	return new Parameters((path) => valueAt(values, path) ?? null, labelsFor(operationOf(name)));
}

/** What an operation would send for these parameters. */
export function requestFor(
	name: string,
	parameters: INodeParameters,
): ApiRequest & Partial<TargetedRequest> {
	return operationOf(name).request(parametersOf(name, parameters));
}
