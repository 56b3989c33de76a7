import { confirmationAbout } from '../../../shared/output/answers';
import { confirms, describeAnswer } from '../../../shared/output/refusal';
import { outxIdIn } from '../../../shared/input/outxIds';
import { defineOperation } from '../../operation';
import { watchlist } from '../../../shared/input/commonFields';
import { kind, pathOf } from './watchlistFields';

export const deleteWatchlist = defineOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete a watchlist',
	description: 'Permanently delete a watchlist and all its posts',
	acts: {},
	fields: [kind, watchlist],
	request: (parameters) => {
		const id = parameters.read('watchlist', outxIdIn);
		// OutX's documentation passes the ID in the query, its own client in the body.
		return { method: 'DELETE', path: pathOf(parameters), target: id, query: { id }, body: { id } };
	},
	interpret: (body, request) => {
		const answer = confirmationAbout(body, request);
		const isDeleted = 'results' in answer && answer.results.every(confirms);
		return isDeleted ? { results: [{ deleted: true }] } : { unexpected: describeAnswer(body) };
	},
});
