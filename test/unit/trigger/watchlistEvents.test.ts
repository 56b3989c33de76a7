import { newAmong, recall } from '../../nodes/OutxTrigger/pollState';
import { keyOf } from '../../nodes/OutxTrigger/connectionEvents';
import { newInList } from '../../nodes/OutxTrigger/watchlistEvents';

const HOUR = 3_600_000;

describe('one person', () => {
	test.each([
		[{ entity_urn: 'urn:li:fsd_profile:ACoAAB1' }, { entity_urn: 'urn:li:person:ACoAAB1' }],
		[{ entity_urn: 'urn:li:fsd_profile:ACoAAB1' }, { entity_urn: 'ACoAAB1', name: 'New name' }],
		[{ public_identifier: 'ada' }, { public_identifier: 'ada', headline: 'New' }],
	])('is known again: case %#', (one, other) => {
		expect(keyOf(one)).toBe(keyOf(other));
	});

	test('is not somebody else', () => {
		const people = [
			{ entity_urn: 'urn:li:person:ACoAAB1' },
			{ entity_urn: 'urn:li:person:ACoAAB2' },
			{ public_identifier: 'ada' },
			{ name: 'Ada' },
			{ name: 'Bob' },
		];
		expect(new Set(people.map(keyOf)).size).toBe(people.length);
	});
});

describe('who is new, while people come and go', () => {
	/** The same numbers on every run. */
	function numbers(seed) {
		let state = seed;
		return (below) => {
			state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
			return Math.floor((state / 2 ** 32) * below);
		};
	}

	test.each([1, 2, 3, 4, 5])('nobody twice, nobody missed, nobody old: world %i', (seed) => {
		const random = numbers(seed);
		const list = Array.from({ length: 300 }, (_, index) => `old-${index}`);
		let seen = list.slice(0, 100);
		const told = [];
		let added = 0;
		for (let turn = 0; turn < 200; turn++) {
			for (let left = random(60); left > 0; left--) list.unshift(`new-${added++}`);
			for (let left = random(5); left > 0; left--) {
				const at = 60 + random(list.length - 60);
				list.splice(at, 1);
			}
			const { fresh } = newAmong(list.slice(0, 100), seen);
			told.push(...fresh);
			seen = [...fresh, ...seen].slice(0, 3000);
		}
		expect(new Set(told).size).toBe(told.length);
		expect(told).toHaveLength(added);
		expect(told.some((id) => id.startsWith('old'))).toBe(false);
	});
});

/** Polls a list of OutX's; `list` is what OutX has at that moment, the newest first. */
function listTrigger({ pageSize = 100 } = {}) {
	let memory = recall({}, 'test');
	let asked = 0;
	const poll = async (list) => {
		const context = {
			getMode: () => 'trigger',
			getWorkflow: () => ({}),
			getNode: () => ({ name: 'Trigger', type: 'outxTrigger' }),
			getCredentials: async () => ({ apiKey: 'key', baseUrl: 'http://outx.test' }),
			helpers: {
				async httpRequestWithAuthentication(_name, { qs }) {
					asked++;
					const size = Math.min(pageSize, qs.page_size);
					const data = list.slice((qs.page - 1) * size, qs.page * size);
					return { statusCode: 200, headers: {}, body: JSON.stringify({ data }) };
				},
			},
		};
		const next = structuredClone(memory);
		const found = await newInList(context, next, { method: 'GET', path: '/api-posts' });
		memory = JSON.parse(JSON.stringify(next));
		return found.items.map(({ id }) => id);
	};
	return {
		poll,
		get asked() {
			return asked;
		},
	};
}

const now = Date.now();
/** So many posts, one an hour; the newest was made so many hours ago. */
const hourly = (count, name = 'p', newest = 0) =>
	Array.from({ length: count }, (_, index) => ({
		id: `${name}-${newest + index}`,
		created_at: now - (newest + index) * HOUR,
	}));

describe('posts and interactions', () => {
	test('what OutX finds late, below what is known, comes out', async () => {
		const { poll } = listTrigger();
		// Four an hour, so that it stands on the third page.
		const list = hourly(1000).map((post, at) => ({ ...post, created_at: now - (at * HOUR) / 4 }));
		expect(await poll(list)).toEqual([]);
		list.splice(241, 0, { id: 'late', created_at: now - 60.1 * HOUR });
		expect(await poll(list)).toEqual(['late']);
		expect(await poll(list)).toEqual([]);
	});

	test('a quiet list costs one request a poll', async () => {
		const trigger = listTrigger();
		const list = hourly(250);
		await trigger.poll(list);
		const before = trigger.asked;
		for (let turn = 0; turn < 10; turn++) await trigger.poll(list);
		expect(trigger.asked - before).toBe(10);
	});

	test('on a server with smaller pages, all new ones come out', async () => {
		const { poll } = listTrigger({ pageSize: 20 });
		const old = hourly(150, 'old', 10);
		await poll(old);
		const fresh = hourly(130, 'new', 0).map((post, index) => ({
			...post,
			created_at: now - index,
		}));
		expect(await poll([...fresh, ...old])).toEqual(fresh.map(({ id }) => id).reverse());
		expect(await poll([...fresh, ...old])).toEqual([]);
	});

	test('what was there before the trigger stays silent when the newest leave a very long list', async () => {
		const { poll } = listTrigger();
		const list = hourly(4000);
		expect(await poll(list)).toEqual([]);
		expect(await poll(list.slice(1500))).toEqual([]);
		expect(await poll(list.slice(3000))).toEqual([]);
		expect(await poll([{ id: 'new', created_at: now + 1 }, ...list.slice(3500)])).toEqual(['new']);
	});

	test('a server that ignores the page number does not keep the poll busy for ever', async () => {
		const list = hourly(50);
		let asked = 0;
		const context = {
			getMode: () => 'trigger',
			getWorkflow: () => ({}),
			getCredentials: async () => ({ apiKey: 'key', baseUrl: 'http://outx.test' }),
			helpers: {
				async httpRequestWithAuthentication() {
					asked++;
					return { statusCode: 200, headers: {}, body: JSON.stringify({ data: list }) };
				},
			},
		};
		const memory = recall({}, 'test');
		await newInList(context, memory, { method: 'GET', path: '/api-posts' });
		expect(memory.seen).toEqual(list.map(({ id }) => id));
		expect(asked).toBeLessThanOrEqual(20);
	});

	test('entries without a date or an ID are told apart all the same', async () => {
		const { poll } = listTrigger();
		const list = [{ text: 'one' }, { text: 'two' }];
		expect(await poll(list)).toEqual([]);
		expect(await poll(list)).toHaveLength(0);
		expect(await poll([{ text: 'three' }, ...list])).toHaveLength(1);
		expect(await poll([{ text: 'three' }, ...list])).toHaveLength(0);
	});
});
