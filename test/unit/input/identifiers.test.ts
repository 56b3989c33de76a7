import {
	companySlug,
	outxId,
	outxIdIn,
	personKey,
	personUrn,
	postUrn,
	profileSlug,
} from '../../../nodes/shared/input/identifiers';
import { refusalOf } from '../support/refusal';

type Read = (input: string, label: string) => string;

const refusal = (read: Read, input: string) => refusalOf(() => read(input, 'The Field'));

/** Refused in words for the user that name the field, with no more of what was entered than fits into a line. */
function expectRefused(read: Read, input: string, words: RegExp): void {
	const { message, hint } = refusal(read, input);
	expect(message).toContain("'The Field'");
	expect(message).toMatch(words);
	expect(message.length).toBeLessThan(220);
	expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
	expect(hint).toMatch(/\w/);
}

const ID = 'ACoAAB1c2d3_x-Y';
const UUID = '550e8400-e29b-41d4-a716-446655440000';
const ACTIVITY = '7123456789012345678';

describe('the slug of a person', () => {
	test.each([
		['williamhgates', 'williamhgates'],
		['  williamhgates \n', 'williamhgates'],
		['\u200bwilliamhgates\u200e', 'williamhgates'],
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
		['HTTPS://WWW.LinkedIn.COM/IN/WilliamHGates', 'WilliamHGates'],
		['https://www.linkedin.com:443/in/williamhgates', 'williamhgates'],
		['https://www.linkedin.com/in/williamhgates?trk=x&utm=https://evil.com/in/y', 'williamhgates'],
		['https://www.linkedin.com/in/williamhgates#about', 'williamhgates'],
		['https://www.linkedin.com/in/williamhgates/details/experience/', 'williamhgates'],
		['https://www.linkedin.com/in/williamhgates/overlay/contact-info/?x=1', 'williamhgates'],
		['https://www.linkedin.com/in/williamhgates/recent-activity/all/', 'williamhgates'],
		['https://www.linkedin.com/in/williamhgates/de/', 'williamhgates'],
		['https://www.linkedin.com//in//williamhgates', 'williamhgates'],
		['https://www.linkedin.com/in/company/details/', 'company'],
		['/in/williamhgates/', 'williamhgates'],
		['in/williamhgates', 'williamhgates'],
		['j%C3%BCrgen-m%C3%BCller-1a2b', 'jürgen-müller-1a2b'],
		['https://www.linkedin.com/in/j%C3%BCrgen-m%C3%BCller-1a2b/', 'jürgen-müller-1a2b'],
		['jürgen-müller-1a2b', 'jürgen-müller-1a2b'],
		['山田太郎', '山田太郎'],
		['https://www.linkedin.com/in/%F0%9F%9A%80-maria-🚀', '🚀-maria-🚀'],
		['👩‍💻-maria', '👩‍💻-maria'],
		["o'neil_x.y&z", "o'neil_x.y&z"],
		[ID, ID],
		[`https://www.linkedin.com/in/${ID}`, ID],
	])('%j is %s', (input, slug) => {
		expect(profileSlug(input, 'The Field')).toBe(slug);
	});

	test.each(['', ' ', '\n\t', '\u200b'])('%j is empty', (input) => {
		expectRefused(profileSlug, input, /is empty/);
	});

	test.each([
		['a company', 'https://www.linkedin.com/company/microsoft'],
		['a company called in', 'https://www.linkedin.com/company/in/about/'],
		['a company, cut', '/company/microsoft'],
		['a school', 'https://www.linkedin.com/school/stanford-university/'],
		['a post', `https://www.linkedin.com/feed/update/urn:li:activity:${ACTIVITY}/`],
		['no person', 'https://www.linkedin.com/in/'],
		['no page', 'https://www.linkedin.com'],
		['a host only', 'linkedin.com'],
		['Sales Navigator', 'https://www.linkedin.com/sales/lead/ACwAAB1,NAME_SEARCH'],
		['a URN', `urn:li:fsd_profile:${ID}`],
		['a name', 'Bill Gates'],
		['an e-mail address', 'bill@example.com'],
		['two slugs', 'williamhgates, satyanadella'],
		['markup', '<b>williamhgates</b>'],
		['an expression that did not run', '{{ $json.slug }}'],
		['a hidden slash', 'https://www.linkedin.com/in/a%2Fb'],
		['a hidden host', 'linkedin.com%2Fin%2Fsomebody'],
		['a control character', 'william\u0007gates'],
		['a hidden control character', 'https://www.linkedin.com/in/william%00gates'],
		['half of a percent-encoding', 'william%C3gates'],
		['a backslash', 'https://www.linkedin.com/in\\williamhgates'],
		['far too long', 'x'.repeat(5000)],
	])('refuses %s', (_, input) => {
		expectRefused(profileSlug, input, /is not a person's LinkedIn URL or slug/);
	});

	test.each([
		'https://linkedin.com.evil.com/in/williamhgates',
		'https://evil-linkedin.com/in/williamhgates',
		'https://linkedin.co/in/williamhgates',
		'https://linkedin.com@evil.com/in/williamhgates',
		'https://evil.com/linkedin.com/in/williamhgates',
		'https://evil.com/?https://www.linkedin.com/in/williamhgates',
		'https://evil.com#linkedin.com/in/williamhgates',
		'https://www.lınkedin.com/in/williamhgates',
		'ftp://www.linkedin.com/in/williamhgates',
		'javascript://www.linkedin.com/in/williamhgates',
		'https://lnkd.in/abc',
		'https://twitter.com/in/williamhgates',
		'https://localhost/in/williamhgates',
	])('refuses another host: %s', (input) => {
		expectRefused(profileSlug, input, /is not a LinkedIn address/);
	});

	test.each([
		'linkedin.com.evil.com/in/williamhgates',
		'evil-linkedin.com/in/williamhgates',
		'evil.com/linkedin.com/in/williamhgates',
	])('refuses another host without a scheme, too: %s', (input) => {
		expectRefused(profileSlug, input, /is not a person's LinkedIn URL or slug/);
	});
});

describe('the slug of a company', () => {
	test.each([
		['microsoft', 'microsoft'],
		['booking.com', 'booking.com'],
		['1035', '1035'],
		['https://www.linkedin.com/company/microsoft', 'microsoft'],
		['https://www.linkedin.com/company/microsoft/posts/?feedView=all', 'microsoft'],
		['https://fr.linkedin.com/Company/Microsoft/about/', 'Microsoft'],
		['linkedin.com/company/booking.com/', 'booking.com'],
		['/company/microsoft', 'microsoft'],
		['https://www.linkedin.com/company/in/about/', 'in'],
		['https://www.linkedin.com/company/caf%C3%A9-%26-co', 'café-&-co'],
	])('%j is %s', (input, slug) => {
		expect(companySlug(input, 'The Field')).toBe(slug);
	});

	test.each([
		['a person', 'https://www.linkedin.com/in/williamhgates'],
		['a person called company', 'https://www.linkedin.com/in/company/details/'],
		['a person, cut', 'in/williamhgates'],
		['no company', 'https://www.linkedin.com/company/'],
		['a URN', 'urn:li:fsd_company:1035'],
		['words', 'Contoso Ltd'],
	])('refuses %s', (_, input) => {
		expectRefused(companySlug, input, /is not a company's LinkedIn URL or slug/);
	});

	test.each([
		'https://microsoft.com/company/microsoft',
		'https://linkedin.com.evil.com/company/microsoft',
		'https://evil-linkedin.com/company/microsoft',
	])('refuses another host: %s', (input) => {
		expectRefused(companySlug, input, /is not a LinkedIn address/);
	});

	test('refuses nothing', () => {
		expectRefused(companySlug, '  ', /is empty/);
	});
});

describe('the URN of a person', () => {
	test.each([
		[`urn:li:fsd_profile:${ID}`, `urn:li:fsd_profile:${ID}`],
		[`urn:li:person:${ID}`, `urn:li:person:${ID}`],
		[` urn:li:person:${ID}\u200b\n`, `urn:li:person:${ID}`],
		[`urn%3Ali%3Afsd_profile%3A${ID}`, `urn:li:fsd_profile:${ID}`],
		['urn:li:fsd_profile:ABC123', 'urn:li:fsd_profile:ABC123'],
		[ID, `urn:li:fsd_profile:${ID}`],
		['ACwAAB1c2d3', 'urn:li:fsd_profile:ACwAAB1c2d3'],
		[`https://www.linkedin.com/in/${ID}`, `urn:li:fsd_profile:${ID}`],
		[`linkedin.com/in/${ID}/?trk=x`, `urn:li:fsd_profile:${ID}`],
		[`/in/${ID}`, `urn:li:fsd_profile:${ID}`],
	])('%j is %s', (input, urn) => {
		expect(personUrn(input, 'The Field')).toBe(urn);
	});

	test.each(['https://www.linkedin.com/in/williamhgates', 'linkedin.com/in/maria-1a2b', '/in/x'])(
		'an address without the id says that the URN is needed, and where to find it: %s',
		(input) => {
			expectRefused(personUrn, input, /needs the person's URN, not the address/);
			expect(refusal(personUrn, input).hint).toMatch(/Profile → Get/);
		},
	);

	test.each([
		['a slug', 'williamhgates'],
		['a company', 'https://www.linkedin.com/company/microsoft'],
		["a company's URN", 'urn:li:fsd_company:1035'],
		['a post', `urn:li:activity:${ACTIVITY}`],
		['a URN without id', 'urn:li:fsd_profile:'],
		['a URN with more', `urn:li:fsd_profile:${ID},x`],
		['two URNs', `urn:li:fsd_profile:${ID} urn:li:fsd_profile:${ID}`],
		['a URN with a path', `urn:li:fsd_profile:${ID}/details`],
		['a member number', 'urn:li:member:12345'],
		['another prefix', `urn:li:fsd_profile_v2:${ID}`],
		['a broken prefix', `urn:fsd_profile:${ID}`],
		['a short id', 'ACoA'],
		['a control character', 'urn:li:person:AC\u0000oAAB'],
	])('refuses %s', (_, input) => {
		expectRefused(personUrn, input, /is not the URN of a person/);
	});

	test.each([
		`https://linkedin.com.evil.com/in/${ID}`,
		`https://evil-linkedin.com/in/${ID}`,
		`https://evil.com/in/${ID}`,
	])('refuses another host: %s', (input) => {
		expectRefused(personUrn, input, /is not a LinkedIn address/);
	});

	test('refuses nothing', () => {
		expectRefused(personUrn, ' \u200b ', /is empty/);
	});

	test('one person is one key, however the person was entered', () => {
		const forms = [ID, `urn:li:person:${ID}`, `urn:li:fsd_profile:${ID}`, `linkedin.com/in/${ID}`];
		expect(new Set(forms.map((form) => personKey(personUrn(form, 'x'))))).toEqual(new Set([ID]));
		expect(personKey(personUrn('ACoAAOther', 'x'))).not.toBe(ID);
		expect(personKey('something else')).toBe('something else');
	});
});

describe('the URN of a post', () => {
	const urn = `urn:li:activity:${ACTIVITY}`;
	test.each([
		urn,
		` ${urn}\u200b`,
		`urn%3Ali%3Aactivity%3A${ACTIVITY}`,
		ACTIVITY,
		`https://www.linkedin.com/feed/update/${urn}/`,
		`https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A${ACTIVITY}?utm_source=share`,
		`https://www.linkedin.com/posts/maria-garcia_growth-activity-${ACTIVITY}-AbCd`,
		`https://www.linkedin.com/posts/maria_reactivity-12345-activity-${ACTIVITY}-AbCd/?utm=1`,
		`www.linkedin.com/posts/maria_activity-${ACTIVITY}`,
		`HTTPS://DE.LINKEDIN.COM/posts/MARIA_ACTIVITY-${ACTIVITY}-x`,
		`https://m.linkedin.com/feed/update/${urn}`,
		`https://www.linkedin.com/feed/update/activity:${ACTIVITY}`,
	])('%j', (input) => {
		expect(postUrn(input, 'The Field')).toBe(urn);
	});

	test.each([
		['a share', 'urn:li:share:7123456789012345678'],
		['a ugcPost', 'https://www.linkedin.com/feed/update/urn:li:ugcPost:7123456789012345678'],
		['a URN without number', 'urn:li:activity:'],
		['a URN with letters', 'urn:li:activity:71234x'],
		['a URN with more', `${urn},x`],
		['a short number', '12345'],
		['a person', 'https://www.linkedin.com/in/williamhgates'],
		['an activity in the query only', `https://www.linkedin.com/feed/?x=activity-${ACTIVITY}`],
		['words', 'my last post'],
		['another host without scheme', `evil.com/posts/activity-${ACTIVITY}`],
	])('refuses %s', (_, input) => {
		expectRefused(postUrn, input, /is not a post/);
	});

	test.each([
		`https://linkedin.com.evil.com/posts/x-activity-${ACTIVITY}`,
		`https://evil-linkedin.com/feed/update/${urn}`,
		`https://reddit.com/r/x/activity-${ACTIVITY}`,
	])('refuses another host: %s', (input) => {
		expectRefused(postUrn, input, /is not a LinkedIn address/);
	});

	test('refuses nothing', () => {
		expectRefused(postUrn, '', /is empty/);
	});
});

describe('an OutX ID', () => {
	test.each([UUID, UUID.toUpperCase(), ` ${UUID}\n`, `\u200b${UUID}`])('%j', (input) => {
		expect(outxId(input, 'The Field').toLowerCase()).toBe(UUID);
	});

	test.each([
		...['12345', 'undefined', 'null', '[object Object]', '{{ $json.api_agent_task_id }}'],
		...[UUID.slice(1), `${UUID}0`, UUID.replaceAll('-', ''), UUID.replace('e', 'g')],
		...[`${UUID},${UUID}`, `{${UUID}}`, `urn:uuid:${UUID}`, `https://x.example/${UUID}`],
	])('refuses %j', (input) => {
		expectRefused(outxId, input, /is not an OutX ID/);
	});

	test('refuses nothing, and says where a task id comes from', () => {
		expectRefused(outxId, ' ', /is empty/);
		for (const input of ['', 'x']) {
			const { hint } = refusal((text) => outxId(text, 'Task ID'), input);
			expect(hint).toContain('api_agent_task_id');
		}
	});

	test('may be inside an address', () => {
		const address = `https://mentions.outx.ai/watchlist/${UUID}/posts?x=1`;
		expect(outxIdIn(address, 'The Field')).toBe(UUID);
		expect(outxIdIn(` ${UUID} `, 'The Field')).toBe(UUID);
		expectRefused(outxIdIn, 'https://mentions.outx.ai/watchlist/', /is not an OutX ID/);
		expectRefused(outxIdIn, `see ${UUID}`, /is not an OutX ID/);
		expectRefused(outxIdIn, '', /is empty/);
	});
});
