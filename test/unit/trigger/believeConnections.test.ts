import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import {
	believeConnections,
	MOST_PAGES,
	type NewPeopleLimit,
} from '../../../nodes/OutxTrigger/believeConnections';
import type { ConnectionList } from '../../../nodes/OutxTrigger/compareConnections';
import { loadState, saveState } from '../../../nodes/OutxTrigger/pollState';

const PAGE = 100;
const STEP = 90;
const NO_LIMIT: NewPeopleLimit = { maximum: 100_000, whenMore: 'hold' };

const people = (name: string, count: number) =>
	Array.from({ length: count }, (_, index) => `${name}-${index}`);

/** The trigger's rules, whose memory goes through JSON between two checks, as in n8n's database. */
class Rules {
	memory = loadState({}, '');
	returned: string[] = [];
	doubts: string[] = [];

	constructor(public limit = NO_LIMIT) {}

	check(ids: readonly string[], hasMore = false): readonly string[] {
		const verdict = believeConnections(this.memory, { ids, hasMore }, this.limit);
		const data: IDataObject = {};
		saveState(data, { ...this.memory, ...verdict.memory });
		this.memory = loadState(JSON.parse(JSON.stringify(data)) as IDataObject, '');
		this.returned.push(...verdict.fresh);
		if (verdict.doubt) this.doubts.push(verdict.doubt.kind);
		return verdict.fresh;
	}

	/** A check of a LinkedIn account that answers as it should. */
	read(network: readonly string[]): readonly string[] {
		const { ids, hasMore } = pagesOf(network, this.memory.pages);
		return this.check(ids, hasMore);
	}
}

function pagesOf(network: readonly string[], pages: number): ConnectionList {
	const end = (pages - 1) * STEP + PAGE;
	return { ids: network.slice(0, end), hasMore: network.length >= end };
}

describe('the first list', () => {
	test('is a start at once when it is a full page', () => {
		const rules = new Rules();
		rules.read(people('old', 1000));
		expect(rules.memory.ready).toBe(true);
	});

	test('has to come twice when it is short', () => {
		const rules = new Rules();
		rules.read(people('old', 40));
		expect(rules.memory.ready).toBe(false);
		rules.read(people('old', 40));
		expect(rules.memory.ready).toBe(true);
		expect(rules.returned).toEqual([]);
	});

	test('has to come twice, and people who connected meanwhile are new', () => {
		const rules = new Rules();
		rules.read(people('old', 40));
		expect(rules.read(['new', ...people('old', 40)])).toEqual(['new']);
		expect(rules.memory.ready).toBe(true);
	});

	test.each([1, 2])('that is empty %i times is no start: the network stays silent', (times) => {
		const rules = new Rules();
		for (let check = 0; check < times; check++) rules.check([]);
		for (let check = 0; check < 5; check++) rules.read(people('old', 250));
		expect(rules.returned).toEqual([]);
		expect(rules.read(['new', ...people('old', 250)])).toEqual(['new']);
	});

	test.each([3, 10])('that is empty %i times lets 250 people stay silent, too', (times) => {
		const rules = new Rules();
		for (let check = 0; check < times; check++) rules.check([]);
		expect(rules.memory.ready).toBe(true);
		for (let check = 0; check < 5; check++) rules.read(people('old', 250));
		expect(rules.returned).toEqual([]);
		expect(rules.doubts).toEqual(['newStart']);
		expect(rules.read(['new', ...people('old', 250)])).toEqual(['new']);
	});

	test('of an account without connections lets the first ones be returned', () => {
		const rules = new Rules();
		for (let check = 0; check < 3; check++) rules.read([]);
		expect(rules.read(people('first', 3))).toEqual(people('first', 3));
		expect(rules.read(['next', ...people('first', 3)])).toEqual(['next']);
	});

	test('that was partial makes nobody new, once the list is complete', () => {
		const rules = new Rules();
		const network = people('old', 60);
		rules.check(network.filter((_, index) => index % 3 === 2));
		for (let check = 0; check < 5; check++) rules.read(network);
		expect(rules.returned).toEqual([]);
	});
});

