import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../api/types';
import { isObject } from '../util/guards';
import { findList } from './connectionPage';
import {
	confirms,
	describeAnswer,
	hasContent,
	isFilled,
	refuses,
	soundsBad,
	soundsDone,
	textIn,
} from './refusal';

/** The results in an answer of OutX, or what it says instead. */
export type Interpreted = Results | { unexpected: string };

export interface Results {
	results: IDataObject[];
	isReceipt?: true;
}

/** Knows the shape of one kind of answer. A 200 with another shape is no result. */
export type InterpretAnswer = (output: unknown) => Interpreted;

/** A list under this key or a common one, or the list itself. */
export function listOf(key: string): InterpretAnswer {
	return (output) => {
		if (isObject(output) && refuses(output)) return unexpected(output);
		const list = Array.isArray(output)
			? (output as unknown[])
			: isObject(output) && findList(output, key);
		if (!list || !list.every(isResult)) return unexpected(output);
		// An empty list with a message such as "Session expired" is not the end of the list.
		const text = list.length === 0 && isObject(output) ? textIn(output) : undefined;
		return text !== undefined && soundsBad(text) && !NOTHING_FOUND.test(text)
			? unexpected(output)
			: { results: list };
	};
}

const isResult = (value: unknown): value is IDataObject => isObject(value) && hasContent(value);

const NOTHING_FOUND = /^no\b|\bnot? .*found\b/i;

/**
 * Connections from this position on. OutX says how many there are: an empty list of a hundred is not the end. Where the
 * number is that of the whole list, the position tells.
 */
export function connectionsFrom(start: unknown): InterpretAnswer {
	const read = listOf('connections');
	return (output) => {
		const answer = read(output);
		const total = isObject(output) ? Number(output.total) : NaN;
		const isMissing = 'results' in answer && answer.results.length === 0 && total > Number(start);
		return isMissing ? unexpected(output) : answer;
	};
}

/** One object with something in it, which may be nested under this key. */
export function entityOf(
	key: string,
	isWhole = (entity: IDataObject) => isNamed(entity) || (hasContent(entity) && !refuses(entity)),
): InterpretAnswer {
	return (output) => {
		const entity = entityIn(output, key);
		return entity && isWhole(entity) && !isUnsuccessful(output)
			? { results: [entity] }
			: unexpected(output);
	};
}

/** A profile or a company: it has a name or an address. */
export const namedEntityOf = (key: string): InterpretAnswer => entityOf(key, isNamed);

/** A list or a word under the key is no entity. */
function entityIn(output: unknown, key: string): IDataObject | undefined {
	if (!isObject(output)) return undefined;
	const { [key]: inner, ...flat } = output;
	if (isObject(inner)) return inner;
	return inner === undefined ? output : hasContent(flat) && isNamed(flat) ? output : undefined;
}

const NAMES =
	/^(?:(?:full|first|last|company|display|universal)_?name|name|headline|(?:profile|company)_(?:slug|urn|url)|slug|urn|entity_urn|public_identifier)$/i;

const isNamed = (entity: IDataObject) =>
	Object.entries(entity).some(
		([key, value]) => NAMES.test(key) && typeof value === 'string' && value.trim() !== '',
	);

/** An entity may have fields such as `deleted` or `error`, which are its own. */
const isUnsuccessful = (output: unknown) =>
	isObject(output) && 'success' in output && refuses({ success: output.success });

/** Any answer that confirms an action, even an empty one. */
export const receipt: InterpretAnswer = (output) => {
	if (isObject(output)) {
		const text = hasContent(output) || confirms(output) ? undefined : textIn(output);
		const isBad = refuses(output) || (text !== undefined && !soundsDone(text));
		return isBad ? unexpected(output) : { results: [output], isReceipt: true };
	}
	const isEmpty = output === true || !(output === 0 || output === false || isFilled(output));
	if (isEmpty) return { results: [{}], isReceipt: true };
	return typeof output === 'string' && soundsDone(output)
		? { results: [{ output }], isReceipt: true }
		: unexpected(output);
};

/**
 * What OutX answers at once when it has done something, without a task: it says so, or names what it did it to. Anything
 * else may come from a proxy.
 */
export const confirmation: InterpretAnswer = (answer) => {
	const isConfirmed =
		isObject(answer) &&
		!refuses(answer) &&
		(confirms(answer) || isId(answer.id) || isId(answer.task_id));
	return isConfirmed ? { results: [answer], isReceipt: true } : unexpected(answer);
};

/** The same, for the thing whose ID was sent. */
export function confirmationAbout(answer: unknown, { body }: ApiRequest): Interpreted {
	const isOther = isObject(answer) && !isAboutId(answer, body?.id);
	return isOther ? { unexpected: 'something else than was requested' } : confirmation(answer);
}

/** Whether an answer names the thing that the request was about, or nothing at all. */
export const isAboutId = ({ id }: IDataObject, asked: unknown): boolean =>
	!isId(id) || asked === undefined || String(id).toLowerCase() === String(asked).toLowerCase();

export const isId = (value: unknown) =>
	typeof value === 'number' || (typeof value === 'string' && value !== '');

const KINDS: ReadonlyArray<[taskType: RegExp, interpret: InterpretAnswer]> = [
	[/send|request|message|invite|like|comment/, receipt],
	[/posts/, listOf('posts')],
	[/search/, listOf('profiles')],
	[/connections/, listOf('connections')],
	[/profile/, namedEntityOf('profile')],
	[/company/, namedEntityOf('company')],
];

/** Whether a task changes something on LinkedIn. A task without a type may. */
export const isActionTask = (task: IDataObject): boolean =>
	typeOf(task) === '' || interpretTask(task) === receipt;

/** For a task of which only OutX's type is known. */
export const interpretTask = (task: IDataObject): InterpretAnswer =>
	KINDS.find(([pattern]) => pattern.test(typeOf(task)))?.[1] ?? interpretUnknown;

const typeOf = ({ task_input: input }: IDataObject): string =>
	isObject(input) && typeof input.task_type === 'string' ? input.task_type : '';

/** A result with this many fields or fewer is a receipt, such as `sent: true`, which does not say what was sent to whom. */
const RECEIPT = 3;

const interpretUnknown: InterpretAnswer = (output) => {
	if (!isObject(output)) return Array.isArray(output) ? listOf('results')(output) : receipt(output);
	if (findList(output)) return listOf('results')(output);
	for (const key of ['profile', 'company']) {
		if (isObject(output[key])) return namedEntityOf(key)(output);
	}
	if (Object.keys(output).length <= RECEIPT || refuses(output)) return receipt(output);
	return { results: [output] };
};

const unexpected = (output: unknown): Interpreted => ({ unexpected: describeAnswer(output) });
