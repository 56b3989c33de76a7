import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../../shared/api/types';
import { renameErrorKey } from '../../shared/output/items';
import { describeFailure } from '../../shared/api/errors';
import type { Operation } from '../operation';
import type { Result } from './outcome';

/** What OutX's answer to a call means for the item. */
export function accepted(
	operation: Operation,
	item: number,
	request: ApiRequest,
	place: string,
	body: IDataObject,
): Result {
	if (!operation.createsTask) {
		return { item, json: (operation.results?.(body, request) ?? [body]).map(renameErrorKey) };
	}
	const { api_agent_task_id: id } = body;
	if (typeof id === 'string' && id !== '') {
		return { item, json: [renameErrorKey(body)], task: { id, request, place } };
	}
	const nameless = {
		kind: 'status',
		text: '',
		mayHaveTakenEffect: true,
		transient: false,
	} as const;
	const { description } = describeFailure(nameless, request);
	return {
		item,
		json: [],
		error: {
			message: 'OutX accepted the request but named no task, so its result cannot be fetched',
			description: operation.acts ? description : undefined,
		},
	};
}