describe('a list that seems wrong', () => {
	const old = people('old', 300);
	const started = (limit?: NewPeopleLimit) => {
		const rules = new Rules(limit);
		rules.read(old);
		return rules;
	};

	test.each([1, 2, 5, 50])('is not believed when it is empty, %i times', (times) => {
		const rules = started();
		for (let check = 0; check < times; check++) rules.check([]);
		expect(rules.doubts).toHaveLength(times);
		expect(rules.read(['new', ...old])).toEqual(['new']);
	});

	test.each([1, 2, 3, 4, 10])(
		'and holds only new people makes nobody vanish, %i times in a row',
		(times) => {
			const rules = started();
			for (let check = 0; check < times; check++) rules.check(['new-1', 'new-0']);
			expect(rules.returned).toEqual([]);
			rules.read(['new-2', 'new-1', 'new-0', ...old]);
			expect(rules.returned).toEqual(['new-2', 'new-1', 'new-0']);
			rules.read(['new-3', 'new-2', 'new-1', 'new-0', ...old]);
			expect(rules.returned).toEqual(['new-2', 'new-1', 'new-0', 'new-3']);
		},
	);

	test.each([1, 2, 3, 4, 10])('because it is in another order, %i times in a row', (times) => {
		const rules = started();
		const network = ['new-1', 'new-0', ...old];
		for (let check = 0; check < times; check++) {
			const { ids, hasMore } = pagesOf(network, rules.memory.pages);
			rules.check(ids.slice().sort(byHash), hasMore);
		}
		expect(rules.returned).toEqual([]);
		rules.read(network);
		expect(rules.returned).toEqual(['new-1', 'new-0']);
	});

	test('of another account is a new start when it comes three times', () => {
		const rules = started();
		const other = people('other', 500);
		for (let check = 0; check < 3; check++) rules.read(other);
		expect(rules.doubts).toEqual(['unfamiliar', 'unfamiliar', 'newStart']);
		expect(rules.read(['new', ...other])).toEqual(['new']);
		// And back again, with one who came in between.
		expect(rules.read(['came', ...old])).toEqual(['came']);
		expect(rules.returned).toEqual(['new', 'came']);
	});

	test('of another account may share people with this one', () => {
		const rules = started();
		const other = people('other', 500).flatMap((id, index) =>
			index % 9 === 4 ? [id, old[(index * 37) % 100]] : [id],
		);
		for (let check = 0; check < 8; check++) rules.read(other);
		expect(rules.returned).toEqual([]);
		expect(rules.read(['new', ...other])).toEqual(['new']);
	});

	test('is read further down before it is judged', () => {
		const rules = started();
		const network = [...people('new', 250), ...old];
		const pages: number[] = [];
		for (let check = 0; rules.returned.length === 0 && check < 5; check++) {
			pages.push(rules.memory.pages);
			rules.read(network);
		}
		expect(pages).toEqual([1, 3]);
		expect(rules.returned).toEqual(people('new', 250));
		expect(rules.memory.pages).toBe(1);
	});

	test('never makes a check read more than nine pages', () => {
		const rules = started();
		for (let check = 0; check < 20; check++) {
			rules.read(people(`other-${check}`, 5000));
			expect(rules.memory.pages).toBeLessThanOrEqual(MOST_PAGES);
		}
		expect(rules.returned).toEqual([]);
	});
});

describe('more new people than are plausible', () => {
	const old = people('old', 300);
	const started = (limit: NewPeopleLimit) => {
		const rules = new Rules(limit);
		rules.read(old);
		return rules;
	};

	test('are held until the maximum is raised, with those who come meanwhile', () => {
		const rules = started({ maximum: 20, whenMore: 'hold' });
		const network = [...people('new', 21), ...old];
		for (let check = 0; check < 4; check++) rules.read(network);
		expect(rules.returned).toEqual([]);
		expect(rules.doubts).toEqual(['tooMany', 'tooMany', 'tooMany', 'tooMany']);
		rules.limit = { maximum: 30, whenMore: 'hold' };
		expect(rules.read(['later', ...network])).toEqual(['later', ...people('new', 21)]);
	});

	test('are skipped if that is set; the next ones are returned', () => {
		const rules = started({ maximum: 20, whenMore: 'skip' });
		const network = [...people('new', 21), ...old];
		for (let check = 0; check < 4; check++) rules.read(network);
		expect(rules.doubts).toEqual(['skipped']);
		expect(rules.read(['later', ...network])).toEqual(['later']);
	});

	test('are just as many as the maximum: returned', () => {
		const rules = started({ maximum: 20, whenMore: 'hold' });
		expect(rules.read([...people('new', 20), ...old])).toHaveLength(20);
	});
});

