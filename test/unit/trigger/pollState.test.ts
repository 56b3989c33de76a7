import { keep, newAmong, recall } from '../../nodes/OutxTrigger/pollState';

const among = (ids, seen) => newAmong([...ids], [...seen]);

describe('who is new at the top of a list', () => {
	test.each([
		['nobody', 'abc', 'abc', '', true],
		['one', 'xabc', 'abc', 'x', true],
		['three, the newest first', 'zyxabc', 'abc', 'zyx', true],
		['one, though somebody known left the list', 'xac', 'abc', 'x', true],
		['one, though the list moved by an older one', 'xbcd', 'abc', 'x', true],
		['not who stands behind everybody known', 'abcde', 'abc', '', true],
		['somebody between known people', 'axbc', 'abc', 'x', true],
		['everybody, as nobody known was reached', 'zyx', 'abc', 'zyx', false],
		['everybody once', 'xxabc', 'abc', 'x', true],
		['nobody in an empty list', '', 'abc', '', false],
		['everybody, when nobody is known', 'cba', '', 'cba', false],
	])('%s', (_, ids, seen, fresh, reachedKnown) => {
		expect(among(ids, seen)).toEqual({ fresh: [...fresh], reachedKnown });
	});
});

describe('what is kept between two polls', () => {
	const fresh = { version: 1, about: 'newConnection ', seen: [], ready: false, pages: 1 };

	test('is what was kept', () => {
		const data = {};
		const memory = { ...fresh, seen: ['a', 'b'], ready: true, pages: 3, floor: 5 };
		keep(data, memory);
		expect(recall(JSON.parse(JSON.stringify(data)), 'newConnection ')).toEqual(memory);
	});

	test('begins anew when something else is watched', () => {
		const data = {};
		keep(data, { ...fresh, seen: ['a'], ready: true });
		expect(recall(data, 'newWatchlistPost 1')).toEqual({ ...fresh, about: 'newWatchlistPost 1' });
	});

	test.each([
		{},
		{ outx: null },
		{ outx: 'x' },
		{ outx: [] },
		{ outx: { ...fresh, version: 0, ready: true } },
		{ outx: { ...fresh, seen: 'abc', ready: true } },
		{ outx: { ...fresh, pages: undefined, ready: true } },
	])('begins anew when it cannot be read: %j', (data) => {
		expect(recall(data, 'newConnection ')).toEqual(fresh);
	});

	test('is bounded; the oldest go first', () => {
		const data = {};
		const seen = Array.from({ length: 10_000 }, (_, i) => `id-${i}`);
		keep(data, { ...fresh, seen, ready: true });
		const kept = recall(data, 'newConnection ').seen;
		expect(kept.length).toBeGreaterThanOrEqual(1000);
		expect(kept.length).toBeLessThanOrEqual(5000);
		expect(kept).toEqual(seen.slice(0, kept.length));
	});
});
