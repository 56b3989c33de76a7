import { z } from 'zod';
import type { Fault } from '../../sandbox';
import { setUpClient } from './client';

const CONNECTIONS = '/linkedin-agent/fetch-connections';
const MESSAGES = '/linkedin-agent/send-message';
const STATUS = '/linkedin-agent/get-task-status';

const listOf = (name: string) => z.object({ [name]: z.array(z.unknown()) });

describe('answers with status 200 and the wrong shape', () => {
	const client = setUpClient({ resetsEach: false });

	const withFaults = (...faults: Fault[]) => {
		client.reset({ switches: { faults } });
	};
	const message = () => ({ recipient_urn: client.sandbox.world.connections[0].id, message: 'Hi' });
	const sizeOf = async (start = 0) => {
		const { task_output } = await client.run('fetch-connections', { start, count: 100 });
		const { total, connections } = z
			.object({ total: z.number(), connections: z.array(z.unknown()) })
			.parse(task_output);
		expect(connections).toHaveLength(total);
		return total;
	};

	describe('of a completed task', () => {
		it.each([null, {}, [], 'Session expired', { error: 'Not logged in' }, 0])(
			'taskOutput makes it %j, and the message was sent',
			async (output) => {
				withFaults({ kind: 'taskOutput', output });
				const task = await client.run('send-message', message());
				expect([task.status, task.task_output]).toEqual(['completed', output]);
				expect(client.sandbox.ledger.messages).toHaveLength(1);
				expect((await client.run('send-message', message())).task_output).toEqual({ sent: true });
			},
		);

		it('taskOutput without an effect claims what was not done', async () => {
			withFaults({ kind: 'taskOutput', output: { sent: true }, effect: false });
			const task = await client.run('send-message', message());
			expect([task.status, task.task_output]).toEqual(['completed', { sent: true }]);
			expect([client.sandbox.ledger.created.length, client.sandbox.ledger.messages.length]).toEqual(
				[1, 0],
			);
		});

		it('taskOutput hits one page of a list, and stays what it is when it is read again', async () => {
			withFaults({ kind: 'taskOutput', output: null, path: CONNECTIONS, body: { start: 100 } });
			expect(await sizeOf(0)).toBe(100);
			const id = await client.create('fetch-connections', { start: 100 });
			expect((await client.task(id)).task_output).toBeNull();
			expect((await client.task(id)).task_output).toBeNull();
			expect(await sizeOf(100)).toBe(100);
		});

		it('shortList empties or shortens the next lists', async () => {
			withFaults(
				{ kind: 'shortList', path: CONNECTIONS, times: 2 },
				{ kind: 'shortList', path: CONNECTIONS, keep: 7 },
			);
			expect([await sizeOf(), await sizeOf(), await sizeOf(), await sizeOf()]).toEqual([
				0, 0, 7, 100,
			]);
		});
	});

	describe('of a creation', () => {
		it('taskId gives out ids that are no UUIDs, and knows them', async () => {
			withFaults({ kind: 'taskId', id: 'task 17', path: MESSAGES, times: 2 });
			const ids = [
				await client.create('send-message', message()),
				await client.create('send-message', message()),
			];
			expect(ids).toEqual(['task 17', 'task 17-2']);
			const task = await client.task(encodeURIComponent('task 17'));
			expect([task.id, task.status]).toEqual(['task 17', 'completed']);
		});

		it('taskId gives out numbers', async () => {
			withFaults({ kind: 'taskId', id: 41, times: null });
			const answers = [
				await client.agent('send-message', message()),
				await client.agent('send-message', message()),
			];
			expect(answers.map(({ json }) => json)).toMatchObject([
				{ api_agent_task_id: 41 },
				{ api_agent_task_id: 42 },
			]);
			expect((await client.task('42')).status).toBe('completed');
		});

		it('taskId leaves the ids of the other tasks as they are', async () => {
			withFaults();
			await client.create('send-message', message());
			const usual = await client.create('send-message', message());
			withFaults({ kind: 'taskId', id: 'odd' });
			await client.create('send-message', message());
			expect(await client.create('send-message', message())).toBe(usual);
		});
	});

	it.each([
		['json', null, 0],
		['json', 'Session expired', 0],
		['json', { success: false }, 0],
		['jsonAfter', [], 1],
		['jsonAfter', { success: true, api_agent_task_id: null }, 1],
	] as const)('%s answers %j', async (kind, json, done) => {
		withFaults({ kind, json });
		const answer = await client.agent('send-message', message());
		expect([answer.status, answer.json]).toEqual([200, json]);
		expect(client.sandbox.ledger.messages).toHaveLength(done);
	});

	it.each([{ deleted: false }, { error: 'Watchlist is locked' }])(
		'a deletion answers %j, and nothing is deleted',
		async (json) => {
			withFaults({ kind: 'json', json, method: 'DELETE' });
			const path = '/api-keyword-watchlist';
			const list = await client.call('GET', path);
			const { watchlists } = list.read(
				z.object({ watchlists: z.array(z.object({ id: z.string() })) }),
			);
			const answer = await client.call('DELETE', `${path}?id=${watchlists[0].id}`);
			expect([answer.status, answer.json]).toEqual([200, json]);
			expect((await client.call('GET', path)).json).toMatchObject({ count: 1 });
		},
	);

	it('otherTask answers about a task that nobody wanted to know about', async () => {
		withFaults({ kind: 'otherTask' });
		const id = await client.create('send-message', message());
		const other = await client.task(id);
		expect(other.id).not.toBe(id);
		expect(other.status).toBe('completed');
		expect((await client.task(id)).id).toBe(id);
	});

	it('html answers with a page to sign in on', async () => {
		withFaults({ kind: 'html', path: STATUS });
		const { status, headers, text } = await client.status('x');
		expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
		expect(text).toContain('<h1>Sign in</h1>');
	});

	describe('in size', () => {
		it('huge makes an answer too big to read', async () => {
			withFaults({ kind: 'huge', path: STATUS });
			const id = await client.create('fetch-connections');
			const { text, json } = await client.status(id);
			expect(text.length).toBeGreaterThan(25 * 1024 * 1024);
			expect(json).toHaveProperty('data.task_output.connections.0.planted');
			expect(json).toHaveProperty('data.task_output.total', 40);
		});

		it.each([
			['a list in a task', STATUS, 'data.task_output.connections.0.planted'],
			['a list', '/api-posts', 'data.0.planted'],
			['an entity', '/api-team', 'members.0.planted'],
			['a receipt', CONNECTIONS, 'planted'],
		])('deep makes %s too deep to follow', async (_, path, place) => {
			withFaults({ kind: 'deep', path, levels: 50 });
			const created = await client.agent('fetch-connections');
			const id = created.read(z.object({ api_agent_task_id: z.string() })).api_agent_task_id;
			const grown = await client.control('POST', 'posts/grow', {});
			const { watchlist_id } = grown.read(z.object({ watchlist_id: z.string() }));
			const answers = [
				created,
				await client.status(id),
				await client.call('GET', `/api-posts?watchlist_id=${watchlist_id}`),
				await client.call('GET', '/api-team'),
			];
			const [deep, ...others] = answers.filter(({ text }) => text.includes('['.repeat(50)));
			expect(others).toEqual([]);
			expect(deep.text).not.toContain('['.repeat(52));
			expect(deep.json).toHaveProperty(place);
		});

		it('deep is 100,000 levels unless said otherwise', async () => {
			withFaults({ kind: 'deep', path: '/api-team' });
			expect((await client.call('GET', '/api-team')).text).toContain('['.repeat(100_000));
		});
	});

	it('faults of tasks let requests pass that create none', async () => {
		withFaults({ kind: 'shortList' }, { kind: 'otherTask' });
		expect((await client.call('GET', '/api-team')).status).toBe(200);
		const posts = await client.call('GET', '/api-keyword-watchlist');
		expect(posts.read(listOf('watchlists')).watchlists).toHaveLength(1);
		const task = await client.run('fetch-connections');
		expect(task.task_output).toEqual({ total: 0, connections: [] });
	});

	it.each([
		[{ kind: 'taskOutput' }, "the kind taskOutput comes with 'output'"],
		[{ kind: 'json' }, "the kind json comes with 'json'"],
		[{ kind: 'jsonAfter' }, "the kind jsonAfter comes with 'json'"],
		[{ kind: 'taskId' }, "the kind taskId comes with 'id'"],
		[{ kind: 'shortList', keep: -1 }, "'keep' is of the right type"],
	])('%j is refused', async (fault, text) => {
		const { status, json } = await client.control('PATCH', 'switches', { faults: [fault] });
		expect(status).toBe(400);
		expect(json).toHaveProperty('error', expect.stringContaining(text));
	});
});
