import type { FastifyInstance } from 'fastify';
import { ApiError } from '../apiError';
import { DAY, dayOf } from '../clock';
import type { Query, State } from '../state';
import type { Interaction } from '../watchlists/watchlist';
import { interactionView } from '../watchlists/views';
import { addPath } from './api';
import { pageOf, toList } from './queries';

const ofType = (all: Interaction[], type: string) =>
	all.filter((interaction) => interaction.type === type);

/** Likes and comments of each of the last seven days. */
function weekOf(all: Interaction[], now: number) {
	const today = Math.floor(now / DAY);
	const week = new Map(
		Array.from({ length: 7 }, (_, index) => {
			const day = today - 6 + index;
			return [day, { date: dayOf(day * DAY), likes: 0, comments: 0 }];
		}),
	);
	for (const { type, createdAt } of all) {
		const day = week.get(Math.floor(createdAt / DAY));
		if (day) day[type === 'like' ? 'likes' : 'comments']++;
	}
	return [...week.values()];
}

function getInteractions(query: Query, { watchlists, clock }: State) {
	const { watchlist_id: id, interaction_type: type, actor_ids: actors } = query;
	if (typeof id !== 'string' || id === '') {
		throw new ApiError(400, 'watchlist_id is required and must be a string');
	}
	const watchlist = watchlists.find(id);
	if (!watchlist) throw new ApiError(400, `Invalid watchlist ID: ${id}`);

	const byActor = watchlist.interactions.filter(
		({ actorId }) => actors === undefined || toList(actors).includes(actorId),
	);
	const found = type ? ofType(byActor, String(type)) : byActor;
	const { items, pagination } = pageOf(found, query, 10);
	return {
		data: items.map(interactionView),
		pagination: {
			...pagination,
			total_likes: ofType(byActor, 'like').length,
			total_comments: ofType(byActor, 'comment').length,
		},
		graph: weekOf(byActor, clock.now()),
	};
}

export function addInteractionRoutes(app: FastifyInstance, state: State) {
	addPath(app, state, '/api-interactions', { GET: ({ query }) => getInteractions(query, state) });
}
