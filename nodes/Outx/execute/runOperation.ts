import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { describeThrown, toNodeError } from '../../shared/api/errors';
import { Attempts } from '../../shared/sendOnce/attempts';
import type { Operation } from '../operation';
import { awaitTasks } from './awaitTasks';
import { checkItems, isTargeted, type Checked } from './check';
import { stopAtFailure, toItems, type Outcome } from './outcome';
import { readItems } from './read';
import type { Run } from './run';
import { sendItems } from './send';

/** Carries out an operation: checks all items, then sends or reads, then waits for all tasks together. */
export async function runOperation(
	context: IExecuteFunctions,
	operation: Operation,
): Promise<INodeExecutionData[][]> {
	if (context.getInputData().length === 0) return [[]];
	const { settings, items, failures } = checked(context, operation);
	stopAtFailure(context, failures);

	const run: Run = { context, operation, settings, attempts: new Attempts(context) };
	const answered: Outcome[] = operation.acts
		? await sendItems(run, items.filter(isTargeted))
		: await readItems(run, items);
	stopAtFailure(context, answered);

	const finished = settings.wait ? await awaitTasks(run, items, answered) : answered;
	stopAtFailure(context, finished);
	return [toItems([...failures, ...finished])];
}

function checked(context: IExecuteFunctions, operation: Operation): Checked {
	try {
		return checkItems(context, operation);
	} catch (thrown) {
		throw toNodeError(context.getNode(), describeThrown(thrown), 0);
	}
}
