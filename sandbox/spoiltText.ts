import type { Fault } from './faults';
import { isObject } from './json';

/** More than a client should read. */
const HUGE_BYTES = 25 * 1024 * 1024;
/** More than a client that calls itself for each level can follow. */
const DEEP_LEVELS = 100_000;
const OTHER_TASK = '0dd0dd0d-0000-4000-8000-000000000000';

const MARK = '<planted here>';

/** Adds a mark that clients pass on: to the first entry of the first list, or to the result itself. */
function plantMark(answer: unknown): unknown {
	if (!isObject(answer)) return MARK;
	for (const part of ['data', 'task_output']) {
		if (isObject(answer[part])) return { ...answer, [part]: plantMark(answer[part]) };
	}
	for (const [name, list] of Object.entries(answer)) {
		const entries: unknown[] = Array.isArray(list) ? list : [];
		const [first, ...rest] = entries;
		if (isObject(first)) return { ...answer, [name]: [{ ...first, planted: MARK }, ...rest] };
	}
	return { ...answer, planted: MARK };
}

/** As text, because nothing writes JSON this deep. */
const plant = (text: string, json: string) =>
	JSON.stringify(plantMark(JSON.parse(text))).replace(JSON.stringify(MARK), () => json);

function withoutTaskId(text: string) {
	const answer: unknown = JSON.parse(text);
	return JSON.stringify(isObject(answer) ? { ...answer, api_agent_task_id: undefined } : answer);
}

function aboutOtherTask(text: string, id: string | number) {
	const answer: unknown = JSON.parse(text);
	if (!isObject(answer) || !isObject(answer.data)) return text;
	return JSON.stringify({ ...answer, data: { ...answer.data, id } });
}

/** The text of an answer with a fault in it, or null for faults that replace the whole answer. */
export function spoilText(fault: Fault, text: string): string | null {
	switch (fault.kind) {
		case 'brokenJson':
			return text.slice(0, Math.max(1, Math.floor(text.length / 2)));
		case 'empty':
			return '';
		case 'missingTaskId':
			return withoutTaskId(text);
		case 'otherTask':
			return aboutOtherTask(text, fault.id ?? OTHER_TASK);
		case 'huge':
			return plant(text, `"${'x'.repeat(fault.bytes ?? HUGE_BYTES)}"`);
		case 'deep': {
			const levels = fault.levels ?? DEEP_LEVELS;
			return plant(text, '['.repeat(levels) + ']'.repeat(levels));
		}
		default:
			return null;
	}
}
