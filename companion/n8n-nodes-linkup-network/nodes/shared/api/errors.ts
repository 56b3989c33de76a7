import {
	NodeApiError,
	NodeOperationError,
	type INode,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';

import { InputError } from '../input/inputError';
import { isObject } from '../util/guards';
import { cleanText } from '../util/text';
import type { ApiRequest, Failure } from './types';

/** A failure in words for the user: what happened, and how to get unstuck. */
export interface ErrorDetails {
	message: string;
	description: string;
	httpCode?: string;
}

type Words = [message: string, description: string];

const USUAL_URL = "Check the credential's Base URL. It is usually https://api.linkupapi.com.";

const quoted = ({ text }: Failure) => (text ? ` LinkupAPI said: ${text}` : '');

const BY_CODE = new Map(
	Object.entries<(failure: Failure, accountId: string) => Words>({
		INVALID_API_KEY: () => [
			'LinkupAPI does not recognize this API key',
			'Copy the key again from app.linkupapi.com into the LinkupAPI credential, and check that it has not expired.',
		],
		ACCOUNT_INACTIVE: (_failure, accountId) => [
			`The account '${accountId}' is not active at LinkupAPI`,
			"Reactivate it at app.linkupapi.com, or enter another 'Account ID'.",
		],
		INVALID_ACCOUNT: (_failure, accountId) => [
			`LinkupAPI has no account '${accountId}' for this API key`,
			"Check 'Account ID'. It looks like acc_abc123 and must belong to the same LinkupAPI account as the key.",
		],
		INVALID_ACTION: (failure) => [
			'LinkupAPI does not offer this action',
			`It may have been renamed. Check for a newer version of this package.${quoted(failure)}`,
		],
		INVALID_PARAMS: ({ text }) => [
			`LinkupAPI refused the input${text ? `: ${text}` : ''}`,
			"Check the node's fields. Nothing was done and no credits were used.",
		],
		INSUFFICIENT_CREDITS: () => [
			'Your LinkupAPI credits are used up',
			'Top up at app.linkupapi.com. Nothing was done for this item.',
		],
		RATE_LIMITED: () => [
			'LinkupAPI received too many requests',
			"Wait a minute, or add the option 'Delay Between Items'. Nothing was done for this item.",
		],
		INTERNAL_ERROR: (failure) => [
			`LinkupAPI is having trouble (${failure.status})`,
			`Try again in a few minutes. If it keeps happening, contact LinkupAPI's support.${quoted(failure)}`,
		],
	}),
);

function wordsFor(failure: Failure, { account_id: account }: ApiRequest): Words {
	const { kind, status, code, text } = failure;
	if (kind === 'credential') return [text, 'Open the LinkupAPI credential and correct it.'];
	if (kind === 'redirect') {
		return [
			`The server answered with a redirect (${status}), which was not followed to protect your API key`,
			USUAL_URL,
		];
	}
	if (kind === 'unreadable') {
		return status === 404
			? ['This is not LinkupAPI (404)', USUAL_URL]
			: [`The answer is not from LinkupAPI (${status})`, USUAL_URL];
	}
	if (kind === 'network') {
		return failure.mayHaveTakenEffect
			? ['LinkupAPI did not answer, or the connection broke', `The connection ended with ${code}.`]
			: [
					'LinkupAPI could not be reached',
					`The connection ended with ${code}. Check the credential's Base URL and the network of your n8n server. Nothing was sent.`,
				];
	}
	const known = BY_CODE.get(code);
	if (known) return known(failure, cleanText(account, 80));
	return [
		`LinkupAPI refused the request${text ? `: ${text}` : ''}`,
		`It answered with ${code || 'no code'} (${status}). See the documentation at linkupapi.com.`,
	];
}

/** `howToCheck` says how to find out whether an action was performed; undefined for reads. */
export function describeFailure(
	failure: Failure,
	request: ApiRequest,
	howToCheck?: string,
): ErrorDetails {
	const [message, description] = wordsFor(failure, request);
	const httpCode = failure.status === undefined ? undefined : String(failure.status);
	if (!failure.mayHaveTakenEffect || howToCheck === undefined) {
		return { message, description, httpCode };
	}
	// "Try again" would be the wrong advice here.
	const more = failure.kind === 'status' ? quoted(failure) : ` ${description}`;
	return {
		message: `${message}. It may have taken effect`,
		description: `Before you run this item again: ${howToCheck}${more}`,
		httpCode,
	};
}

export function describeThrown(thrown: unknown): ErrorDetails {
	if (thrown instanceof InputError) return { message: thrown.message, description: thrown.hint };
	const { message, description } = isObject(thrown) ? thrown : {};
	return {
		message: typeof message === 'string' && message ? message : 'Something unexpected happened',
		description: typeof description === 'string' ? description : '',
	};
}

/** The error that n8n shows. Built once, from words only: it contains nothing of a request. */
export function toNodeError(
	node: INode,
	{ message, description, httpCode }: ErrorDetails,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (httpCode === undefined) {
		return new NodeOperationError(node, message, { description, itemIndex });
	}
	const response: JsonObject = { message };
	return new NodeApiError(node, response, { message, description, httpCode, itemIndex });
}

/** A failed item when the workflow continues. With one more key, n8n takes it for a success. */
export function toErrorItem(
	{ message, description }: ErrorDetails,
	item: number,
): INodeExecutionData {
	const error = [message, description].filter(Boolean).join('. ');
	return { json: { error }, pairedItem: { item } };
}
