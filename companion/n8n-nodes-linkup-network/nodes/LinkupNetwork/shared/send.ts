import {
	NodeApiError,
	type DeclarativeRestApiSettings,
	type IDataObject,
	type IExecutePaginationFunctions,
} from 'n8n-workflow';
import { withoutErrorKey } from './answer';
import type { Call } from './call';
import { addAdvice, failureOf, type Failure } from './failure';
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
): Promise<IDataObject | Failure> {
	const body = { account_id: accountId, action: call.action, params };
	try {
		const options = { ...request.options, body };
		const [answer] = await context.makeRoutingRequest({ ...request, options });
		return answer.json;
	} catch (error) {
		return failureOf(context, call, error);
	}
}

export async function sendOnce(
	context: IExecutePaginationFunctions,
	prepared: Prepared,
): Promise<IDataObject[] | Failure> {
	const answer = await ask(context, prepared);
	return answer instanceof Error ? answer : [answer];
}

/** Walks through a list. The items are its entries, or its pages when the user wants totals and credits. */
export async function sendPages(
	context: IExecutePaginationFunctions,
	prepared: Prepared,
	list: string,
	start: Position,
): Promise<IDataObject[] | Failure> {
	const asPages = context.getNodeParameter('options.output', 'results') === 'pages';
	const items: IDataObject[] = [];
	let read = 0;
	let position: Position | undefined = start;

	while (position) {
		const params = { ...prepared.params, ...pageParams(position) };
		const page = await ask(context, { ...prepared, params });
		const entries = page instanceof Error ? undefined : entriesOf(page, list);
		if (page instanceof Error || !entries) {
			const failure = page instanceof Error ? page : noList(context, list);
			return read > 0 ? addAdvice(failure, howToGoOn(read, position.offset)) : failure;
		}
		const wanted = entries.slice(0, position.missing);
		items.push(...(asPages ? [page] : wanted.map(withoutErrorKey)));
		read += wanted.length;
		position = nextPosition(position, page, wanted.length);
	}
	return items;
}

function noList(context: IExecutePaginationFunctions, list: string): Failure {
	return new NodeApiError(
		context.getNode(),
		{},
		{
			message: `LinkupAPI's answer has no list of ${list}`,
			description: 'Its answers may have changed: look for a newer version of this package.',
			itemIndex: context.getItemIndex(),
		},
	);
}

function howToGoOn(read: number, offset: number): string {
	return `The ${read} results before this page were read, but are not in the output. To go on from there, set the option 'Offset' to ${offset}.`;
}
