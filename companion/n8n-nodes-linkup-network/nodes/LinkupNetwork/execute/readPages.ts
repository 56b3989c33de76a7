import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { describeFailure, type ErrorDetails } from '../../shared/api/errors';
import { apiRequest } from '../../shared/api/request';
import { renameErrorKey } from '../../shared/output/items';
import { findList, nextPosition, pageParams, type Position } from '../../shared/output/pages';
import type { CheckedItem } from './check';
import { addAdvice, type Outcome } from './outcome';

/** Reads a list. The items are its entries, or its pages where the user wants totals and credits. */
export async function readPages(
	context: IExecuteFunctions,
	{ item, request }: CheckedItem,
	{ list, start, asItems }: NonNullable<CheckedItem['pages']>,
): Promise<Outcome> {
	const json: IDataObject[] = [];
	let read = 0;
	let position: Position | undefined = start;
	while (position) {
		const params = { ...request.params, ...pageParams(position) };
		const answer = await apiRequest(context, { ...request, params });
		const entries = answer.ok ? findList(answer.body, list) : undefined;
		if (!answer.ok || !entries) {
			const error = answer.ok ? noList(list) : describeFailure(answer.failure, request);
			const advice = howToContinue(read, position.offset);
			return { item, error: read > 0 ? addAdvice(error, advice) : error };
		}
		const wanted = entries.slice(0, position.missing);
		json.push(...(asItems ? [answer.body] : wanted).map(renameErrorKey));
		read += wanted.length;
		position = nextPosition(position, answer.body, wanted.length);
	}
	return { item, json };
}

const noList = (list: string): ErrorDetails => ({
	message: `LinkupAPI's answer has no list of ${list}`,
	description: 'Its answers may have changed. Check for a newer version of this package.',
});

const howToContinue = (read: number, offset: number) =>
	`${read} results were read before this page and are not in the output. To continue from there, set the option 'Offset' to ${offset}.`;
