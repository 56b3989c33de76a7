/*
 * Parameters for every operation that bring a real result from the sandbox. The tests that go through all operations
 * say so when a new one has no entry here.
 */
import { SANDBOX_KEY } from '../support/engine';

async function ask(sandbox, path, body) {
	const response = await fetch(sandbox.url + path, {
		method: body ? 'POST' : 'GET',
		headers: { 'x-api-key': SANDBOX_KEY, 'content-type': 'application/json' },
		body: body && JSON.stringify(body),
	});
	return await response.json();
}

const urnOf = ({ id }) => `urn:li:fsd_profile:${id}`;
const picked = (value) => ({ __rl: true, mode: 'id', value });

function author({ world }) {
	return world.connections.find(({ id }) => world.postsOf(id).length > 0);
}

const postOf = (sandbox) => `urn:li:activity:${sandbox.world.postsOf(author(sandbox).id)[0].id}`;

async function watchlist(sandbox, kind) {
	const { watchlists } = await ask(sandbox, `/api-${kind}-watchlist`);
	return { kind, watchlist: picked(watchlists[0].id) };
}

async function watchlistPost(sandbox) {
	const { watchlist: list } = await watchlist(sandbox, 'keyword');
	const { data } = await ask(sandbox, `/api-posts?watchlist_id=${list.value}`);
	return { postId: data[0].id, userEmail: 'robin@sandbox.example' };
}

/** By `resource.operation`. */
const samples = {
	'company.get': ({ world }) => ({ company: world.companies[0].slug }),
	'company.getPosts': ({ world }) => ({ company: world.companies[0].slug }),
	'connection.getAll': () => ({ limit: 100 }),
	'connection.sendRequest': ({ world }) => ({ profile: urnOf(world.strangers[0]), note: 'Hello' }),
	'interaction.getAll': (sandbox) => watchlist(sandbox, 'people'),
	'message.send': ({ world }) => ({ recipient: urnOf(world.connections[0]), message: 'Hello' }),
	'post.comment': (sandbox) => ({ post: postOf(sandbox), comment: 'Well said' }),
	'post.like': (sandbox) => ({ post: postOf(sandbox) }),
	'profile.get': (sandbox) => ({ profile: author(sandbox).slug }),
	'profile.getPosts': (sandbox) => ({ profiles: urnOf(author(sandbox)) }),
	'profile.search': () => ({ filters: { title: 'a' }, count: 50 }),
	'task.getStatus': async (sandbox) => {
		const task = await ask(sandbox, '/linkedin-agent/fetch-connections', { count: 2 });
		return { taskId: task.api_agent_task_id };
	},
	'team.get': () => ({}),
	'watchlist.create': () => ({ kind: 'keyword', keywords: 'growth, sales' }),
	'watchlist.delete': async (sandbox) => {
		const { id } = await ask(sandbox, '/api-people-watchlist', { profiles: ['somebody'] });
		return { kind: 'people', watchlist: picked(id) };
	},
	'watchlist.get': (sandbox) => watchlist(sandbox, 'keyword'),
	'watchlist.getAll': () => ({ kind: 'keyword' }),
	'watchlist.update': async (sandbox) => ({
		...(await watchlist(sandbox, 'keyword')),
		changes: {
			active: false,
			fetchFreqInHours: 24,
			keywords: 'growth',
			labels: { label: [{ name: 'Lead' }] },
			name: 'Renamed',
			slack_webhook_url: 'https://hooks.slack.com/services/x',
		},
	}),
	'watchlistPost.comment': async (sandbox) => ({
		...(await watchlistPost(sandbox)),
		comment: 'Well said',
	}),
	'watchlistPost.getAll': (sandbox) => watchlist(sandbox, 'keyword'),
	'watchlistPost.like': watchlistPost,
};

/** The parameters of one operation, for this sandbox. */
async function sampleFor(name, sandbox) {
	if (!samples[name]) throw new Error(`${name} has no entry in test/package/samples.js`);
	const [resource, operation] = name.split('.');
	return { resource, operation, ...(await samples[name](sandbox)) };
}

export { ask, sampleFor, samples, urnOf };
