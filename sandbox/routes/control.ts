import { ApiError, objectBody } from './api';
import { problemWith } from '../switches';
import { taskView } from '../tasks';
import { feedPost, interactionView } from '../watchlists/views';
import { searchCard } from '../world/profiles';

/** @typedef {import('../box').Box} Box */

/** A task can hold a page of 100 people. */
const MOST_TASKS = 1000;

/** @param {unknown} change */
function checkSwitches(change) {
	const problem = problemWith(change);
	if (problem) throw new ApiError(400, problem);
}

/** @param {import('../tasks').Task} task @param {Box} box */
const describeTask = (task, box) => ({
	...taskView(task, box.switches),
	created_at: new Date(task.createdAt).toISOString(),
	ended_at: task.endedAt === null ? null : new Date(task.endedAt).toISOString(),
});

/** @param {Record<string, any>} body @param {number} most */
function countFrom({ count = 1 }, most) {
	if (!Number.isInteger(count) || count < 1 || count > most) {
		throw new ApiError(400, `Invalid 'count': must be a whole number from 1 to ${most}`);
	}
	return count;
}

/** The one that was asked for, or else the first. @param {Record<string, any>} body @param {Box} box */
function watchlistFrom({ watchlist_id: id }, box) {
	const watchlist = id === undefined ? box.watchlists.list()[0] : box.watchlists.find(id);
	if (!watchlist) throw new ApiError(404, 'Watchlist not found');
	return watchlist;
}

/**
 * How a person or a test holds the sandbox's strings. No key: it is on loopback and made up.
 * @param {import('./api').App} app
 * @param {Box} box
 */
function addControlRoutes(app, box) {
	app.get('/sandbox/ledger', async () => box.ledger.toJSON());
	app.get('/sandbox/requests', async () => ({
		count: box.requests.length,
		requests: box.requests,
	}));
	app.get('/sandbox/switches', async () => box.switches);

	app.get('/sandbox/tasks', async () => {
		box.tasks.advance();
		return {
			...box.tasks.counts(),
			tasks: box.tasks
				.list()
				.slice(-MOST_TASKS)
				.map((task) => describeTask(task, box)),
		};
	});

	app.get('/sandbox/watchlists', async () => ({
		watchlists: box.watchlists.list().map(({ posts, interactions, ...watchlist }) => ({
			...watchlist,
			posts: posts.length,
			interactions: interactions.length,
		})),
	}));

	app.get('/sandbox/people', async () => {
		const people = [...box.world.people()].map(searchCard);
		return { count: people.length, connections: box.world.connections.length, people };
	});

	app.patch('/sandbox/switches', async (request) => {
		const change = objectBody(request.body);
		checkSwitches(change);
		box.set(change);
		return box.switches;
	});

	app.post('/sandbox/reset', async (request) => {
		const { seed, switches = {} } = objectBody(request.body);
		checkSwitches(switches);
		box.reset({ seed, switches });
		return { reset: true, seed: box.seed, switches: box.switches };
	});

	app.post('/sandbox/posts/grow', async (request) => {
		const body = objectBody(request.body);
		const watchlist = watchlistFrom(body, box);
		const added = box.watchlists.growPosts(watchlist, countFrom(body, 1000));
		box.changed();
		return { watchlist_id: watchlist.id, added: added.map(feedPost) };
	});

	app.post('/sandbox/interactions/grow', async (request) => {
		const body = objectBody(request.body);
		const watchlist = watchlistFrom(body, box);
		const added = box.watchlists.growInteractions(watchlist, countFrom(body, 1000));
		box.changed();
		return { watchlist_id: watchlist.id, added: added.map(interactionView) };
	});

	app.post('/sandbox/connections/grow', async (request) => {
		const added = box.world.growConnections(countFrom(objectBody(request.body), 1000));
		box.changed();
		return { added: added.map(searchCard), connections: box.world.connections.length };
	});
}

export { addControlRoutes };
