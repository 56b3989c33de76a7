import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { operationProperties } from '../../../nodes/Outx/description/properties';
import type { MaybeUnresolved, Operation } from '../../../nodes/Outx/operation';
import { Outx } from '../../../nodes/Outx/Outx.node';
import { operationFor, resources } from '../../../nodes/Outx/resources';
import type { ApiRequest } from '../../../nodes/shared/api/types';
import type { NodeParameters } from '../../../nodes/shared/input/nodeParameters';
import type { Parameters, Values } from '../../../nodes/shared/input/parameters';
import type { TargetedRequest } from '../../../nodes/shared/sendOnce/action';
import { nodeParameters } from './parameters';

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

const parts = (name: string) => {
	const [resource, operation] = name.split('.');
	return { resource, operation };
};

export function operationOf(name: string): Operation {
	const { resource, operation } = parts(name);
	return operationFor(resource, operation);
}

/** n8n looks at each field for each other field, which takes a while with those of all operations. */
const fieldsByName = new Map(
	names.map((name) => [name, description.properties.filter(fits(name))]),
);

function fits(name: string) {
	const wanted = Object.entries(parts(name));
	return ({ displayOptions }: INodeProperties) =>
		wanted.every(([key, value]) => displayOptions?.show?.[key]?.includes(value) ?? true);
}

/** Parameters as n8n would keep them: with defaults, and without what the editor does not show. */
export function enteredIn(name: string, parameters: INodeParameters): INodeParameters {
	const all = { ...parts(name), ...parameters };
	const fields = fieldsByName.get(name) ?? [];
	return NodeHelpers.getNodeParameters(fields, all, true, false, NODE, description) ?? {};
}

const read = (name: string, parameters: INodeParameters): NodeParameters =>
	nodeParameters(operationProperties(operationOf(name)), enteredIn(name, parameters));

export const parametersOf = (name: string, parameters: INodeParameters): Parameters =>
	read(name, parameters).ofItem(0);

export const valuesOf = (name: string, parameters: INodeParameters): Values =>
	read(name, parameters).valuesOf(0);

/** What an operation makes of these parameters before anybody is looked up. */
export const checkedRequest = (
	name: string,
	parameters: INodeParameters,
): MaybeUnresolved<ApiRequest> => operationOf(name).request(parametersOf(name, parameters));

/** What an operation would send for these parameters, with what each person was looked up by as the name. */
export function requestFor(
	name: string,
	parameters: INodeParameters,
): ApiRequest & Partial<TargetedRequest> {
	const request = checkedRequest(name, parameters);
	return 'lookUp' in request ? request.complete(request.lookUp) : request;
}
