import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../util/guards';
import { cleanText, isBlank } from '../util/text';

/*
 * An answer may have status 200, or its task the status "completed", and still say that nothing was done. No
 * documentation fixes the words, so keys count in any case, and "false" as text is no yes.
 */

const ERROR = /^(?:errors?(?:message|code|text)?|exception)$/;
/** Keys that say whether it was done. */
const DONE = /^(?:success|ok|done|sent|deleted|liked|commented|created|updated)$/;
const CODE = /^(?:(?:http|status)?code|(?:http)?status)$/;
const INNER = ['data', 'result', 'output'];
const TEXT = /^(?:message|reason|details?|data|result|output)$/;
/** Keys that say nothing about a person, company or post. */
const ABOUT_REQUEST = /^(?:timestamp|requestid|count|total)$/;

const plain = (key: string) => key.toLowerCase().replace(/[\s_-]/g, '');
const inWords = (value: unknown) => String(value).trim().toLowerCase();

const isFailed = (value: unknown) => /^(?:error|fail|failed|failure)$/.test(inWords(value));
const isNo = (value: unknown) =>
	/^(?:|false|no|none|null|0)$/.test(inWords(value)) || isFailed(value);
const isYes = (value: unknown) => /^(?:true|yes|ok|1|done|success)$/.test(inWords(value));

const isBadCode = (value: unknown) =>
	typeof value === 'number' ? value >= 400 && value < 600 : isFailed(value);

export function isFilled(value: unknown): boolean {
	if (typeof value === 'string') return !isBlank(value);
	if (Array.isArray(value)) return value.length > 0;
	return isObject(value) ? Object.keys(value).length > 0 : Boolean(value);
}

function isRefusal(key: string, value: unknown): boolean {
	const name = plain(key);
	if (ERROR.test(name)) return isFilled(value);
	return DONE.test(name) ? isNo(value) : CODE.test(name) && isBadCode(value);
}

/** An answer and what is one level further in. */
const partsOf = (answer: IDataObject) => [
	answer,
	...INNER.map((key) => answer[key]).filter(isObject),
];

export const refuses = (answer: IDataObject): boolean =>
	partsOf(answer).some((part) =>
		Object.entries(part).some(([key, value]) => isRefusal(key, value)),
	);

export const confirms = (answer: IDataObject): boolean =>
	Object.entries(answer).some(([key, value]) => DONE.test(plain(key)) && isYes(value));

/** Whether there is more in an answer than words about the request. */
export const hasContent = (answer: IDataObject): boolean =>
	Object.entries(answer).some(
		([key, value]) =>
			![ERROR, TEXT, DONE, CODE, ABOUT_REQUEST].some((words) => words.test(plain(key))) &&
			(isFilled(value) || value === 0 || value === false),
	);

const TROUBLE =
	/\bnot?\b|n['’]t\b|\bun|error|fail|expired|denied|refused|forbidden|invalid|blocked|time(?:d |-)?out|session|(?:log|sign)(?:ged|ed)?[- ]?(?:in|out)|captcha|checkpoint|<\w/i;
const SUCCESS =
	/\b(?:ok|yes|true|done|sent|liked|commented|posted|delivered|invited|created|accepted|queued|completed?|success\w*)\b/i;

export const soundsBad = (text: string): boolean => TROUBLE.test(text);
export const soundsDone = (text: string): boolean => SUCCESS.test(text) && !soundsBad(text);

/** The text in an answer, first the reason or that of an error. */
export function textIn(answer: IDataObject): string | undefined {
	for (const words of [/^reason$/, ERROR, TEXT]) {
		for (const [key, value] of partsOf(answer).flatMap((part) => Object.entries(part))) {
			if (!words.test(plain(key))) continue;
			const first: unknown = Array.isArray(value) ? value[0] : value;
			const said = isObject(first) ? first.message : first;
			if (typeof said === 'string' && !isBlank(said)) return cleanText(said, 200);
		}
	}
	return undefined;
}

export function describeAnswer(answer: unknown): string {
	if (answer === undefined || answer === null) return 'nothing';
	if (isObject(answer)) {
		const text = textIn(answer);
		if (text !== undefined) return text;
		const keys = Object.keys(answer);
		return keys.length === 0
			? 'an empty object'
			: `an object with ${cleanText(keys.join(', '), 80)}`;
	}
	if (Array.isArray(answer)) {
		return answer.length === 0 ? 'an empty list' : 'a list with values that are not results';
	}
	return cleanText(String(answer as string | number | boolean), 200) || 'blank text';
}
