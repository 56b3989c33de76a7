import { personKey, personUrn, profileSlug, readPerson } from '../../../nodes/shared/input/people';
import { ACTIVITY, BLANKS, expectRefused, ID, JUNK, OTHERS, read } from '../support/targets';

const EXAMPLES = 'https://www.linkedin.com/in/williamhgates';

test.each([
	['williamhgates', 'williamhgates'],
	['  williamhgates \n', 'williamhgates'],
	['\u200bwilliamhgates\u200e', 'williamhgates'],
	['will\u200biam\u00adhgates', 'williamhgates'],
	['\ufeffhttps://www.linkedin.com/in/williamhgates\u202c', 'williamhgates'],
	['https://www.linkedin.com/in/williamhgates', 'williamhgates'],
	['https://www.linkedin.com/in/williamhgates/', 'williamhgates'],
	['http://linkedin.com/in/williamhgates', 'williamhgates'],
	['www.linkedin.com/in/williamhgates/', 'williamhgates'],
	['linkedin.com/in/williamhgates', 'williamhgates'],
	['https://de.linkedin.com/in/williamhgates', 'williamhgates'],
	['https://uk.linkedin.com/in/williamhgates/', 'williamhgates'],
	['https://m.linkedin.com/in/williamhgates', 'williamhgates'],
	['https://touch.www.linkedin.com/mwlite/in/williamhgates', 'williamhgates'],
	['https://www.linkedin.com/mwlite/profile/in/williamhgates', 'williamhgates'],
	['https://www.linkedin.com/comm/in/williamhgates?midToken=AQ', 'williamhgates'],
	['HTTPS://WWW.LinkedIn.COM/IN/WilliamHGates', 'WilliamHGates'],
	['https://www.linkedin.com:443/in/williamhgates', 'williamhgates'],
	['https://www.linkedin.com/in/williamhgates?trk=x&utm=https://evil.com/in/y', 'williamhgates'],
	['https://www.linkedin.com/in/williamhgates?miniProfileUrn=urn%3Ali%3Afs', 'williamhgates'],
	['https://www.linkedin.com/in/williamhgates#about', 'williamhgates'],
	['https://www.linkedin.com/in/williamhgates/details/experience/', 'williamhgates'],
	['https://www.linkedin.com/in/williamhgates/overlay/contact-info/?x=1', 'williamhgates'],
	['https://www.linkedin.com/in/williamhgates/recent-activity/all/', 'williamhgates'],
	['https://www.linkedin.com/in/williamhgates/de/', 'williamhgates'],
	['https://www.linkedin.com/in/williamhgates/?locale=de_DE', 'williamhgates'],
	['https://www.linkedin.com//in//williamhgates', 'williamhgates'],
	['https://www.linkedin.com/in/company/details/', 'company'],
	['https://www.linkedin.com/in/posts/', 'posts'],
	['/in/williamhgates/', 'williamhgates'],
	['in/williamhgates', 'williamhgates'],
	['j%C3%BCrgen-m%C3%BCller-1a2b', 'jürgen-müller-1a2b'],
	['ju\u0308rgen-1a2b', 'jürgen-1a2b'],
	['https://www.linkedin.com/in/j%C3%BCrgen-m%C3%BCller-1a2b/', 'jürgen-müller-1a2b'],
	['https://www.linkedin.com/in/j%25C3%25BCrgen-1a2b', 'jürgen-1a2b'],
	['jürgen-müller-1a2b', 'jürgen-müller-1a2b'],
	['山田太郎', '山田太郎'],
	['https://www.linkedin.com/in/%D9%85%D8%AD%D9%85%D8%AF-1a2b', 'محمد-1a2b'],
	['علی\u200cرضا-1a2b', 'علی\u200cرضا-1a2b'],
	['https://www.linkedin.com/in/%F0%9F%9A%80-maria-🚀', '🚀-maria-🚀'],
	['👩‍💻-maria', '👩‍💻-maria'],
	["o'neil_x.y&z", "o'neil_x.y&z"],
	['<https://www.linkedin.com/in/williamhgates>', 'williamhgates'],
	['"https://www.linkedin.com/in/williamhgates"', 'williamhgates'],
	["'williamhgates'", 'williamhgates'],
	['“williamhgates”', 'williamhgates'],
	['(https://www.linkedin.com/in/williamhgates)', 'williamhgates'],
	['["https://www.linkedin.com/in/williamhgates"]', 'williamhgates'],
	['[Bill](https://www.linkedin.com/in/williamhgates)', 'williamhgates'],
	['Bill Gates: https://www.linkedin.com/in/williamhgates.', 'williamhgates'],
	['My profile www.linkedin.com/in/williamhgates, thanks', 'williamhgates'],
	['Bill <https://www.linkedin.com/in/williamhgates/>', 'williamhgates'],
	['https%3A%2F%2Fwww.linkedin.com%2Fin%2Fwilliamhgates', 'williamhgates'],
])('%j is the slug %s', (input, slug) => {
	expect(read(readPerson, input)).toEqual({ slug });
	expect(read(profileSlug, input)).toBe(slug);
});

