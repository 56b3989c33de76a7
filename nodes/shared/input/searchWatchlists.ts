import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { apiRequest } from '../api/request';
import { resultsIn } from '../output/items';
import { toNodeError, describeFailure } from '../api/errors';

const KINDS = ['keyword', 'people', 'company', 'reddit'];

/** Fills the list of watchlists: those of the chosen type, or all where no type is asked for. */
export async function searchWatchlists(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const kind = this.getCurrentNodeParameter('kind');
	const kinds = KINDS.filter((each) => typeof kind !== 'string' || kind === '' || each === kind);
	const found = await Promise.all(
		kinds.map(async (each) => {
			const answer = await apiRequest(this, { method: 'GET', path: `/api-${each}-watchlist` });
			if (!answer.ok) throw toNodeError(this.getNode(), describeFailure(answer.failure));
			return resultsIn(answer.body).map(({ id, name }) => ({
				name: String(name ?? id),
				value: String(id),
			}));
		}),
	);
	const word = filter?.trim().toLowerCase() ?? '';
	const results = found
		.flat()
		.filter(({ name }) => name.toLowerCase().includes(word))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
}
