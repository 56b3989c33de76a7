import type { IDataObject } from 'n8n-workflow';

import { listOf, numberOf, objectOf } from '../support/json';
import { like } from '../support/like';
import { GET_CONNECTIONS, inputsOf, invitation, refusal, setUpCompanion, success } from './stage';

const companion = setUpCompanion();

/** A list of `size` connections that is read in pages, as LinkupAPI serves it. */
function connections(size: number) {
	const all = Array.from({ length: size }, (_, index) => ({
		name: `Person ${index}`,
		job_title: 'Engineer',
		profile_url: `https://www.linkedin.com/in/person-${index}`,
		profile_picture: null,
	}));
	return (params: IDataObject) => {
		const [offset, count] = [numberOf(params.offset), numberOf(params.count)];
		const page = all.slice(offset, offset + count);
		const next = offset + page.length;
		const pagination = { offset, count, next_offset: next, has_more: next < size };
		const totals = { total_results: page.length, total_available_results: size };
		return success({ connections: page, ...totals, pagination }, Math.ceil(page.length / 50));
	};
}

describe('pages', () => {
	test('a limit of 250 is three requests of at most 100', async () => {
		await companion.start(connections(1201));
		const { items } = await companion.run({ ...GET_CONNECTIONS, limit: 250 });
		expect(companion.params).toEqual([
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
		await companion.start(connections(1201));
		const { items } = await companion.run({ ...GET_CONNECTIONS, returnAll: true });
		expect(new Set(items.map(({ json }) => json.profile_url)).size).toBe(1201);
		expect(items).toHaveLength(1201);
		expect(companion.server.requests).toHaveLength(13);
	});

	test('one item per page has the totals, the pagination and the credits of each request', async () => {
		await companion.start(connections(1201));
		const options = { output: 'pages' };
		const { items } = await companion.run({ ...GET_CONNECTIONS, limit: 250, options });
		const pages = items.map(({ json }) => json);
		expect(pages.map((page) => page.total_results)).toEqual([100, 100, 50]);
		expect(pages.map((page) => page.credits_consumed)).toEqual([2, 2, 1]);
		expect(pages.map((page) => listOf(page.connections).length)).toEqual([100, 100, 50]);
		expect(pages.map(({ pagination }) => objectOf(pagination).next_offset)).toEqual([
			100, 200, 250,
		]);
		expect(pages.every((page) => page.total_available_results === 1201)).toBe(true);
	});

	test('Offset skips, and a list that ends early ends the reading', async () => {
		await companion.start(connections(120));
		const { items } = await companion.run({
			...GET_CONNECTIONS,
			limit: 500,
			options: { offset: 15 },
		});
		expect(companion.params).toEqual([
			{ count: 100, offset: 15 },
			{ count: 100, offset: 115 },
		]);
		expect(items).toHaveLength(105);
		expect(items[0].json.name).toBe('Person 15');
	});

	test('the limit is kept when a page returns more than was requested', async () => {
		await companion.start(() => connections(80)({ count: 80, offset: 0 }));
		const { items } = await companion.run({ ...GET_CONNECTIONS, limit: 7 });
		expect(items).toHaveLength(7);
		expect(companion.server.requests).toHaveLength(1);
	});

	test('each input item gets its own list, linked to it', async () => {
		await companion.start(connections(3));
		const { items } = await companion.run(
			{ ...GET_CONNECTIONS, accountId: '={{ $json.account }}' },
			{ items: [{ json: { account: 'acc_a' } }, { json: { account: 'acc_b' } }] },
		);
		expect(companion.bodies.map(({ account_id }) => account_id)).toEqual(['acc_a', 'acc_b']);
		expect(inputsOf(items)).toEqual([0, 0, 0, 1, 1, 1]);
	});
});

describe('lists that misbehave', () => {
	const stuck =
		(pagination: object, entries = 2) =>
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
	])('a next_offset that %s ends the reading', async (_name, pagination) => {
		await companion.start(stuck(pagination));
		const { items } = await companion.run({ ...GET_CONNECTIONS, returnAll: true });
		expect(companion.server.requests).toHaveLength(1);
		expect(items).toHaveLength(2);
	});

	test('a page without results ends the reading, whatever has_more says', async () => {
		await companion.start(stuck({ next_offset: 100, has_more: true }, 0));
		const { items, error } = await companion.run({ ...GET_CONNECTIONS, returnAll: true });
		expect(error).toBeUndefined();
		expect(companion.server.requests).toHaveLength(1);
		expect(items).toEqual([]);
	});

	test('a page that fails tells how much was read and where to continue', async () => {
		const list = connections(1201);
		await companion.start((params) =>
			numberOf(params.offset) < 300 ? list(params) : refusal(429, 'RATE_LIMITED'),
		);
		const { error } = await companion.run({ ...GET_CONNECTIONS, returnAll: true });
		expect(error?.message).toMatch(/too many requests/);
		expect(error?.description).toMatch(/300 results were read .* set the option 'Offset' to 300/);
	});

	test.each([
		['has another name', { people: [] }],
		['is text', { connections: 'Session expired' }],
		['holds more than objects', { connections: [{ name: 'Ada' }, null] }],
		['is text in an empty page', { connections: 'Session expired', total_results: 0 }],
	])('a list that %s is reported instead of looking empty', async (_what, data) => {
		await companion.start(() => success(data));
		const { error } = await companion.run(GET_CONNECTIONS);
		expect(error?.message).toBe("LinkupAPI's answer has no list of connections");
	});

	test('a field called error cannot send an entry down the wrong branch', async () => {
		const entry = { error: 'odd', name: 'Ada' };
		await companion.start(() =>
			success({ connections: [entry], total_results: 1, pagination: {} }),
		);
		const settings = { onError: 'continueErrorOutput' } as const;
		const { outputs } = await companion.run(GET_CONNECTIONS, { settings });
		expect(outputs[1]).toEqual([]);
		expect(outputs[0]).toEqual([{ name: 'Ada', error_text: 'odd' }]);
	});
});

describe('invitations', () => {
	test.each([
		['getManyReceived', 'list_invitations'],
		['getManySent', 'list_sent'],
	])('%s asks for %s and passes unknown fields through', async (operation, action) => {
		const entry = { entity_urn: 'urn:li:invitation:1', new_field: { deep: [1] } };
		await companion.start(() =>
			success({ invitations: [entry], total_results: 1, pagination: {} }),
		);
		const options = { invitationType: 'ORGANIZATION' };
		const { items } = await companion.run(invitation(operation, { limit: 5, options }));
		expect(companion.bodies).toEqual([
			{
				account_id: 'acc_sandbox',
				action,
				params: { invitation_type: 'ORGANIZATION', count: 5, offset: 0 },
			},
		]);
		expect(items.map(({ json }) => json)).toEqual([entry]);
	});

	test('the type is left to LinkupAPI unless it was chosen', async () => {
		await companion.start(() => success({ invitations: [], total_results: 0 }));
		await companion.run(invitation('getManySent'));
		expect(companion.params).toEqual([{ count: 50, offset: 0 }]);
	});
});
