import type { Operation, Resource } from '../operation';
import { InputError } from '../../shared/input/inputError';
import { company } from './company';
import { connection } from './connection';
import { contactHistory } from './contactHistory';
import { interaction } from './interaction';
import { message } from './message';
import { post } from './post';
import { profile } from './profile';
import { task } from './task';
import { team } from './team';
import { watchlist } from './watchlist';
import { watchlistPost } from './watchlistPost';

export const resources: Resource[] = [
	company,
	connection,
	contactHistory,
	interaction,
	message,
	post,
	profile,
	task,
	team,
	watchlist,
	watchlistPost,
];

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
	throw new InputError(
		`'Operation' is not one that OutX has: ${String(resource)} → ${String(operation)}`,
		'Choose a resource and an operation from the lists',
	);
}
