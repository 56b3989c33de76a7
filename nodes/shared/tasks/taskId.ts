import type { IDataObject } from 'n8n-workflow';

/** The ID of the task that OutX created. OutX documents UUIDs; any other that fits into a request is accepted. */
export function taskIdIn({ api_agent_task_id: id }: IDataObject): string | undefined {
	if (typeof id === 'number') return Number.isSafeInteger(id) ? String(id) : undefined;
	return typeof id === 'string' && /^[\x21-\x7e]{1,200}$/.test(id) ? id : undefined;
}
