import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { describeThrown } from '../../shared/api/errors';
import { Attempts } from '../../shared/sendOnce/attempts';
import { operationFor } from '../resources';
import { awaitTasks } from './awaitTasks';
import { checkItems, isTargeted, type Checked, type CheckedItem } from './check';
import { consultHistory, isAboutHistory } from './consult';
import { lookUpPeople } from './lookUpPeople';
import { failed, stopAtFailure, toItems, type Outcome } from './outcome';
import { readItems } from './read';
import type { Run } from './run';
import { sendItems } from './send';

/** Runs an operation: checks all items, looks people up, sends or reads, then waits for all tasks together. */
export async function runOperation(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (context.getInputData().length === 0) return [[]];
	const checked = check(context);
	stopAtFailure(context, checked.failures);
	if (!('operation' in checked)) return [await toItems(checked.failures)];

	const { operation, settings, items, failures } = checked;
	const acts = operation.acts !== undefined;
	const run: Run = { context, operation, settings, attempts: new Attempts(context) };
	const people = await lookUpPeople(run, items);
	stopAtFailure(context, people.others);

	const answered = await answer(run, people.items);
	stopAtFailure(context, answered, acts);

	const finished = settings.wait ? await awaitTasks(run, people.items, answered) : answered;
	stopAtFailure(context, finished, acts);
	const carried = new Map(items.map((checked) => [checked.item, checked.carried]));
	return [await toItems([...failures, ...people.others, ...finished], carried)];
}

async function answer(run: Run, items: readonly CheckedItem[]): Promise<Outcome[]> {
	const { operation } = run;
	if (operation.acts) return await sendItems(run, items.filter(isTargeted));
	if (operation.consult) return await consultHistory(run, operation, items.filter(isAboutHistory));
	return await readItems(run, items);
}

/** An invalid setting for all items fails every item: with Continue, n8n treats a node that throws as a success. */
function check(context: IExecuteFunctions): Checked | Pick<Checked, 'failures'> {
	try {
		const resource = context.getNodeParameter('resource', 0);
		const operation = context.getNodeParameter('operation', 0);
		return checkItems(context, operationFor(resource, operation));
	} catch (thrown) {
		const error = describeThrown(thrown);
		return { failures: context.getInputData().map((_, item) => failed(item, error)) };
	}
}
