import { cleanText, identifierIn } from '../../../nodes/shared/util/text';

test.each([
	['plain', 'plain'],
	['  two   spaces ', 'two spaces'],
	['one\nline\r\nonly\tplease', 'one line only please'],
	[
		'bell\u0007 null\u0000 escape\u001b[31mred delete\u007f c1\u0085',
		'bell null escape [31mred delete c1',
	],
	['right\u202eto\u202cleft\u2066x\u2069 mark\u200f', 'right to left x mark'],
	['zero\u200bwidth\ufeff', 'zero width'],
	['line\u2028and\u2029paragraph', 'line and paragraph'],
	['<b>markup stays</b> ünïcödé 🚀', '<b>markup stays</b> ünïcödé 🚀'],
	['\u0000\u200b', ''],
	['', ''],
])('foreign text %j becomes %j', (text, line) => {
	expect(cleanText(text)).toBe(line);
});

test('foreign text is cut to 300 characters, or as many as wanted', () => {
	expect(cleanText('x'.repeat(300))).toBe('x'.repeat(300));
	expect(cleanText('x'.repeat(301))).toBe(`${'x'.repeat(300)}…`);
	expect(cleanText('x'.repeat(100), 10)).toBe(`${'x'.repeat(10)}…`);
});

test.each([1, 2, 3, 4, 5])('an emoji is never cut in two (%i characters)', (max) => {
	const line = cleanText('🚀'.repeat(10), max);
	expect(line).toMatch(/^(?:🚀)*…$/u);
});

test.each([
	[['urn', 'slug'], 'urn'],
	[['', 'slug'], 'slug'],
	[[' \u200b', null, 'slug'], 'slug'],
	[[undefined, 0], '0'],
	[[7, 'slug'], '7'],
	[[null, undefined, {}, true], undefined],
])('of %j, %s identifies something', (values, found) => {
	expect(identifierIn(...values)).toBe(found);
});
