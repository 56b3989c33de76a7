import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { describeThrown, type ErrorDetails } from '../shared/api/errors';
import { outxId } from '../shared/input/outxIds';
import { NodeParameters, sourceOf } from '../shared/input/nodeParameters';
import type { Parameters } from '../shared/input/parameters';
import type { OutputForm } from '../shared/output/items';
import { waitLimitsFrom, type WaitLimits } from '../shared/tasks/waitForTasks';
import { isTool } from '../shared/util/context';
import { properties, type PropertyName } from './properties';

/** What an input item stands for. */
type Input =
	| { kind: 'task'; id: string; output: OutputForm; includeInputFields: boolean }
	/** An action that was intentionally not performed: it has no task to wait for. */
	| { kind: 'skipped' }
	| { kind: 'invalid'; error: ErrorDetails };

interface CheckedInputs {
	inputs: Input[];
	limits: WaitLimits;
}

/** Checks every parameter of every item before the first request is sent. */
export function checkInputs(context: IExecuteFunctions): CheckedInputs {
	const items = context.getInputData();
	const parameters = new NodeParameters(sourceOf(context), properties);
	try {
		const limits = waitLimitsFrom<PropertyName>(parameters.ofItem(0), 'maximumWait');
		return {
			limits,
			inputs: items.map(({ json = {} }, item) =>
				checkInput(context, parameters.ofItem(item), json),
			),
		};
	} catch (thrown) {
		// A setting for all items fails every item: with Continue, n8n treats a node that throws as a success.
		const error = describeThrown(thrown);
		const limits = { maxWaitMs: 0, intervalMs: 0 };
		return { limits, inputs: items.map(() => ({ kind: 'invalid', error })) };
	}
}

function checkInput(
	context: IExecuteFunctions,
	parameters: Parameters<PropertyName>,
	json: IDataObject,
): Input {
	try {
		if (json.skipped === true && !json.api_agent_task_id) return { kind: 'skipped' };
		parameters.checkAll();
		return {
			kind: 'task',
			id: parameters.read('taskId', outxId),
			output: {
				perTask: parameters.text('options.output') === 'task',
				simplify: parameters.flag('simplify'),
				isBrief: isTool(context) && parameters.flag('simplify'),
			},
			includeInputFields: parameters.flag('options.includeInputFields'),
		};
	} catch (thrown) {
		return { kind: 'invalid', error: describeThrown(thrown) };
	}
}