test.each([
	[`urn:li:fsd_profile:${ID}`, `urn:li:fsd_profile:${ID}`],
	[`urn:li:person:${ID}`, `urn:li:person:${ID}`],
	[`URN:LI:Person:${ID}`, `urn:li:person:${ID}`],
	[`urn:li:fs_miniProfile:${ID}`, `urn:li:fsd_profile:${ID}`],
	[`urn:li:fs_profile:${ID}`, `urn:li:fsd_profile:${ID}`],
	[` urn:li:person:${ID}\u200b\n`, `urn:li:person:${ID}`],
	[`"urn:li:person:${ID}"`, `urn:li:person:${ID}`],
	[`urn%3Ali%3Afsd_profile%3A${ID}`, `urn:li:fsd_profile:${ID}`],
	['urn:li:fsd_profile:ABC123', 'urn:li:fsd_profile:ABC123'],
	[ID, `urn:li:fsd_profile:${ID}`],
	['ACwAAB1c2d3', 'urn:li:fsd_profile:ACwAAB1c2d3'],
	[`https://www.linkedin.com/in/${ID}`, `urn:li:fsd_profile:${ID}`],
	[`linkedin.com/in/${ID}/?trk=x`, `urn:li:fsd_profile:${ID}`],
	[`/in/${ID}`, `urn:li:fsd_profile:${ID}`],
])('%j is the URN %s, and its ID serves as a slug', (input, urn) => {
	expect(read(readPerson, input)).toEqual({ urn });
	expect(read(profileSlug, input)).toBe(personKey(urn));
});

test.each(OTHERS)('%s is refused: %s', (input, words, hint) => {
	expectRefused(readPerson, input, words, hint);
});

test.each([
	['https://www.linkedin.com/company/microsoft', 'is the URL of a company'],
	['https://www.linkedin.com/company/in/about/', 'is the URL of a company'],
	['/company/microsoft', 'is the URL of a company'],
	['https://www.linkedin.com/school/stanford-university/', 'is the URL of a school page'],
	['https://www.linkedin.com/showcase/azure/', 'is the URL of a showcase page'],
	[`https://www.linkedin.com/feed/update/urn:li:activity:${ACTIVITY}/`, 'is the URL of a post'],
	[`https://www.linkedin.com/posts/in_activity-${ACTIVITY}-x`, 'is the URL of a post'],
	['urn:li:fsd_company:1035', 'is the URN of a company'],
	['urn:li:organization:1035', 'is the URN of a company'],
	[`urn:li:activity:${ACTIVITY}`, 'is the URN of a post'],
	[`urn:li:ugcPost:${ACTIVITY}`, 'is the URN of a post'],
	[`urn:li:fsd_profile_v2:${ID}`, 'is a URN of type fsd_profile_v2'],
])('%s is refused: %s', (input, words) => {
	expectRefused(readPerson, input, `${words}, not a person's`, EXAMPLES);
});

test.each([
	...JUNK,
	'https://www.linkedin.com/in/',
	'https://www.linkedin.com/in/..',
	'https://www.linkedin.com/in/%2E%2E/',
	'urn:li:fsd_profile:undefined',
	'urn:li:person:NaN',
	'urn:li:fsd_profile:UNKNOWN',
	'urn:li:fs_miniProfile:null',
	'0',
	'-1',
	'https://www.linkedin.com/in/undefined',
	'https://www.linkedin.com/in/null/',
	'https://www.linkedin.com/in/[object Object]',
	'https://www.linkedin.com/in/a%2Fb',
	'https://www.linkedin.com/in/william%00gates',
	'https://www.linkedin.com/in/william%E2%80%AEgates',
	'https://www.linkedin.com/in/%E2%80%8B',
	'https://www.linkedin.com/in\\williamhgates',
	'https://www.linkedin.com/mynetwork/',
	'urn:li:fsd_profile:',
	`urn:li:fsd_profile:${ID},x`,
	`urn:li:fsd_profile:${ID} urn:li:fsd_profile:${ID}`,
	`urn:li:fsd_profile:${ID}/details`,
	`urn:fsd_profile:${ID}`,
	'urn:li:person:AC\u0000oAAB',
])('%j is refused', (input) => {
	expectRefused(readPerson, input, "is not a person's LinkedIn URL, slug or URN", EXAMPLES);
});

test.each(BLANKS)('%j is empty', (input) => {
	expectRefused(readPerson, input, 'is empty');
});

test('one person is one key, whichever form the URN has', () => {
	const forms = [ID, `urn:li:person:${ID}`, `urn:li:fsd_profile:${ID}`, `urn:li:fs_profile:${ID}`];
	expect(new Set(forms.map((form) => personKey(personUrn(form) ?? '')))).toEqual(new Set([ID]));
	expect(personKey('something else')).toBe('something else');
	expect(personUrn('something else')).toBeUndefined();
});
