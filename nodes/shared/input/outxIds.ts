import { shown, trimmed } from './addresses';
import { EmptyFieldError, InputError } from './inputError';

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** A task ID (or another OutX ID): a UUID, or any ID that OutX returned. */
export function outxId(input: string, label: string, isFromOutx = false): string {
	const text = trimmed(input);
	if (UUID.test(text) || (isFromOutx && /^[\x21-\x7e]{1,200}$/.test(text))) return text;
	if (text === '') throw new EmptyFieldError(label, idHint(label));
	throw new InputError(`'${label}' is not an OutX ID: ${shown(text)}`, idHint(label));
}

/** An OutX ID from the ID itself or a URL that contains it. */
export function outxIdIn(input: string, label: string, isFromOutx = false): string {
	const text = trimmed(input);
	const inAddress = /^https?:\/\//i.test(text)
		? /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/i.exec(text)?.[0]
		: undefined;
	return inAddress ?? outxId(text, label, isFromOutx);
}

function idHint(label: string): string {
	return label === 'Task ID'
		? 'Use the api_agent_task_id that an OutX node returned, for example {{ $json.api_agent_task_id }}'
		: 'An OutX ID looks like 550e8400-e29b-41d4-a716-446655440000';
}
