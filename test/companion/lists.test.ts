import type { IDataObject } from 'n8n-workflow';

import { listOf, numberOf, objectOf } from '../support/json';
import { like } from '../support/like';
import { refusal, runNode, startServer, success, type Answer, type Server } from './support';

/** A list of `size` connections that is read in pages, as LinkupAPI serves it. */
function connections(size: number) {
	const all = Array.from({ length: size }, (_, index) => ({
		name: `Person ${index}`,
		job_title: 'Engineer',
		profile_url: `https://www.linkedin.com/in/person-${index}`,
		profile_picture: null,
	}));
	return (body: IDataObject) => {
		const { count: asked, offset: from } = objectOf(body.params);
		const [count, offset] = [numberOf(asked), numberOf(from)];
		const page = all.slice(offset, offset + count);
		const next = offset + page.length;
		return success(
			{
				connections: page,
				total_results: page.length,
				total_available_results: size,
				pagination: { offset, count, next_offset: next, has_more: next < size },
			},
			Math.ceil(page.length / 50),
		);
	};
}

const GET_CONNECTIONS = { resource: 'connection', operation: 'getAll' };

let server: Server;
const start = async (answer: Answer) => (server = await startServer(answer));
afterEach(async () => {
	await server.close();
});

const asked = () => server.calls.map(({ body }) => body.params);

describe('pages', () => {
	test('a limit of 250 is three requests of at most 100', async () => {
		await start(connections(1201));
		const { items } = await runNode({
			baseUrl: server.url,
			parameters: { ...GET_CONNECTIONS, limit: 250 },
		});
		expect(asked()).toEqual([
			{ count: 100, offset: 0 },
			{ count: 100, offset: 100 },
			{ count: 50, offset: 200 },
		]);
		expect(items).toHaveLength(250);
		expect(items[249]).toEqual({
			json: like.object({ name: 'Person 249' }),
			pairedItem: { item: 0 },
		});
	});

	test('Return All over 1,201 gives each of them once', async () => {
		await start(connections(1201));
		const { items } = await runNode({
			baseUrl: server.url,
			parameters: { ...GET_CONNECTIONS, returnAll: true },
		});
		expect(new Set(items.map(({ json }) => json.profile_url)).size).toBe(1201);
		expect(items).toHaveLength(1201);
		expect(server.calls).toHaveLength(13);
	});

	test('one item per page has the totals, the pagination and the credits of each call', async () => {
		await start(connections(1201));
		const { items } = await runNode({
			baseUrl: server.url,
			parameters: { ...GET_CONNECTIONS, limit: 250, options: { output: 'pages' } },
		});
		expect(items.map(({ json }) => json.total_results)).toEqual([100, 100, 50]);
		expect(items.map(({ json }) => json.credits_consumed)).toEqual([2, 2, 1]);
		expect(items.map(({ json }) => listOf(json.connections).length)).toEqual([100, 100, 50]);
		expect(items.map(({ json }) => objectOf(json.pagination).next_offset)).toEqual([100, 200, 250]);
		expect(items.every(({ json }) => json.total_available_results === 1201)).toBe(true);
	});

	test('Offset skips, and a list that ends early ends the walk', async () => {
		await start(connections(120));
		const { items } = await runNode({
			baseUrl: server.url,
			parameters: { ...GET_CONNECTIONS, limit: 500, options: { offset: 15 } },
		});
		expect(asked()).toEqual([
			{ count: 100, offset: 15 },
			{ count: 100, offset: 115 },
		]);
		expect(items).toHaveLength(105);
		expect(items[0].json.name).toBe('Person 15');
	});

	test('the limit is kept when a page brings more than was asked for', async () => {
		await start(() => connections(80)({ params: { count: 80, offset: 0 } }));
		const { items } = await runNode({
			baseUrl: server.url,
			parameters: { ...GET_CONNECTIONS, limit: 7 },
		});
		expect(items).toHaveLength(7);
		expect(server.calls).toHaveLength(1);
	});

	test('each input item gets its own list, linked to it', async () => {
		await start(connections(3));
		const { items } = await runNode({
			baseUrl: server.url,
			parameters: { ...GET_CONNECTIONS, accountId: '={{ $json.account }}' },
			input: [{ json: { account: 'acc_a' } }, { json: { account: 'acc_b' } }],
		});
		expect(server.calls.map(({ body }) => body.account_id)).toEqual(['acc_a', 'acc_b']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 0, 1, 1, 1].map((item) => ({ item })),
		);
	});
});

