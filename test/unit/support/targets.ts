import { refusalOf } from './refusal';

type Read = (input: string, label: string) => unknown;

export const ID = 'ACoAAB1c2d3_x-Y';
export const ACTIVITY = '7123456789012345678';
export const UUID = '550e8400-e29b-41d4-a716-446655440000';

export const read = <Result>(reader: (input: string, label: string) => Result, input: string) =>
	reader(input, 'The Field');

/** Refused in words for the user that name the field, with no more of what was entered than fits into a line. */
export function expectRefused(reader: Read, input: string, words: string, hint = ''): void {
	const refusal = refusalOf(() => read(reader, input));
	expect(refusal.message).toMatch(/^'The Field' (?:is|contains|needs) /);
	expect(refusal.message).toContain(words);
	expect(refusal.message.length).toBeLessThan(240);
	expect(refusal.message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
	expect(refusal.hint).toMatch(/\w/);
	expect(refusal.hint).toContain(hint);
}

/** Addresses that no field takes: the words that say so, and the way out. */
export const OTHERS: ReadonlyArray<[address: string, is: string, hint: string]> = [
	...[
		'https://www.linkedin.com/sales/lead/ACwAAB1c2d3,NAME_SEARCH,xY_z',
		'https://www.linkedin.com/sales/people/ACwAAB1c2d3,NAME_SEARCH,xY_z?_ntb=x',
		'https://www.linkedin.com/sales/company/1035',
		'https://www.linkedin.com/sales/accounts/1035',
		'/sales/lead/ACwAAB1c2d3,NAME_SEARCH,xY_z',
	].map((address): [string, string, string] => [
		address,
		'is a Sales Navigator URL',
		'Copy LinkedIn.com URL',
	]),
	['urn:li:fs_salesProfile:(ACwAAB1,NAME_SEARCH,x)', 'is a Sales Navigator URN', 'Copy LinkedIn'],
	...[
		'https://www.linkedin.com/talent/profile/AEMAAAB1c2d3?trk=x',
		'https://www.linkedin.com/talent/hire/12/manage/all/profile/AEMAAAB1c2d3',
		'https://www.linkedin.com/recruiter/profile/123,abc,CAP',
	].map((url): [string, string, string] => [url, 'is a LinkedIn Recruiter', '/in/']),
	[
		'https://www.linkedin.com/pub/jane-doe/1a/2b3/4c5',
		'is an old profile URL',
		'logged in to LinkedIn',
	],
	[
		'https://www.linkedin.com/profile/view?id=12345',
		'is an old profile URL',
		'logged in to LinkedIn',
	],
	['https://www.linkedin.com/pulse/ten-things-jane-doe-x1yz', 'the URL of an article', ''],
	['https://www.linkedin.com/newsletters/growth-7001234', 'the URL of an article', ''],
	['https://www.linkedin.com/groups/1234567/', 'the URL of a group', ''],
	['https://www.linkedin.com/events/launch-7001234567/', 'the URL of an event', ''],
	['https://www.linkedin.com/jobs/view/3712345678/', 'the URL of a job', ''],
	['https://www.linkedin.com/search/results/people/?keywords=jane', 'the URL of a search', ''],
	[
		'https://www.linkedin.com/login?session_redirect=%2Fin%2Fjane',
		"LinkedIn's login page",
		'Log in',
	],
	['https://www.linkedin.com/authwall?trk=x&sessionRedirect=y', "LinkedIn's login page", 'Log in'],
	['https://www.linkedin.com/checkpoint/lg/login', "LinkedIn's login page", 'Log in'],
	['https://lnkd.in/e4Xy-Zab', 'is a short link', 'Open it in a browser'],
	['lnkd.in/e4Xy-Zab', 'is a short link', 'Open it in a browser'],
	['urn:li:fsd_comment:(712,urn:li:activity:7123456789012345678)', 'the URN of a comment', ''],
	['urn:li:comment:(urn:li:activity:7123456789012345678,712)', 'the URN of a comment', ''],
	['urn:li:geo:103644278', 'the URN of a location', ''],
	['urn:li:member:12345', 'the URN of a member number', ''],
	['urn:li:digitalmediaAsset:C4D', 'a URN of type digitalmediaAsset', ''],
	...[
		'https://linkedin.com.evil.com/in/williamhgates',
		'https://evil-linkedin.com/company/microsoft',
		'https://linkedin.co/in/williamhgates',
		'https://linkedin.com@evil.com/in/williamhgates',
		'https://evil.com/linkedin.com/in/williamhgates',
		`https://evil.com/?https://www.linkedin.com/posts/x-activity-${ACTIVITY}`,
		'https://evil.com#linkedin.com/in/williamhgates',
		'https://www.lınkedin.com/in/williamhgates',
		'ftp://www.linkedin.com/in/williamhgates',
		'javascript://www.linkedin.com/in/williamhgates',
		'https://twitter.com/in/williamhgates',
		'https://localhost/in/williamhgates',
	].map((url): [string, string, string] => [url, 'is not a LinkedIn URL', 'Copy']),
	[
		'linkedin.com/in/jane and linkedin.com/company/contoso',
		'contains more than one LinkedIn URL',
		'one URL',
	],
];

/** What no field takes, and nobody can tell what was meant. */
export const JUNK: readonly string[] = [
	...[
		'.',
		'..',
		'...',
		'-',
		'_',
		'../../etc/passwd',
		'undefined',
		'null',
		'NaN',
		'Infinity',
		'true',
	],
	...[
		'[object Object]',
		'{{ $json.slug }}',
		'Bill Gates',
		'bill@example.com',
		'@bill',
		'<b>bill</b>',
	],
	...['me', 'Me', 'unavailable', 'bill-ga…'],
	...['bill\u202egates', 'bill\u200egates', 'bill\u2066gates\u2069x', 'bill\u061cgates'],
	...['bill\u0007gates', 'bill\u0000gates', 'bill%00gates', 'bill\ud800gates', 'bill\ue000gates'],
	...[
		'bill%C3gates',
		'%E0%A4%A',
		'bill/gates',
		'bill\\gates',
		'bill?gates',
		'a,b',
		'x'.repeat(5000),
	],
	...[
		'\u3164.\u3164',
		'\u2800\u2800.',
		'linkedin.com',
		'https://www.linkedin.com',
		'(((',
		'""x""y',
	],
	...[
		'linkedin.com%2Fin%2Fsomebody',
		'linkedin.com.evil.com/in/bill',
		'evil.com/linkedin.com/in/bill',
	],
];

/** Blank, whatever it is made of. */
export const BLANKS = ['', ' ', '\n\t', '\u200b', '\ufeff\u2060', '\u202e\u202c', '\u00ad'];
