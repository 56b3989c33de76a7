import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';

import { MOST_LEVELS } from '../util/depth';
import { isObject } from '../util/guards';
import { isLinkedInLimit } from './classify';
import type { ApiRequest, Failure } from './types';
import { InputError } from '../input/inputError';

/** A failure in words for the user: what happened, and how to get unstuck. */
export interface ErrorDetails {
	message: string;
	description?: string;
	httpCode?: string;
	/** Data that is too long for a sentence; the editor shows it with the error. */
	data?: IDataObject;
}

/** What OutX said, without its full stop, because more text may follow. */
const quoted = ({ text }: Failure) => (text ? `: ${text.replace(/\.+$/, '')}` : '');

export const CHECK_FIRST =
	'Check in OutX or on LinkedIn whether it was done before you run this item again, so that it does not happen twice';

export const CHECK_BASE_URL =
	'Check the Base URL of the credential. It should be https://api.outx.ai';

const DAY_MS = 86_400_000;
const waitIn = (ms: number) => (ms > DAY_MS ? 'more than a day' : `${Math.ceil(ms / 1000)} s`);

type Words = [message: string, description: string];

const WORDS: Record<Failure['kind'], (failure: Failure) => Words> = {
	status: wordsForStatus,
	credential: ({ text }) => [text, 'Open the OutX credential, correct it and save it again'],
	network: ({ text }) => [
		/TIMEDOUT|ABORTED|TIMEOUT/.test(text)
			? 'OutX did not answer in time'
			: 'OutX could not be reached',
		`The connection ended with ${text}. Check the Base URL of the credential and the network of your n8n server`,
	],
	redirect: ({ status }) => [
		`The server answered with a redirect (${status}), which was not followed to protect your API key`,
		CHECK_BASE_URL,
	],
	unexpected: ({ text }) => [text, 'Check the Base URL of the credential'],
	unreadable: () => [
		'The answer is not from the OutX API: it is not JSON',
		'Check the Base URL of the credential, and whether there is a proxy or login page between n8n and OutX',
	],
	tooLarge: ({ text }) => [
		`OutX's answer is too large (${text}). The limit is 20 MB`,
		'Request fewer results at a time, for example with a lower Limit',
	],
	tooDeep: ({ text }) => [
		`The answer is nested more than ${MOST_LEVELS} levels deep, at ${text}`,
		'Check the Base URL of the credential. OutX does not answer like this',
	],
};

function wordsForStatus(failure: Failure): Words {
	const { status, text } = failure;
	if (status === 401) {
		return [
			`OutX does not recognize this API key${quoted(failure)}`,
			'Copy the key again from https://mentions.outx.ai/api-doc (Reveal API Key) into the OutX credential',
		];
	}
	if (status === 403 && /plugin/i.test(text)) {
		return [
			'The API key is right, but the OutX browser extension is not running',
			`Open Chrome with the OutX extension on the computer of a team member and stay logged in to LinkedIn. OutX says${quoted(failure)}`,
		];
	}
	if (status === 403) {
		return [
			`OutX denied access${quoted(failure)}`,
			'This belongs to another team than the API key. Check the credential and the ID',
		];
	}
	if (status === 402) {
		return [
			`Your OutX plan does not include this${quoted(failure)}`,
			'Upgrade the plan or free some of its quota',
		];
	}
	if (status === 404 && /admin/i.test(text)) {
		return [
			'OutX found no admin in your team who can act on LinkedIn',
			'Make a team member an admin in OutX, and install the OutX extension in their Chrome',
		];
	}
	if (status === 404) {
		return [
			`OutX did not find this${quoted(failure)}`,
			'Check the ID. It must come from the same OutX team',
		];
	}
	if (isLinkedInLimit(failure)) {
		return [
			`LinkedIn's limit${/invit/i.test(text) ? ' for invitations' : ''} is reached${quoted(failure)}`,
			'This is a limit of the LinkedIn account, not of OutX. Wait until tomorrow or longer, and send fewer requests a day',
		];
	}
	if (status === 429) {
		const wait = failure.retryAfterMs ? ` OutX asks to wait ${waitIn(failure.retryAfterMs)}.` : '';
		return [
			`OutX received too many requests${quoted(failure)}`,
			`Run the workflow less often, or increase the delay between items.${wait}`,
		];
	}
	if (status !== undefined && status >= 500) {
		return [`OutX is having trouble (${status})${quoted(failure)}`, 'Try again in a few minutes'];
	}
	return [
		`OutX refused the request${status ? ` (${status})` : ''}${quoted(failure)}`,
		'Check the fields of this node',
	];
}

export function describeFailure(failure: Failure, request?: ApiRequest): ErrorDetails {
	const [message, description] = WORDS[failure.kind](failure);
	const httpCode = failure.status === undefined ? undefined : String(failure.status);
	if (!failure.mayHaveTakenEffect || request === undefined)
		return { message, description, httpCode };
	// "Try again later" would be the wrong advice here.
	const more = failure.kind === 'status' ? '' : `. ${description}`;
	return {
		message: `${message}. It may have taken effect`,
		description: `${CHECK_FIRST}${more}`,
		httpCode,
	};
}

export const describeMissingList = (of: string, said: string): ErrorDetails => ({
	message: `OutX's answer has no list of ${of}: ${said}`,
	description: CHECK_BASE_URL,
});

export function describeThrown(problem: unknown): ErrorDetails {
	if (problem instanceof InputError) return { message: problem.message, description: problem.hint };
	const { message, description } = isObject(problem) ? problem : {};
	return {
		message: typeof message === 'string' && message ? message : 'Something unexpected happened',
		description: typeof description === 'string' ? description : undefined,
	};
}

/**
 * The error that n8n shows. Built once, from words only: it contains nothing of a request. Triggers and lists have no item
 * to name.
 */
export function toNodeError(
	node: INode,
	{ message, description, httpCode, data }: ErrorDetails,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const text = itemIndex === undefined ? message : `${message} [item ${itemIndex}]`;
	const options = { message: text, description, httpCode, itemIndex };
	const error =
		httpCode === undefined
			? new NodeOperationError(node, text, { description, itemIndex })
			: new NodeApiError(node, { message: text }, options);
	if (data) error.context.data = data;
	return error;
}

/** A failed item when the workflow continues. With one more key, n8n takes it for a success. */
export function toErrorItem(error: ErrorDetails, itemIndex: number): INodeExecutionData {
	return {
		json: { error: `${error.message} [item ${itemIndex}]` },
		pairedItem: { item: itemIndex },
	};
}
