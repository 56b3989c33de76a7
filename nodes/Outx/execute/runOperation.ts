import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Attempts } from '../../shared/sendOnce/attempts';
import { toNodeError, describeThrown } from '../../shared/api/errors';
import { act } from './send';
import { fetchAll } from './read';
import { waitForAll } from './awaitTasks';
import type { Operation } from '../operation';
import {
	prepare,
	readerFor,
	settingsFrom,
	type CheckedItem,
	type RunSettings,
	type RejectedItem,
} from './check';
import { itemsFrom, throwFirst, type Result } from './outcome';

/** Carries out an operation: check all items, then send, then wait for all tasks together. */
export async function run(
	context: IExecuteFunctions,
	operation: Operation,
): Promise<INodeExecutionData[][]> {
	if (context.getInputData().length === 0) return [[]];
	const settings = settingsFor(context, operation);
	const inputs = prepare(context, operation);
	const ready = inputs.filter((input): input is CheckedItem => 'request' in input);
	const results: Result[] = inputs
		.filter((input): input is RejectedItem => 'error' in input)
		.map((unfit) => ({ ...unfit, json: [] }));
	throwFirst(context, results);

	const memory = new Attempts(context);
	const send = operation.acts ? act : fetchAll;
	results.push(...(await send(context, operation, ready, memory, settings)));
	throwFirst(context, results);

	if (operation.createsTask && settings.wait) {
		const readers = new Map(ready.map(({ item, parameters }) => [item, parameters]));
		await waitForAll(context, operation, results, readers, memory, settings);
		throwFirst(context, results);
	}
	return [itemsFrom(results)];
}

function settingsFor(context: IExecuteFunctions, operation: Operation): RunSettings {
	try {
		return settingsFrom(readerFor(context, operation, 0));
	} catch (problem) {
		throw toNodeError(context.getNode(), describeThrown(problem), 0);
	}
}
