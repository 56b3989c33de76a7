import { NodeApiError, NodeOperationError, type IExecuteSingleFunctions } from 'n8n-workflow';
import type { Call } from './call';
import { explainSilence } from './explain';
import { isObject } from './values';

export type Failure = NodeApiError | NodeOperationError;

/** By name: a package installed by hand may bring a second n8n-workflow, whose classes are others. */
function isNodeError(error: unknown): error is Failure {
	return (
		error instanceof Error && (error.name === 'NodeApiError' || error.name === 'NodeOperationError')
	);
}

/** n8n wraps what the network says; the code is in the wrapped error or has become the wrapper's httpCode. */
function networkCode(error: unknown): string {
	if (!isObject(error)) return '';
	const cause = isObject(error.cause) ? error.cause : {};
	return [cause.code, error.code, error.httpCode].find((code) => typeof code === 'string') ?? '';
}

/** What went wrong with a request, as the node's own error. What is in plain words already stays as it is. */
export function failureOf(context: IExecuteSingleFunctions, call: Call, error: unknown): Failure {
	const itemIndex = context.getItemIndex();
	const silence = explainSilence(networkCode(error), call.whenInDoubt);
	if (silence) return new NodeApiError(context.getNode(), {}, { ...silence, itemIndex });
	if (isNodeError(error)) return error;
	const reason = error instanceof Error ? error : String(error);
	return new NodeOperationError(context.getNode(), reason, { itemIndex });
}

export function addAdvice(failure: Failure, advice: string): Failure {
	failure.description = [failure.description, advice].filter(Boolean).join(' ');
	return failure;
}

/** All of it in one text, for where n8n shows nothing but a text. */
export function inOneText({ message, description }: Failure): string {
	return description ? `${message}. ${description}` : message;
}
