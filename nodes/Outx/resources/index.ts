import type { Operation, Resource } from '../operation';
import { InputProblem } from '../../shared/problem';
import { company } from './company';
import { connection } from './connection';
import { message } from './message';
import { post } from './post';
import { profile } from './profile';
import { task } from './task';

export const resources: Resource[] = [company, connection, message, post, profile, task];

const operations = new Map(
	resources.flatMap((resource) =>
		resource.operations.map((operation): [string, Operation] => [
			`${resource.value}.${operation.value}`,
			operation,
		]),
	),
);

export function operationFor(resource: unknown, operation: unknown): Operation {
	const found = operations.get(`${String(resource)}.${String(operation)}`);
	if (found) return found;
	throw new InputProblem(
		`'Operation' is not one that OutX has: ${String(resource)} → ${String(operation)}`,
		'Choose a resource and an operation from the lists',
	);
}
