import { NodeApiError, type IExecuteSingleFunctions } from 'n8n-workflow';
import type { Call } from './call';
import { explainSilence, type Explanation } from './explain';
import { InputRefused, isObject } from './values';

/**
 * The node's own error, in plain words. Refused input has the same class as a refused request: n8n turns any other
 * class of a declarative node into this one, and then shows an HTTP code "none".
 */
export function failure(
	context: IExecuteSingleFunctions,
	{ message, description }: Explanation,
	httpCode?: string,
): NodeApiError {
	const itemIndex = context.getItemIndex();
	return new NodeApiError(context.getNode(), {}, { message, description, httpCode, itemIndex });
}

/** n8n wraps what the network says; the code is in the wrapped error or has become the wrapper's httpCode. */
function networkCode(error: unknown): string {
	if (!isObject(error)) return '';
	const cause = isObject(error.cause) ? error.cause : {};
	return [cause.code, error.code, error.httpCode].find((code) => typeof code === 'string') ?? '';
}

/** By name: a package installed by hand may bring a second n8n-workflow, whose classes are others. */
function isNodeApiError(error: unknown): error is NodeApiError {
	return error instanceof Error && error.name === 'NodeApiError';
}

/** Anything that was thrown, as the node's own error. What is in plain words already stays as it is. */
export function failureOf(
	context: IExecuteSingleFunctions,
	error: unknown,
	call?: Call,
): NodeApiError {
	if (error instanceof InputRefused) {
		return failure(context, { message: error.message, description: error.howToFix });
	}
	const silence = explainSilence(networkCode(error), call?.whenInDoubt);
	if (silence) return failure(context, silence);
	if (isNodeApiError(error)) return error;
	const message = error instanceof Error ? error.message : String(error);
	return failure(context, { message, description: 'n8n could not make this request.' });
}

export function addAdvice(error: NodeApiError, advice: string): NodeApiError {
	error.description = [error.description, advice].filter(Boolean).join(' ');
	return error;
}

/** All of it in one text, for where n8n shows nothing but a text. */
export function inOneText({ message, description }: NodeApiError): string {
	return description ? `${message}. ${description}` : message;
}
