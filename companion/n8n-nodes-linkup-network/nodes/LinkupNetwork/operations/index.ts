import type { INodeProperties } from 'n8n-workflow';
import { operationFields, operationOption } from '../shared/operation';
import { accept } from './accept';
import { checkInvitation } from './checkInvitation';
import { decline } from './decline';
import { invite } from './invite';
import { listConnections } from './listConnections';
import { listInvitations } from './listInvitations';
import { listSent } from './listSent';
import { withdraw } from './withdraw';

/** In the order in which the editor shows them: by name. */
const operations = [
	listConnections,
	accept,
	checkInvitation,
	decline,
	listInvitations,
	listSent,
	invite,
	withdraw,
];

function operationList(resource: 'connection' | 'invitation', initial: string): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: operations.filter((operation) => operation.resource === resource).map(operationOption),
		default: initial,
	};
}

export const operationLists = [
	operationList('connection', 'getAll'),
	operationList('invitation', 'getManyReceived'),
];

export const fieldsOfOperations = operations.flatMap(operationFields);
