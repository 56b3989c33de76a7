import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../shared/api/classify';
import { tame } from '../../shared/output/items';
import { troubleOf } from '../../shared/api/errors';
import type { Operation } from '../operation';
import type { Result } from './outcome';

/** What OutX's answer to a call means for the item. */
export function accepted(
	operation: Operation,
	item: number,
	call: Call,
	place: string,
	body: IDataObject,
): Result {
	if (!operation.createsTask) {
		return { item, json: (operation.results?.(body, call) ?? [body]).map(tame) };
	}
	const { api_agent_task_id: id } = body;
	if (typeof id === 'string' && id !== '') {
		return { item, json: [tame(body)], task: { id, call, place } };
	}
	const nameless = { kind: 'status', text: '', maybeDone: true, passing: false } as const;
	const { description } = troubleOf(nameless, call);
	return {
		item,
		json: [],
		trouble: {
			message: 'OutX accepted the request but named no task, so its result cannot be fetched',
			description: operation.acts ? description : undefined,
		},
	};
}
