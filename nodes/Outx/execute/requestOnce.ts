import type { IDataObject } from 'n8n-workflow';

import { apiRequest } from '../../shared/api/request';
import type { ApiRequest, Failure } from '../../shared/api/types';
import { taskIdIn } from '../../shared/tasks/taskId';
import type { Run } from './run';

export type Asked = { key: string; body: IDataObject } | { failure: Failure };

/** One request. A task that an earlier attempt created is used again. */
export async function requestOnce(
	{ context, operation, attempts }: Run,
	item: number,
	request: ApiRequest,
	part = '',
): Promise<Asked> {
	const key = attempts.keyOf(item, request, part);
	const known = operation.createsTask && attempts.at(key)?.body;
	if (known) return { key, body: known };
	const answer = await apiRequest(context, request);
	if (!answer.ok) return answer;
	const { body } = answer;
	if (operation.createsTask && taskIdIn(body) !== undefined) attempts.end(key, 'created', body);
	return { key, body };
}
