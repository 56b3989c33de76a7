import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ApiError } from '../apiError';
import { DAY, HOUR, MINUTE, dayOf } from '../clock';
import type { State } from '../state';
import { taskView, type Task } from '../tasks';
import { feedPost, interactionView } from '../watchlists/views';
import { readBody } from './api';
import { parse } from './parse';

/** A task can hold a page of 100 people. */
const MOST_TASKS = 1000;

/** As text, in milliseconds inside. */
const moment = z
	.string()
	.datetime({ offset: true, message: 'must be a date and time, such as 2026-07-06T08:00:00Z' })
	.transform((text) => Date.parse(text));
const amount = z.number().nonnegative().default(0);

const growth = z.object({
	count: z.number().int().min(1).max(1000).default(1),
	/** The first watchlist by default. */
	watchlist_id: z.string().optional(),
});
const restart = z.object({
	seed: z.union([z.number(), z.string()]).optional(),
	switches: z.record(z.unknown()).optional(),
	now: moment.optional(),
});
const move = z.object({ days: amount, hours: amount, minutes: amount, to: moment.optional() });

const describeTask = (task: Task, { switches }: State) => ({
	...taskView(task, switches),
	created_at: new Date(task.createdAt).toISOString(),
	ended_at: task.endedAt === null ? null : new Date(task.endedAt).toISOString(),
});

function describeClock({ clock }: State) {
	const now = clock.now();
	return { now: new Date(now).toISOString(), day: dayOf(now) };
}

function readGrowth(body: unknown, { watchlists }: State) {
	const { count, watchlist_id: id } = parse(growth, body);
	const watchlist = id === undefined ? watchlists.list().at(0) : watchlists.find(id);
	if (!watchlist) throw new ApiError(404, 'Watchlist not found');
	return { count, watchlist };
}

/** How a person or a test controls the sandbox. No key: it is on loopback only. */
export function addControlRoutes(app: FastifyInstance, state: State) {
	app.get('/sandbox/ledger', () => state.ledger.toJSON());
	app.get('/sandbox/requests', () => ({
		count: state.requests.length,
		requests: state.requests,
	}));

	app.get('/sandbox/tasks', () => {
		state.tasks.advance();
		const tasks = state.tasks.list().slice(-MOST_TASKS);
		return { ...state.tasks.counts(), tasks: tasks.map((task) => describeTask(task, state)) };
	});

	app.get('/sandbox/watchlists', () => ({
		watchlists: state.watchlists.list().map(({ posts, interactions, ...watchlist }) => ({
			...watchlist,
			posts: posts.length,
			interactions: interactions.length,
		})),
	}));

	app.get('/sandbox/switches', () => state.switches);
	app.patch('/sandbox/switches', ({ body }) => {
		state.set(readBody(body));
		return state.switches;
	});

	app.post('/sandbox/reset', ({ body }) => {
		state.reset(parse(restart, body));
		return { reset: true, seed: state.seed, switches: state.switches };
	});

	app.get('/sandbox/clock', () => describeClock(state));
	app.post('/sandbox/clock', ({ body }) => {
		const { days, hours, minutes, to } = parse(move, body);
		const from = to ?? state.clock.now();
		state.moveClock(from + days * DAY + hours * HOUR + minutes * MINUTE);
		return describeClock(state);
	});

	app.post('/sandbox/posts/grow', ({ body }) => {
		const { count, watchlist } = readGrowth(body, state);
		const added = state.watchlists.growPosts(watchlist, count);
		state.changed();
		return { watchlist_id: watchlist.id, watchlist: watchlist.name, added: added.map(feedPost) };
	});

	app.post('/sandbox/interactions/grow', ({ body }) => {
		const { count, watchlist } = readGrowth(body, state);
		const added = state.watchlists.growInteractions(watchlist, count).map(interactionView);
		state.changed();
		return { watchlist_id: watchlist.id, watchlist: watchlist.name, added };
	});
}
