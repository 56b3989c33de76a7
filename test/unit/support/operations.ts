import { NodeHelpers } from 'n8n-workflow';
import { labelsFor } from '../../../nodes/Outx/description/labels';
import { Outx } from '../../../nodes/Outx/Outx.node';
import { operationFor, resources } from '../../../nodes/Outx/resources';
import { Parameters } from '../../../nodes/shared/input/parameters';

const { description } = new Outx();
const NODE = { name: 'OutX', type: 'n8n-nodes-outx.outx', typeVersion: 1, parameters: {} };

/** All operations, as `resource.operation`. */
const names = resources.flatMap(({ value, operations }) =>
	operations.map((operation) => `${value}.${operation.value}`),
);

const at = (values, path) => path.split('.').reduce((value, key) => value?.[key], values);

/** Reads these parameters as n8n would hand them over: with defaults, and without what the editor does not show. */
function readOf(name, parameters) {
	const [resource, operation] = name.split('.');
	const values = NodeHelpers.getNodeParameters(
		description.properties,
		{ resource, operation, ...parameters },
		true,
		false,
		NODE,
		description,
	);
	return new Parameters(
		(path) => at(values, path) ?? null,
		labelsFor(operationFor(resource, operation)),
	);
}

const operationOf = (name) => operationFor(...name.split('.'));

/** What an operation would send for these parameters. */
const callFor = (name, parameters) => operationOf(name).request(readOf(name, parameters));

export { callFor, description, names, operationOf, readOf, resources };
