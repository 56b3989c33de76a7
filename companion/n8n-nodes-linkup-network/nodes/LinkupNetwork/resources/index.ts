import { InputError } from '../../shared/input/inputError';
import type { Operation, Resource } from '../operation';
import { connection } from './connection';
import { invitation } from './invitation';

export const resources: Resource[] = [connection, invitation];

/** Both may come from an expression in the workflow's JSON. */
export function operationFor(resource: unknown, operation: unknown): Operation {
	const found = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (found) return found;
	throw new InputError(
		"'Resource' and 'Operation' name nothing that this node can do",
		'Choose both from the lists.',
	);
}
