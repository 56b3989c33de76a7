import type { IDataObject } from 'n8n-workflow';

import { loadState, saveState, VERSION } from '../../../nodes/OutxTrigger/pollState';

const ABOUT = 'newConnection ';
const fresh = loadState({}, ABOUT);

/** What n8n's database makes of it. */
const stored = (data: IDataObject) => JSON.parse(JSON.stringify(data)) as IDataObject;

test('what is kept between two polls is what was kept', () => {
	const data: IDataObject = {};
	const state = {
		...fresh,
		seen: ['a', 'b'],
		returned: 1,
		ready: true,
		pages: 3,
		floor: 5,
		failedChecks: 2,
		nextCheckAt: 1000,
		pending: { ids: ['x'], createdAt: 1, collectAt: 2 },
		earlier: { seen: ['c'], returned: 0 },
	};
	saveState(data, state);
	expect(loadState(stored(data), ABOUT)).toEqual(state);
});

test('other settings start over', () => {
	const data: IDataObject = {};
	saveState(data, { ...fresh, seen: ['a'], ready: true });
	expect(loadState(data, 'newWatchlistPost 1')).toEqual({ ...fresh, about: 'newWatchlistPost 1' });
});

test.each<IDataObject>([
	{},
	{ outx: null },
	{ outx: 'x' },
	{ outx: [] },
	{ outx: { ...fresh, version: VERSION - 1, ready: true } },
	{ outx: { ...fresh, seen: 'abc', ready: true } },
	{ outx: { ...fresh, pages: undefined, ready: true } },
])('unreadable data start over: %j', (data) => {
	expect(loadState(data, ABOUT)).toEqual({ ...fresh, ready: false });
});

test('what is kept is bounded; the oldest go first', () => {
	const data: IDataObject = {};
	const seen = Array.from({ length: 10_000 }, (_, i) => `id-${i}`);
	saveState(data, { ...fresh, seen, ready: true });
	const kept = loadState(data, ABOUT).seen;
	expect(kept).toHaveLength(3000);
	expect(kept).toEqual(seen.slice(0, 3000));
});
