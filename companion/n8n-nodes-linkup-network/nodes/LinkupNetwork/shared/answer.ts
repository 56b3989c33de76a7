import type {
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';
import type { Call } from './call';
import { explainRefusal, explainStrangeAnswer } from './explain';
import { failure } from './failure';
import { asText, isObject, quotable } from './values';

/** Opens LinkupAPI's envelope: what was asked for and the credits it took come out, anything else is put into words. */
export function readAnswer(call: Call) {
	return async function (
		this: IExecuteSingleFunctions,
		_items: INodeExecutionData[],
		{ body, statusCode }: IN8nHttpFullResponse,
	): Promise<INodeExecutionData[]> {
		const fine = statusCode >= 200 && statusCode < 300;
		if (fine && isObject(body) && body.success === true) return [{ json: contents(body) }];

		const told = isObject(body) && isObject(body.error) ? body.error : undefined;
		const { apiKey } = await this.getCredentials('linkupApi');
		const refusal = {
			status: statusCode,
			code: quotable(asText(told?.code), asText(apiKey)),
			said: quotable(asText(told?.message), asText(apiKey)),
			accountId: quotable(asText(this.getNodeParameter('accountId')), asText(apiKey)),
			whenInDoubt: call.whenInDoubt,
		};
		const ofLinkupApi = told !== undefined || (isObject(body) && body.success === false);
		const words = ofLinkupApi ? explainRefusal(refusal) : explainStrangeAnswer(refusal);
		throw failure(this, words, String(statusCode));
	};
}

function contents({ data, metadata }: IDataObject): IDataObject {
	const json = isObject(data) ? data : data === undefined || data === null ? {} : { data };
	const credits = isObject(metadata) ? metadata.credits_consumed : undefined;
	return withoutErrorKey(credits === undefined ? json : { ...json, credits_consumed: credits });
}

/** n8n takes an item with a field `error` for one that failed, so such a field gets another name. */
export function withoutErrorKey(json: IDataObject): IDataObject {
	if (!('error' in json)) return json;
	const { error, ...rest } = json;
	return { ...rest, api_error: error };
}
