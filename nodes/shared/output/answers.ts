import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../util/guards';
import { cleanText } from '../util/text';
import { findList } from './connectionPage';

/** The results in an answer of OutX, or what it says instead. */
export type Interpreted = { results: IDataObject[]; isReceipt?: true } | { unexpected: string };

/** Knows the shape of one kind of answer. A 200 with another shape is no result. */
export type InterpretAnswer = (output: unknown) => Interpreted;

/** A list under this key or a common one, or the list itself. */
export function listOf(key: string): InterpretAnswer {
	return (output) => {
		if (isObject(output) && refusalIn(output)) return unexpected(output);
		const list = Array.isArray(output)
			? (output as unknown[])
			: isObject(output) && findList(output, key);
		return list && list.every(isObject) ? { results: list } : unexpected(output);
	};
}

/** One object with something in it, which may be nested under this key. */
export function entityOf(key: string): InterpretAnswer {
	return (output) => {
		if (!isObject(output)) return unexpected(output);
		const inner = output[key];
		// A list or a word under the key is no entity.
		const entity = isObject(inner) ? inner : { ...output, [key]: undefined };
		return hasContent(entity)
			? { results: [isObject(inner) ? inner : output] }
			: unexpected(output);
	};
}

/** Any answer that confirms an action, even an empty one. */
export const receipt: InterpretAnswer = (output) => {
	if (output === false || (isObject(output) && refusalIn(output))) return unexpected(output);
	if (isObject(output)) return { results: [output], isReceipt: true };
	const isBlank = output === true || output === undefined || output === null || output === '';
	const isEmpty = isBlank || (Array.isArray(output) && output.length === 0);
	return { results: [isEmpty ? {} : ({ output } as IDataObject)], isReceipt: true };
};

/**
 * What OutX answers at once when it has done something, without a task: it says so, or names what it did it to. Anything
 * else may come from a proxy.
 */
export const confirmation: InterpretAnswer = (answer) => {
	const read = receipt(answer);
	return 'unexpected' in read || (isObject(answer) && confirms(answer)) ? read : unexpected(answer);
};

const confirms = ({ id, task_id, ...answer }: IDataObject) =>
	DONE.some((key) => answer[key] === true) || isId(id) || isId(task_id);

const isId = (value: unknown) =>
	typeof value === 'number' || (typeof value === 'string' && value !== '');

const KINDS: ReadonlyArray<[taskType: RegExp, interpret: InterpretAnswer]> = [
	[/send|request|message|invite|like|comment/, receipt],
	[/posts/, listOf('posts')],
	[/search/, listOf('profiles')],
	[/connections/, listOf('connections')],
	[/profile/, entityOf('profile')],
	[/company/, entityOf('company')],
];

/** Whether a task changes something on LinkedIn. A task without a type may. */
export function isActionTask({ task_input: input }: IDataObject): boolean {
	const type = isObject(input) && typeof input.task_type === 'string' ? input.task_type : '';
	return type === '' || KINDS.find(([pattern]) => pattern.test(type))?.[1] === receipt;
}

/** For a task of which only OutX's type is known. */
export function interpretTask({ task_input: input }: IDataObject): InterpretAnswer {
	const type = isObject(input) && typeof input.task_type === 'string' ? input.task_type : '';
	return KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? interpretUnknown;
}

/** A result with this many fields or fewer is a receipt, such as `sent: true`, which does not say what was sent to whom. */
const RECEIPT = 3;

const interpretUnknown: InterpretAnswer = (output) => {
	if (!isObject(output)) return Array.isArray(output) ? listOf('results')(output) : receipt(output);
	if (findList(output)) return listOf('results')(output);
	for (const key of ['profile', 'company']) if (isObject(output[key])) return entityOf(key)(output);
	return Object.keys(output).length <= RECEIPT ? receipt(output) : { results: [output] };
};

const unexpected = (output: unknown): Interpreted => ({ unexpected: describeOutput(output) });

function describeOutput(output: unknown): string {
	if (output === undefined || output === null) return 'nothing';
	if (isObject(output)) {
		const text = textIn(output);
		if (text !== undefined) return text;
		const keys = Object.keys(output);
		return keys.length === 0
			? 'an empty object'
			: `an object with ${cleanText(keys.join(', '), 80)}`;
	}
	if (Array.isArray(output)) return `a list with values that are not objects`;
	return cleanText(String(output as string | number | boolean), 200) || 'blank text';
}

const WORDS = ['error', 'reason', 'error_message', 'message'];

/** The text in an answer, if any. */
function textIn(output: IDataObject): string | undefined {
	const said = WORDS.map((key) => output[key])
		.map((value) => (isObject(value) ? value.message : value))
		.find((value) => typeof value === 'string' && value.trim() !== '');
	return typeof said === 'string' ? cleanText(said, 200) : undefined;
}

/** Keys whose `false` means that nothing was done. */
const DONE = ['success', 'sent', 'deleted', 'liked', 'commented', 'created', 'updated'];

function refusalIn(output: IDataObject): boolean {
	const { error } = output;
	const hasError = typeof error === 'string' ? error.trim() !== '' : isObject(error);
	return hasError || DONE.some((key) => output[key] === false);
}

const hasContent = (entity: IDataObject) =>
	Object.entries(entity).some(
		([key, value]) =>
			!WORDS.includes(key) &&
			!DONE.includes(key) &&
			value !== undefined &&
			value !== null &&
			value !== '',
	);
