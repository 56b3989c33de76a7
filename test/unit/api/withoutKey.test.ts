import { withoutKey } from '../../../nodes/shared/api/withoutKey';

const KEY = 'k3y-SE/CRET+=%&a"b\\q<u';
const inUnicode = Array.from(KEY, (each) => `\\u00${each.charCodeAt(0).toString(16)}`).join('');

describe('the key is not in what a server says', () => {
	test.each([
		['plain', KEY],
		['in JSON', JSON.stringify(KEY).slice(1, -1)],
		['in JSON with slashes', JSON.stringify(KEY).slice(1, -1).replaceAll('/', '\\/')],
		['in JSON in JSON', JSON.stringify(JSON.stringify(KEY)).slice(3, -3)],
		['in JSON as numbers', inUnicode],
		['in JSON as numbers in capitals', inUnicode.toUpperCase().replaceAll('U', 'u')],
		['in a URL', encodeURIComponent(KEY)],
		['in a URL in small letters', encodeURIComponent(KEY).replace(/%../g, (x) => x.toLowerCase())],
		['twice in a URL', encodeURIComponent(encodeURIComponent(KEY))],
		['in base64', btoa(KEY)],
	])('%s', (_, form) => {
		expect(withoutKey(`{"error":"one ${form}"}`, KEY)).toMatch(/^\{"error":"one \[API key\]=*"\}$/);
	});

	test('and everything else stays', () => {
		const text = String.raw`{"a":"k3y-SE/CRET \"b\\q","b":"\\\\\\\\\\"}`;
		expect(withoutKey(text, KEY)).toBe(text);
	});

	test('a long answer takes no time', () => {
		const text = '\\'.repeat(1_000_000) + 'k'.repeat(1_000_000);
		expect(withoutKey(text, KEY)).toBe(text);
	});
});
