/*
 * Parameters for every operation that bring a real result from the sandbox. The tests that go through all operations
 * say so when a new one has no entry here.
 */
import type { INodeParameters } from 'n8n-workflow';
import { request } from 'undici';
import { z } from 'zod';

import { resources } from '../../nodes/Outx/resources';
import type { Sandbox } from '../../sandbox';
import { SANDBOX_KEY } from '../support/engine/sandboxCredentials';

/** All operations, as `resource.operation`. */
const operationNames = resources.flatMap(({ value, operations }) =>
	operations.map((operation) => `${value}.${operation.value}`),
);

const Answer = z
	.object({
		id: z.string(),
		api_agent_task_id: z.string(),
		watchlists: z.array(z.object({ id: z.string() })).nonempty(),
		data: z.array(z.object({ id: z.string() })).nonempty(),
	})
	.partial();

/** Calls the API without a node. */
async function ask(sandbox: Sandbox, path: string, body?: object) {
	const answer = await request(sandbox.url + path, {
		method: body ? 'POST' : 'GET',
		headers: { 'x-api-key': SANDBOX_KEY, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	return Answer.parse(await answer.body.json());
}

function there<T>(value: T | undefined): T {
	if (value === undefined) throw new Error('The sandbox has nothing like that');
	return value;
}

const urnOf = ({ id }: { id: string }) => `urn:li:fsd_profile:${id}`;
const picked = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });

function author({ world }: Sandbox) {
	return there(world.connections.find(({ id }) => world.postsOf(id).length > 0));
}

const postOf = (sandbox: Sandbox) =>
	`urn:li:activity:${sandbox.world.postsOf(author(sandbox).id)[0].id}`;

/** The first watchlist of a kind. */
async function watchlistId(sandbox: Sandbox, kind: string) {
	const { watchlists } = await ask(sandbox, `/api-${kind}-watchlist`);
	return there(watchlists)[0].id;
}

async function watchlist(sandbox: Sandbox, kind: string) {
	return { kind, watchlist: picked(await watchlistId(sandbox, kind)) };
}

async function watchlistPost(sandbox: Sandbox) {
	const id = await watchlistId(sandbox, 'keyword');
	const { data } = await ask(sandbox, `/api-posts?watchlist_id=${id}`);
	return { postId: there(data)[0].id, userEmail: 'robin@sandbox.example' };
}

type Sample = (sandbox: Sandbox) => INodeParameters | Promise<INodeParameters>;

/** By `resource.operation`. */
const samples: Record<string, Sample | undefined> = {
	'company.get': ({ world }) => ({ company: world.companies[0].slug }),
	'company.getPosts': ({ world }) => ({ company: world.companies[0].slug }),
	'connection.getAll': () => ({ limit: 100 }),
	'connection.sendRequest': ({ world }) => ({ profile: urnOf(world.strangers[0]), note: 'Hello' }),
	'contactHistory.check': ({ world }) => ({ recipient: urnOf(world.connections[0]) }),
	'contactHistory.forget': ({ world }) => ({ recipient: urnOf(world.connections[0]) }),
	'contactHistory.forgetAll': () => ({}),
	'interaction.getAll': (sandbox) => watchlist(sandbox, 'people'),
	'message.send': ({ world }) => ({ recipient: urnOf(world.connections[0]), message: 'Hello' }),
	'post.comment': (sandbox) => ({ post: postOf(sandbox), comment: 'Well said' }),
	'post.like': (sandbox) => ({ post: postOf(sandbox) }),
	'profile.get': (sandbox) => ({ profile: author(sandbox).slug }),
	'profile.getPosts': (sandbox) => ({ profiles: urnOf(author(sandbox)) }),
	'profile.search': () => ({ filters: { title: 'a' } }),
	'task.getStatus': async (sandbox) => {
		const task = await ask(sandbox, '/linkedin-agent/fetch-connections', { count: 2 });
		return { taskId: there(task.api_agent_task_id) };
	},
	'team.get': () => ({}),
	'watchlist.create': () => ({ kind: 'keyword', keywords: 'growth, sales' }),
	'watchlist.delete': async (sandbox) => {
		const { id } = await ask(sandbox, '/api-people-watchlist', { profiles: ['somebody'] });
		return { kind: 'people', watchlist: picked(there(id)) };
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
async function sampleFor(name: string, sandbox: Sandbox): Promise<INodeParameters> {
	const sample = samples[name];
	if (!sample) throw new Error(`${name} has no entry in test/package/samples.ts`);
	const [resource, operation] = name.split('.');
	return { resource, operation, ...(await sample(sandbox)) };
}

export { ask, operationNames, sampleFor, samples, urnOf, watchlistId };