test('what is remembered is bounded', () => {
	const rules = new Rules();
	let network = people('old', 300);
	for (let check = 0; check < 60; check++) {
		network = [...people(`new-${check}`, 90), ...network];
		rules.read(network);
	}
	rules.read(people('other', 2000));
	rules.read(people('other', 2000));
	rules.read(people('other', 2000));
	expect(rules.returned).toHaveLength(59 * 90);
	expect(rules.memory.earlier?.seen.length).toBe(500);
	for (let check = 0; check < 60; check++) rules.read([...people(`more-${check}`, 90), ...network]);
	expect(rules.memory.seen.length).toBeLessThanOrEqual(3000);
	expect(rules.memory.returned).toBeLessThanOrEqual(3000);
});

/** Another order, the same on every run. */
function byHash(a: string, b: string): number {
	const hash = (text: string) =>
		Array.from(text).reduce((sum, c) => Math.imul(sum ^ c.charCodeAt(0), 0x9e3779b1) >>> 3, 7);
	return hash(a) - hash(b) || a.localeCompare(b);
}

describe('in any world of people who join and leave', () => {
	const common = [
		{ weight: 6, arbitrary: fc.constant({ kind: 'none' as const }) },
		fc.constant({ kind: 'fails' as const }),
		fc.constant({ kind: 'empty' as const }),
		fc.record({ kind: fc.constant('old' as const), age: fc.integer({ min: 1, max: 4 }) }),
	] as const;
	const rare = [
		fc.constant({ kind: 'onlyNew' as const }),
		fc.constant({ kind: 'reordered' as const }),
		fc.constant({ kind: 'otherAccount' as const }),
		fc.record({ kind: fc.constant('shrunken' as const), size: fc.integer({ min: 1, max: 60 }) }),
		fc.record({ kind: fc.constant('partial' as const), every: fc.integer({ min: 2, max: 5 }) }),
	] as const;
	const anyMishap = fc.oneof(...common, ...rare);
	/** Where somebody leaves, from 0 (the newest) to 1. */
	const leaves = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength: 3 });
	const turns = fc.oneof(
		fc.array(fc.record({ joins: fc.nat({ max: 8 }), leaves, mishap: anyMishap }), {
			minLength: 1,
			maxLength: 60,
		}),
		fc.array(fc.record({ joins: fc.nat({ max: 130 }), leaves, mishap: fc.oneof(...common) }), {
			minLength: 1,
			maxLength: 40,
		}),
	);
	type Mishap = typeof anyMishap extends fc.Arbitrary<infer Value> ? Value : never;

	function listFor(
		history: ReadonlyArray<readonly string[]>,
		{ kind, ...how }: Mishap,
		pages: number,
		oldCount: number,
	): ConnectionList | undefined {
		const network = history.at(-1) ?? [];
		const { ids, hasMore } = pagesOf(network, pages);
		if (kind === 'fails') return undefined;
		if (kind === 'empty') return { ids: [], hasMore: false };
		if (kind === 'reordered') return { ids: [...ids].sort(byHash), hasMore };
		if (kind === 'otherAccount') return pagesOf(people('other', 40 + oldCount), pages);
		if (kind === 'onlyNew') {
			return { ids: ids.filter((id) => id.startsWith('new')).slice(0, 30), hasMore: false };
		}
		if ('age' in how) return pagesOf(history.at(-1 - how.age) ?? network, pages);
		if ('size' in how) return { ids: ids.slice(0, how.size), hasMore: false };
		if ('every' in how) {
			return { ids: ids.filter((_, index) => index % how.every === 0), hasMore: false };
		}
		return { ids, hasMore };
	}

	test.each([1, 2, 3])(
		'each new person is returned exactly once, nobody old: worlds %i',
		(seed) => {
			fc.assert(
				fc.property(fc.integer({ min: 20, max: 400 }), turns, (oldCount, story) => {
					const rules = new Rules();
					let network = people('old', oldCount);
					let joined = 0;
					const history: string[][] = [network];
					while (!rules.memory.ready) rules.read(network);
					const settle = (what: Mishap) => {
						const list = listFor(history, what, rules.memory.pages, oldCount);
						if (list) rules.check(list.ids, list.hasMore);
					};
					for (const { joins, leaves, mishap: what } of story) {
						for (let left = joins; left > 0; left--) network = [`new-${joined++}`, ...network];
						for (const share of leaves) {
							// Nobody leaves before a check could see them.
							const at = Math.floor(share * network.length);
							if (!network[at]?.startsWith('new')) network = network.filter((_, i) => i !== at);
						}
						history.push(network);
						settle(what);
					}
					for (let check = 0; check < 6; check++) settle({ kind: 'none' });
					expect(rules.returned.filter((id) => !id.startsWith('new'))).toEqual([]);
					expect([...rules.returned].sort()).toEqual(people('new', joined).sort());
				}),
				{ numRuns: 300, seed },
			);
		},
	);
});
