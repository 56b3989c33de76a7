import { periodAt, pickPlaces, placesOf, type Period } from '../../../nodes/shared/sendOnce/limits';

describe('the period of a moment, and when the next begins', () => {
	test.each<[Period, string, string, string, string]>([
		['day', '2026-11-21T12:00:00Z', 'UTC', '2026-11-21', '2026-11-22T00:00:00.000Z'],
		['day', '2026-11-21T00:00:00Z', 'UTC', '2026-11-21', '2026-11-22T00:00:00.000Z'],
		['day', '2026-11-21T23:59:59Z', 'UTC', '2026-11-21', '2026-11-22T00:00:00.000Z'],
		['day', '2026-11-21T23:30:00Z', 'Europe/Berlin', '2026-11-22', '2026-11-22T23:00:00.000Z'],
		['day', '2026-11-21T04:00:00Z', 'America/New_York', '2026-11-20', '2026-11-21T05:00:00.000Z'],
		['day', '2026-12-31T12:00:00Z', 'Pacific/Kiritimati', '2027-01-01', '2027-01-01T10:00:00.000Z'],
		// 23 hours, 25 hours, and a zone whose day begins at one.
		['day', '2026-03-29T00:30:00Z', 'Europe/Berlin', '2026-03-29', '2026-03-29T22:00:00.000Z'],
		['day', '2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-25', '2026-10-25T23:00:00.000Z'],
		['day', '2026-09-05T12:00:00Z', 'America/Santiago', '2026-09-05', '2026-09-06T04:00:00.000Z'],
		['week', '2026-11-21T12:00:00Z', 'UTC', '2026-11-16', '2026-11-23T00:00:00.000Z'],
		['week', '2026-11-16T00:00:00Z', 'UTC', '2026-11-16', '2026-11-23T00:00:00.000Z'],
		['week', '2026-11-22T23:59:59Z', 'UTC', '2026-11-16', '2026-11-23T00:00:00.000Z'],
		['week', '2026-11-22T23:30:00Z', 'Europe/Berlin', '2026-11-23', '2026-11-29T23:00:00.000Z'],
		['week', '2026-12-31T12:00:00Z', 'UTC', '2026-12-28', '2027-01-04T00:00:00.000Z'],
	])('%s of %s in %s', (per, now, timeZone, name, endsAt) => {
		expect(periodAt(per, Date.parse(now), timeZone)).toEqual({ name, endsAt });
	});
});

test('there are as many places as actions are allowed', () => {
	const places = placesOf('message', { per: 'day', max: 20 }, '2026-11-21');
	expect(new Set(places).size).toBe(20);
	const others = placesOf('like', { per: 'day', max: 20 }, '2026-11-21');
	expect(others.filter((place) => places.includes(place))).toEqual([]);
});

describe('picking places', () => {
	const free = ['a', 'b', 'c', 'd'];

	test.each([
		[0, 0, ''],
		[2, 0, 'ab'],
		[2, 0.99, 'dc'],
		[9, 0, 'abcd'],
	])('%d of four, with %d as the random number', (count, random, picked) => {
		expect(pickPlaces(free, count, () => random).join('')).toBe(picked);
	});

	test('picks each in its turn', () => {
		const picked = new Set(Array.from({ length: 300 }, () => pickPlaces(free, 1)[0]));
		expect([...picked].sort()).toEqual(free);
	});
});
