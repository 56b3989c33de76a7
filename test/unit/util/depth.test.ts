import { MOST_LEVELS, tooDeepPlaceIn } from '../../../nodes/shared/util/depth';

function nested(levels: number, inner: unknown = {}): unknown {
	let value = inner;
	for (let level = 0; level < levels; level++) value = { a: value };
	return value;
}

test.each([
	['text', 'text'],
	['null', null],
	['a list of thousands', Array.from({ length: 5000 }, (_, id) => ({ id, more: { text: 'x' } }))],
	['the most that is allowed', nested(MOST_LEVELS)],
])('is not too deep: %s', (_, value) => {
	expect(tooDeepPlaceIn(value)).toBeUndefined();
});

test('one level more is too deep, and its place is named', () => {
	expect(tooDeepPlaceIn(nested(MOST_LEVELS + 1))).toBe(
		Array.from({ length: MOST_LEVELS + 1 }, () => 'a').join('.'),
	);
	expect(tooDeepPlaceIn({ data: [{ ok: 1 }, { task_output: nested(200) }] })).toMatch(
		/^data\.1\.task_output\.a\.a\./,
	);
});

test('a hundred thousand levels are no trouble', () => {
	expect(tooDeepPlaceIn(nested(100_000))).toBeDefined();
});
