import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	NodeApiError,
} from 'n8n-workflow';
import { withoutErrorKey } from './answer';
import type { Call } from './call';
import type { Explanation } from './explain';
import { addAdvice, failure, failureOf } from './failure';
import { entriesOf, nextPosition, pageParams, type Position } from './pages';

export interface Prepared {
	call: Call;
	request: DeclarativeRestApiSettings.ResultOptions;
	accountId: string;
	params: IDataObject;
}

/** One request; whatever goes wrong is a value, so that the callers can add what they know. */
async function ask(
	context: IExecutePaginationFunctions,
	{ call, request, accountId, params }: Prepared,
): Promise<IDataObject | NodeApiError> {
	const body = { account_id: accountId, action: call.action, params };
	try {
		const options = { ...request.options, body };
		const [answer] = await context.makeRoutingRequest({ ...request, options });
		return answer.json;
	} catch (error) {
		return failureOf(context, error, call);
	}
}

export async function sendOnce(
	context: IExecutePaginationFunctions,
	prepared: Prepared,
): Promise<IDataObject[] | NodeApiError> {
	const answer = await ask(context, prepared);
	return answer instanceof Error ? answer : [answer];
}

/** Walks through a list. The items are its entries, or its pages when the user wants totals and credits. */
export async function sendPages(
	context: IExecutePaginationFunctions,
	prepared: Prepared,
	list: string,
	start: Position,
): Promise<IDataObject[] | NodeApiError> {
	const asPages = context.getNodeParameter('options.output', 'results') === 'pages';
	const items: IDataObject[] = [];
	let read = 0;
	let position: Position | undefined = start;

	while (position) {
		const params = { ...prepared.params, ...pageParams(position) };
		const page = await ask(context, { ...prepared, params });
		const entries = page instanceof Error ? undefined : entriesOf(page, list);
		if (page instanceof Error || !entries) {
			const lost = page instanceof Error ? page : failure(context, noList(list));
			return read > 0 ? addAdvice(lost, howToGoOn(read, position.offset)) : lost;
		}
		const wanted = entries.slice(0, position.missing);
		items.push(...(asPages ? [page] : wanted.map(withoutErrorKey)));
		read += wanted.length;
		position = nextPosition(position, page, wanted.length);
	}
	return items;
}

function noList(list: string): Explanation {
	return {
		message: `LinkupAPI's answer has no list of ${list}`,
		description: 'Its answers may have changed: look for a newer version of this package.',
	};
}

function howToGoOn(read: number, offset: number): string {
	return `The ${read} results before this page were read, but are not in the output. To go on from there, set the option 'Offset' to ${offset}.`;
}
