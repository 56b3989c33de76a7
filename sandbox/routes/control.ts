import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ApiError } from '../apiError';
import { DAY, HOUR, MINUTE, dayOf } from '../clock';
import type { State } from '../state';
import { taskView, type Task } from '../tasks';
import { feedPost, interactionView } from '../watchlists/views';
import { searchCard } from '../world/profiles';
import { readBody } from './api';

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
const acceptance = z.object({
	/** Addresses, slugs or URNs. */
	people: z.array(z.string()).optional(),
	count: z.number().int().min(1).default(1),
});
const move = z.object({
	days: amount,
	hours: amount,
	minutes: amount,
	to: moment.optional(),
});

/** The body as the schema wants it. */
function parseBody<Input, Output>(
	schema: z.ZodType<Output, z.ZodTypeDef, Input>,
	body: unknown,
): Output {
	const { data, error } = schema.safeParse(readBody(body));
	if (!error) return data;
	const [{ path, message }] = error.issues;
	throw new ApiError(400, `Invalid '${path.join('.')}': ${message}`);
}

const describeTask = (task: Task, { switches }: State) => ({
	...taskView(task, switches),
	created_at: new Date(task.createdAt).toISOString(),
	ended_at: task.endedAt === null ? null : new Date(task.endedAt).toISOString(),
});

function describeClock({ clock }: State) {
	const now = clock.now();
	return { now: new Date(now).toISOString(), day: dayOf(now) };
}

/** Everybody named, or the first of those who wait longest. */
function findInvited(
	{ people, count }: z.output<typeof acceptance>,
	{ invitations, world }: State,
) {
	const pending = invitations.list().map(({ person }) => person);
	if (!people) return pending.slice(0, count);
	return people.map((wanted) => {
		const person = world.findPerson(wanted);
		if (!person || !pending.includes(person)) {
			throw new ApiError(404, `No invitation to ${wanted} is pending`);
		}
		return person;
	});
}

function findWatchlist(id: string | undefined, { watchlists }: State) {
	const watchlist = id === undefined ? watchlists.list().at(0) : watchlists.find(id);
	if (!watchlist) throw new ApiError(404, 'Watchlist not found');
	return watchlist;
}

/** How a person or a test controls the sandbox. No key: it is on loopback and made up. */
export function addControlRoutes(app: FastifyInstance, state: State) {
	app.get('/sandbox/ledger', () => state.ledger.toJSON());
	app.get('/sandbox/requests', () => ({
		count: state.requests.length,
		requests: state.requests,
	}));
	app.get('/sandbox/clock', () => describeClock(state));
	app.post('/sandbox/clock', ({ body }) => {
		const { days, hours, minutes, to } = parseBody(move, body);
		const from = to ?? state.clock.now();
		state.moveClock(from + days * DAY + hours * HOUR + minutes * MINUTE);
		return describeClock(state);
	});
	app.get('/sandbox/switches', () => state.switches);

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

	app.get('/sandbox/people', () => {
		const people = [...state.world.people()].map(searchCard);
		return { count: people.length, connections: state.world.connections.length, people };
	});

	app.get('/sandbox/invitations', () => {
		const pending = state.invitations.list().map(({ person, sentAt }) => ({
			...searchCard(person),
			sent_at: new Date(sentAt).toISOString(),
		}));
		return { count: pending.length, pending };
	});

	app.post('/sandbox/invitations/accept', ({ body }) => {
		const accepted = findInvited(parseBody(acceptance, body), state);
		for (const person of accepted) state.invitations.accept(person);
		state.changed();
		return { accepted: accepted.map(searchCard), connections: state.world.connections.length };
	});

	app.patch('/sandbox/switches', ({ body }) => {
		state.set(readBody(body));
		return state.switches;
	});

	app.post('/sandbox/reset', ({ body }) => {
		state.reset(parseBody(restart, body));
		return { reset: true, seed: state.seed, switches: state.switches };
	});

	app.post('/sandbox/posts/grow', ({ body }) => {
		const { count, watchlist_id } = parseBody(growth, body);
		const watchlist = findWatchlist(watchlist_id, state);
		const added = state.watchlists.growPosts(watchlist, count);
		state.changed();
		return { watchlist_id: watchlist.id, added: added.map(feedPost) };
	});

	app.post('/sandbox/interactions/grow', ({ body }) => {
		const { count, watchlist_id } = parseBody(growth, body);
		const watchlist = findWatchlist(watchlist_id, state);
		const added = state.watchlists.growInteractions(watchlist, count);
		state.changed();
		return { watchlist_id: watchlist.id, added: added.map(interactionView) };
	});

	app.post('/sandbox/connections/grow', ({ body }) => {
		const added = state.world.growConnections(parseBody(growth, body).count);
		state.changed();
		return { added: added.map(searchCard), connections: state.world.connections.length };
	});
}
