import { InputError } from '../../shared/input/inputError';
import type { Operation, Resource } from '../operation';
import { getCompany } from './company/get';
import { getCompanyPosts } from './company/getPosts';
import { getConnections } from './connection/getAll';
import { sendConnectionRequest } from './connection/sendRequest';
import { checkRecipient } from './contactHistory/check';
import { forgetRecipient } from './contactHistory/forget';
import { forgetAllRecipients } from './contactHistory/forgetAll';
import { getInteractions } from './interaction/getAll';
import { sendMessage } from './message/send';
import { commentOnPost } from './post/comment';
import { likePost } from './post/like';
import { getProfile } from './profile/get';
import { getProfilePosts } from './profile/getPosts';
import { searchProfiles } from './profile/search';
import { getTaskStatus } from './task/getStatus';
import { getTeam } from './team/get';
import { createWatchlist } from './watchlist/create';
import { deleteWatchlist } from './watchlist/delete';
import { getWatchlist } from './watchlist/get';
import { getWatchlists } from './watchlist/getAll';
import { updateWatchlist } from './watchlist/update';
import { commentOnWatchlistPost } from './watchlistPost/comment';
import { getWatchlistPosts } from './watchlistPost/getAll';
import { likeWatchlistPost } from './watchlistPost/like';

/** Everything that the OutX node can do, as its menus show it. */
export const resources: Resource[] = [
	{ name: 'Company', value: 'company', operations: [getCompany, getCompanyPosts] },
	{ name: 'Connection', value: 'connection', operations: [getConnections, sendConnectionRequest] },
	{
		name: 'Contact History',
		value: 'contactHistory',
		operations: [checkRecipient, forgetRecipient, forgetAllRecipients],
	},
	{ name: 'Interaction', value: 'interaction', operations: [getInteractions] },
	{ name: 'Message', value: 'message', operations: [sendMessage] },
	{ name: 'Post', value: 'post', operations: [commentOnPost, likePost] },
	{ name: 'Profile', value: 'profile', operations: [getProfile, getProfilePosts, searchProfiles] },
	{ name: 'Task', value: 'task', operations: [getTaskStatus] },
	{ name: 'Team', value: 'team', operations: [getTeam] },
	{
		name: 'Watchlist',
		value: 'watchlist',
		operations: [createWatchlist, deleteWatchlist, getWatchlist, getWatchlists, updateWatchlist],
	},
	{
		name: 'Watchlist Post',
		value: 'watchlistPost',
		operations: [commentOnWatchlistPost, getWatchlistPosts, likeWatchlistPost],
	},
];

const operations = new Map(
	resources.flatMap(({ value, operations }) =>
		operations.map((operation) => [`${value}.${operation.value}`, operation]),
	),
);

export function operationFor(resource: unknown, operation: unknown): Operation {
	const found = operations.get(`${String(resource)}.${String(operation)}`);
	if (found) return found;
	throw new InputError(
		`'Operation' is not one that OutX has: ${String(resource)} → ${String(operation)}`,
		'Choose a resource and an operation from the lists',
	);
}
