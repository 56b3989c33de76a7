import { continuationOf, type KnownPeople } from '../../../nodes/OutxTrigger/compareConnections';

/** Each letter is a person. Capitals are new since the start. */
const known = (people: string): KnownPeople => ({
	seen: Array.from(people),
	returned: Array.from(people).filter((person) => person !== person.toLowerCase()).length,
});
const compare = (ids: string, people: string, hasMore = true) =>
	continuationOf(known(people), { ids: Array.from(ids), hasMore });

describe('who is new in a list that continues from the last one', () => {
	test.each([
		['nobody', 'abcdef', 'abcdef', ''],
		['one', 'xabcdef', 'abcdef', 'x'],
		['three, the newest first', 'zyxabcdef', 'abcdef', 'zyx'],
		['one, above others who are new, too', 'xBAabcdef', 'BAabcdef', 'x'],
		['one, though the first one left', 'xbcdef', 'abcdef', 'x'],
		['one, though some left in the middle', 'xabfghi', 'abcdefghi', 'x'],
		['not who stands behind everybody known', 'abcdexy', 'abcde', ''],
		['not who stands between people of the start', 'abcxdef', 'abcdef', ''],
		['who was missed before, above people of the start', 'CxBAabcde', 'CBAabcde', 'x'],
		['one, though somebody connected again', 'fxabcdeghijkl', 'abcdefghijkl', 'x'],
		['one, where hardly anybody was known', 'xb', 'ab', 'x'],
		['four, though two of the first left', 'wxyzcdefgh', 'abcdefgh', 'wxyz'],
		['three, though the first six left', 'xyzghijk', 'abcdefghijk', 'xyz'],
	])('%s', (_, ids, people, fresh) => {
		expect(compare(ids, people)?.fresh).toEqual(Array.from(fresh));
	});
});

describe('a list is not the same when', () => {
	test.each([
		['nobody known is in it', 'xyz', 'abcdef'],
		['it is empty', '', 'abcdef'],
		['too few known people are in it', 'xabcd', 'abcdefghijkl'],
		['known people are in another order', 'xfedcba', 'abcdef'],
		['it begins further down, with people who were never listed', 'wxyzghijk', 'abcdefghijk'],
		['unknown people stand between all that are known', 'amnopbqrstcuvwxdyz01e', 'abcde'],
	])('%s', (_, ids, people) => {
		expect(compare(ids, people)).toBeUndefined();
	});

	test('but known people in another order are no reason to doubt', () => {
		expect(compare('fedcba', 'abcdef')).toMatchObject({ fresh: [], inOrder: false });
	});
});

describe('what is known afterwards', () => {
	test.each([
		['the new ones are at the top', 'YXabcde', 'abcde', 'YXabcde', 2],
		['who left stays known', 'Xbcdef', 'abcdef', 'Xabcdef', 1],
		['who was there before is known, too', 'Xabmcde', 'abcde', 'Xabmcde', 1],
		['new ones belong above those who left', 'Xcdefgh', 'Babcdefgh', 'XBabcdefgh', 2],
		['who was missed has its place', 'CXBAabcde', 'CBAabcde', 'CXBAabcde', 4],
	])('%s', (_, ids, people, seen, returned) => {
		expect(compare(ids, people)?.known).toEqual({ seen: Array.from(seen), returned });
	});
});

describe('a list ends early', () => {
	test.each([
		['when somebody was missed and nobody of the start is in it', 'FxDCBA', 'FDCBAabc', true],
		['not when people of the start are in it', 'FxDCBAab', 'FDCBAab', false],
		['not when nobody was missed', 'xFDCBA', 'FDCBAabc', false],
	])('%s', (_, ids, people, endsEarly) => {
		expect(compare(ids, people)?.endsEarly).toBe(endsEarly);
	});

	test('not when it is the whole list', () => {
		expect(compare('FxDCBA', 'FDCBAabc', false)?.endsEarly).toBe(false);
	});
});
