import {
	nextBatch,
	nextBatchSize,
	reserveAhead,
	type Pace,
} from '../../../nodes/shared/sendOnce/reserveAhead';
import type { Action } from '../../../nodes/shared/sendOnce/action';
import type { Verdict } from '../../../nodes/shared/sendOnce/verdict';

const action = (target: string, nth = 0): Action => ({
	key: `${target} ${nth}`,
	request: { method: 'POST', path: '/send', target },
});

/** One action at each letter. */
const actionsAt = (targets: string) => Array.from(targets, (target) => action(target));

describe('how many to reserve while others are sent', () => {
	test.each<[string, Pace, number]>([
		[
			'one, when a request takes longer than its marks',
			{ size: 1, reserveMs: 70, sent: 1, sendMs: 104 },
			1,
		],
		['two, when it takes a little less', { size: 1, reserveMs: 110, sent: 1, sendMs: 104 }, 2],
		['as many as are sent meanwhile', { size: 5, reserveMs: 70, sent: 5, sendMs: 20 }, 18],
		['at most 50', { size: 50, reserveMs: 900, sent: 50, sendMs: 150 }, 50],
		['at most 50, when requests take no time', { size: 4, reserveMs: 70, sent: 4, sendMs: 0 }, 50],
		[
			'twice as many, when nobody had to be contacted',
			{ size: 8, reserveMs: 70, sent: 0, sendMs: 0 },
			16,
		],
		[
			'at most 50, when nobody had to be contacted',
			{ size: 40, reserveMs: 70, sent: 0, sendMs: 0 },
			50,
		],
		[
			'by those that were sent, not by those that were skipped',
			{ size: 20, reserveMs: 70, sent: 1, sendMs: 100 },
			1,
		],
	])('%s', (_, pace, size) => {
		expect(nextBatchSize(pace)).toBe(size);
	});
});

describe('whom to reserve together', () => {
	test.each([
		['the next ones', 'abcdef', 3, '', 'abc'],
		['those that are left', 'ab', 3, '', 'ab'],
		['nobody twice', 'abac', 4, '', 'ab'],
		['nobody who is being contacted', 'abc', 3, 'xb', 'a'],
		['nobody, when the next one is being contacted', 'abc', 3, 'a', ''],
		['nobody, when nobody is left', '', 3, 'a', ''],
	])('%s', (_, targets, size, inFlight, batch) => {
		const found = nextBatch(actionsAt(targets), size, actionsAt(inFlight));
		expect(found.map(({ request }) => request.target).join('')).toBe(batch);
	});
});

describe('reserveAhead', () => {
	class Reservations {
		readonly open = new Set<string>();

		constructor(private readonly skipped = '') {}

		async reserve(actions: readonly Action[]): Promise<Verdict[]> {
			await Promise.resolve();
			return actions.map(({ request: { target } }) => {
				if (this.skipped.includes(target)) return { state: 'skipped', json: {} };
				this.open.add(target);
				return { state: 'reserved' };
			});
		}

		async release(actions: readonly Action[]) {
			for (const { request } of actions) this.open.delete(request.target);
			await Promise.resolve();
		}
	}

	const all = actionsAt('abcdefghij');

	test('yields all in order, each reserved before', async () => {
		const once = new Reservations('cd');
		const seen: string[] = [];
		for await (const { action: each, verdict } of reserveAhead(once, all)) {
			expect(once.open.has(each.request.target)).toBe(verdict.state === 'reserved');
			seen.push(each.request.target);
			await new Promise((resolve) => setTimeout(resolve, 1));
		}
		expect(seen.join('')).toBe('abcdefghij');
		expect([...once.open].join('')).toBe('abefghij');
	});

	test('reserves one ahead when sending takes longer', async () => {
		const once = new Reservations();
		const sent: Action[] = [];
		for await (const { action: each } of reserveAhead(once, all)) {
			await new Promise((resolve) => setTimeout(resolve, 30));
			sent.push(each);
			expect(once.open.size).toBeLessThanOrEqual(sent.length + 1);
		}
		expect(sent).toEqual(all);
	});

	test.each(['stops', 'fails'])('releases what is not sent when the caller %s', async (end) => {
		const once = new Reservations();
		const walk = async () => {
			for await (const { action: each } of reserveAhead(once, all)) {
				if (each.request.target !== 'd') continue;
				if (end === 'fails') throw new Error('on purpose');
				break;
			}
		};
		await walk().catch((thrown: unknown) => {
			expect(String(thrown)).toContain('on purpose');
		});
		expect([...once.open].join('')).toBe('abcd');
	});

	test('does not reserve the same person again while the first request is on its way', async () => {
		const once = new Reservations();
		const seen: string[] = [];
		const twice = [action('a'), action('a', 1), action('b'), action('a', 2)];
		for await (const { action: each } of reserveAhead(once, twice)) {
			seen.push(each.key);
			once.open.delete(each.request.target);
			await new Promise((resolve) => setTimeout(resolve, 10));
			expect(once.open.has(each.request.target)).toBe(false);
		}
		expect(seen).toEqual(['a 0', 'a 1', 'b 0', 'a 2']);
	});
});