describe('lists that misbehave', () => {
	const stuck =
		(pagination: IDataObject, entries = 2) =>
		() =>
			success({
				connections: Array.from({ length: entries }, (_, index) => ({ name: `Person ${index}` })),
				total_results: entries,
				pagination,
			});

	test.each([
		['stays where it is', { next_offset: 0, has_more: true }],
		['is missing', { has_more: true }],
		['is no number', { next_offset: 'later', has_more: true }],
		['is null', { next_offset: null, has_more: true }],
	] as Array<[string, IDataObject]>)(
		'a next_offset that %s ends the walk',
		async (_name, pagination) => {
			await start(stuck(pagination));
			const { items } = await runNode({
				baseUrl: server.url,
				parameters: { ...GET_CONNECTIONS, returnAll: true },
			});
			expect(server.calls).toHaveLength(1);
			expect(items).toHaveLength(2);
		},
	);

	test('a page without results ends the walk, whatever has_more says', async () => {
		await start(stuck({ next_offset: 100, has_more: true }, 0));
		const { items, error } = await runNode({
			baseUrl: server.url,
			parameters: { ...GET_CONNECTIONS, returnAll: true },
		});
		expect(error).toBeUndefined();
		expect(server.calls).toHaveLength(1);
		expect(items).toEqual([]);
	});

	test('a page that fails tells how much was read and where to go on', async () => {
		const list = connections(1201);
		await start((body, _request, reply) =>
			numberOf(objectOf(body.params).offset) < 300
				? list(body)
				: reply.code(429).send(refusal('RATE_LIMITED')),
		);
		const { error } = await runNode({
			baseUrl: server.url,
			parameters: { ...GET_CONNECTIONS, returnAll: true },
		});
		expect(error?.message).toMatch(/too many requests/);
		expect(error?.description).toMatch(/The 300 results .* set the option 'Offset' to 300/);
	});

	test('an answer without the list says so instead of looking empty', async () => {
		await start(() => success({ people: [] }));
		const { error } = await runNode({ baseUrl: server.url, parameters: GET_CONNECTIONS });
		expect(error?.message).toBe("LinkupAPI's answer has no list of connections");
	});

	test('a field called error cannot send an entry down the wrong branch', async () => {
		await start(() =>
			success({ connections: [{ error: 'odd', name: 'Ada' }], total_results: 1, pagination: {} }),
		);
		const { items, errorItems } = await runNode({
			baseUrl: server.url,
			parameters: GET_CONNECTIONS,
			node: { onError: 'continueErrorOutput' },
		});
		expect(errorItems).toEqual([]);
		expect(items.map(({ json }) => json)).toEqual([{ name: 'Ada', api_error: 'odd' }]);
	});
});

describe('invitations', () => {
	test.each([
		['getManyReceived', 'list_invitations'],
		['getManySent', 'list_sent'],
	])('%s asks for %s and passes unknown fields through', async (operation, action) => {
		const entry = { entity_urn: 'urn:li:invitation:1', new_field: { deep: [1] } };
		await start(() => success({ invitations: [entry], total_results: 1, pagination: {} }));
		const { items } = await runNode({
			baseUrl: server.url,
			parameters: {
				resource: 'invitation',
				operation,
				limit: 5,
				options: { invitationType: 'ORGANIZATION' },
			},
		});
		expect(server.calls[0].body).toEqual({
			account_id: 'acc_sandbox',
			action,
			params: { invitation_type: 'ORGANIZATION', count: 5, offset: 0 },
		});
		expect(items.map(({ json }) => json)).toEqual([entry]);
	});

	test('the type is left to LinkupAPI unless it was chosen', async () => {
		await start(() => success({ invitations: [], total_results: 0 }));
		await runNode({
			baseUrl: server.url,
			parameters: { resource: 'invitation', operation: 'getManySent' },
		});
		expect(asked()).toEqual([{ count: 50, offset: 0 }]);
	});
});
