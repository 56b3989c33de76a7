import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../util/guards';

/** The task in OutX's answer. Its status is in `data`; some clients read it next to that. */
export function taskIn({ data, ...body }: IDataObject): IDataObject {
	return isObject(data) ? { status: body.status, ...data } : body;
}

/** Whether an answer is about the requested task. An answer without a task ID is. */
export function isAbout(task: IDataObject, id: string): boolean {
	const named = task.id ?? task.api_agent_task_id;
	if (typeof named !== 'string' && typeof named !== 'number') return true;
	return String(named).trim().toLowerCase() === id.toLowerCase();
}

/** How far a task is. Undocumented words count as running. */
export type Progress = 'completed' | 'failed' | 'running';

const ENDED_BADLY = new Set(['failed', 'error', 'cancelled', 'canceled', 'expired']);

export function progressOf(status: unknown): Progress {
	const word = typeof status === 'string' ? status.trim().toLowerCase() : '';
	if (word === 'completed') return 'completed';
	return ENDED_BADLY.has(word) ? 'failed' : 'running';
}
