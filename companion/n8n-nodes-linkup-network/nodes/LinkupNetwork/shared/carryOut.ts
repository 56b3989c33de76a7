import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
	NodeApiError,
} from 'n8n-workflow';
import type { Call } from './call';
import { addAdvice, failureOf, inOneText } from './failure';
import { sendOnce, sendPages, type Prepared } from './send';
import { turnsOf } from './turns';
import { asText, filledIn, InputRefused, isObject, wholeNumber } from './values';

type Send = () => Promise<IDataObject[] | NodeApiError>;

/**
 * What n8n runs for each item. It stands where n8n looks for pagination: the one place of a declarative node that holds
 * both the request and what becomes of it.
 */
export function carryOut(call: Call) {
	const changes = call.whenInDoubt !== undefined;
	return async function (
		this: IExecutePaginationFunctions,
		request: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]> {
		const item = this.getItemIndex();
		const turns = turnsOf(this);

		// Up to the turn, n8n runs this for all items in one go: input is refused before the first request is sent.
		const prepared = prepare(this, call, request);
		const refused = prepared instanceof Error;
		if (refused && !this.continueOnFail()) turns.stopped = true;
		turns.checked += 1;

		return await turns.take(async () => {
			if (!(await turns.complete()) || (turns.stopped && !refused)) return [];
			const outcome = refused ? prepared : (turns.results.get(item) ?? (await prepared()));

			if (Array.isArray(outcome)) {
				if (changes) turns.results.set(item, outcome);
				return outcome.map((json) => ({ json, pairedItem: { item } }));
			}
			if (this.continueOnFail()) {
				return [{ json: { error: inOneText(outcome) }, pairedItem: { item } }];
			}
			turns.stopped = true;
			const done = turns.results.size;
			throw done > 0 ? addAdvice(outcome, alreadyDone(done)) : outcome;
		});
	};
}

/** Checks one item's input: either it can be sent, or it is refused. */
function prepare(
	context: IExecutePaginationFunctions,
	call: Call,
	request: DeclarativeRestApiSettings.ResultOptions,
): Send | NodeApiError {
	try {
		const { body } = request.options;
		const params = filledIn(isObject(body) && isObject(body.params) ? body.params : {});
		const prepared: Prepared = {
			call,
			request,
			accountId: readAccountId(context.getNodeParameter('accountId')),
			params: call.prepare ? call.prepare(params) : params,
		};
		const { list } = call;
		if (!list) return async () => await sendOnce(context, prepared);
		const start = {
			offset: wholeNumber(context.getNodeParameter('options.offset', 0), 'Offset', 0),
			missing: context.getNodeParameter('returnAll', false)
				? Infinity
				: wholeNumber(context.getNodeParameter('limit', 50), 'Limit', 1),
		};
		return async () => await sendPages(context, prepared, list, start);
	} catch (error) {
		return failureOf(context, error);
	}
}

function readAccountId(value: unknown): string {
	const accountId = asText(value);
	if (accountId) return accountId;
	throw new InputRefused(
		"'Account ID' is empty",
		'Put in the ID of the LinkedIn account that is to act. You find it at app.linkupapi.com; it looks like acc_abc123.',
	);
}

function alreadyDone(count: number): string {
	const items =
		count === 1 ? 'The item before this one was' : `The ${count} items before this one were`;
	return `${items} carried out: leave them out when you run this again.`;
}
