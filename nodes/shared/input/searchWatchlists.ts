import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { tryApiRequest } from '../api/request';
import type { ApiRequest } from '../api/types';
import { listOf } from '../output/answers';
import { describeFailure, describeMissingList, toNodeError } from '../api/errors';

const LIST_TIMEOUT_MS = 20_000;
const watchlistsIn = listOf('watchlists');
const KINDS = { keyword: 'Keyword', people: 'People', company: 'Company', reddit: 'Reddit' };
const DASHBOARD = 'https://mentions.outx.ai/watchlist/';

/** Fills the list of watchlists: those of the selected type, or all if there is no type. */
export async function searchWatchlists(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const kind = this.getCurrentNodeParameter('kind');
	const kinds = Object.entries(KINDS).filter(
		([each]) => typeof kind !== 'string' || kind === '' || each === kind,
	);
	const found = await Promise.all(
		kinds.map(async ([each, type]) => {
			// A person waits for the list, so there are no retries and no Retry-After.
			const request: ApiRequest = { method: 'GET', path: `/api-${each}-watchlist` };
			const answer = await tryApiRequest(this, request, LIST_TIMEOUT_MS);
			if (!answer.ok) throw toNodeError(this.getNode(), describeFailure(answer.failure));
			const found = watchlistsIn(answer.body);
			if ('unexpected' in found) {
				throw toNodeError(this.getNode(), describeMissingList('watchlists', found.unexpected));
			}
			return found.results.map(({ id, name }) => ({
				name: `${String(name ?? id)} (${type})`,
				value: String(id),
				url: DASHBOARD + encodeURIComponent(String(id)),
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
