/* What a server says, and what anybody may conclude from it. */
import { isObject } from '../support/json';

/** How the answer arrives: late, or not as a whole. */
export type Delivery = 'late' | 'half' | 'stalls' | 'reset' | 'closed' | 'never';

export interface Answer {
	status: number;
	headers: Record<string, string>;
	text: string;
	delivery?: Delivery;
}

/** As much as n8n can take. */
const MOST = 20_000_000;

/** The object in an answer that arrived, and says of itself that it is a success. */
export function contentOf({ status, text, delivery = 'late' }: Answer) {
	if (delivery !== 'late' || status < 200 || status >= 300 || text.length > MOST) return undefined;
	try {
		const json: unknown = JSON.parse(text);
		return isObject(json) && json.success !== false ? json : undefined;
	} catch {
		return undefined;
	}
}

/** The task that an answer names, if it is one that can be asked about again. */
export function taskIdIn(answer: Answer): string | undefined {
	const { api_agent_task_id: id } = contentOf(answer) ?? {};
	if (typeof id === 'number') return Number.isSafeInteger(id) ? String(id) : undefined;
	return typeof id === 'string' && /^[\x21-\x7e]{1,200}$/.test(id) ? id : undefined;
}

/** Whether an answer tells that this task is completed. */
export function tellsCompletion(answer: Answer, taskId: string | null): boolean {
	const { data, ...rest } = contentOf(answer) ?? {};
	const task = isObject(data) ? { ...rest, ...data } : rest;
	const isAbout = task.id === undefined || task.id === taskId;
	return (
		isAbout && typeof task.status === 'string' && task.status.trim().toLowerCase() === 'completed'
	);
}

/** Whether an answer is a list that nobody is on, in one of the forms that an API has for that. */
export const isEmptyList = ({ text }: Answer) =>
	['[]', '{"data":null}'].includes(text) || text.includes('"task_output":[]');
