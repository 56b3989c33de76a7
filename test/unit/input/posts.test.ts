import { postUrn } from '../../../nodes/shared/input/posts';
import { ACTIVITY, BLANKS, expectRefused, ID, JUNK, OTHERS, read } from '../support/targets';

const URN = `urn:li:activity:${ACTIVITY}`;
const OTHER = '7000000000000000000';

test.each([
	URN,
	` ${URN}\u200b`,
	`"${URN}"`,
	`urn%3Ali%3Aactivity%3A${ACTIVITY}`,
	`URN:LI:ACTIVITY:${ACTIVITY}`,
	ACTIVITY,
	`activity:${ACTIVITY}`,
	`activity-${ACTIVITY}`,
	`jane_growth-activity-${ACTIVITY}-AbCd`,
	`urn:li:fsd_update:(${URN},FEED_DETAIL,EMPTY,DEFAULT,false)`,
	`urn:li:fs_updateV2:(${URN},MAIN_FEED,EMPTY,DEFAULT,false)`,
	`urn:li:fs_feedUpdate:(V2&MAIN_FEED,${URN})`,
	`https://www.linkedin.com/feed/update/${URN}/`,
	`https://www.linkedin.com/feed/update/${URN}`,
	`https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A${ACTIVITY}?utm_source=share`,
	`https://www.linkedin.com/feed/update/${URN}?commentUrn=urn%3Ali%3Acomment%3A%28activity%3A${OTHER}%2C1%29`,
	`https://www.linkedin.com/feed/update/urn:li:fsd_update:(${URN},FEED_DETAIL,EMPTY,DEFAULT,false)`,
	`https://www.linkedin.com/feed/update/activity:${ACTIVITY}`,
	`https://www.linkedin.com/embed/feed/update/${URN}?compact=1`,
	`https://www.linkedin.com/comm/feed/update/${URN}?midToken=AQ`,
	`https://www.linkedin.com/analytics/post-summary/${URN}/`,
	`https://www.linkedin.com/feed/?highlightedUpdateUrn=urn%3Ali%3Aactivity%3A${ACTIVITY}&x=y`,
	`https://www.linkedin.com/feed/?updateEntityUrn=urn%3Ali%3Afs_feedUpdate%3A%28V2%26MAIN_FEED%2C${URN}%29`,
	`https://www.linkedin.com/posts/maria-garcia_growth-activity-${ACTIVITY}-AbCd`,
	`https://www.linkedin.com/posts/maria-garcia_growth-activity-${ACTIVITY}--b_D`,
	`https://www.linkedin.com/posts/maria-garcia_growth-activity-${ACTIVITY}-AbCd?utm_source=share&utm_medium=member_desktop&rcm=ACoAAB1`,
	`https://www.linkedin.com/posts/jane_our-activity-20250-plan-activity-${ACTIVITY}-x`,
	`https://www.linkedin.com/posts/jane_activity-${OTHER}-again-activity-${ACTIVITY}-x1Yz`,
	`https://www.linkedin.com/posts/jane_our-ugcPost-${OTHER}-activity-${ACTIVITY}-x1Yz`,
	`https://www.linkedin.com/posts/maria_reactivity-12345-activity-${ACTIVITY}-AbCd/?utm=1`,
	`https://www.linkedin.com/posts/maria-%F0%9F%9A%80_%E6%A0%AA-activity-${ACTIVITY}-aB1c`,
	`https://www.linkedin.com/posts/activity-${ACTIVITY}-aB1c`,
	`www.linkedin.com/posts/maria_activity-${ACTIVITY}`,
	`HTTPS://DE.LINKEDIN.COM/posts/MARIA_ACTIVITY-${ACTIVITY}-x`,
	`/posts/maria_activity-${ACTIVITY}-x`,
	`https://m.linkedin.com/feed/update/${URN}`,
	`<https://www.linkedin.com/feed/update/${URN}/>`,
	`Have a look: https://www.linkedin.com/posts/maria_activity-${ACTIVITY}-x1Yz.`,
])('%j', (input) => {
	expect(read(postUrn, input)).toBe(URN);
});

test.each([
	[`urn:li:share:${ACTIVITY}`, 'share'],
	[`urn:li:ugcPost:${ACTIVITY}`, 'ugcPost'],
	[`https://www.linkedin.com/feed/update/urn:li:ugcPost:${ACTIVITY}`, 'ugcPost'],
	[`https://www.linkedin.com/feed/update/urn:li:share:${ACTIVITY}/`, 'share'],
	[`https://www.linkedin.com/embed/feed/update/urn:li:share:${ACTIVITY}`, 'share'],
	[`https://www.linkedin.com/posts/maria_growth-ugcPost-${ACTIVITY}-AbCd?utm_source=x`, 'ugcPost'],
	[`https://www.linkedin.com/posts/maria_growth-share-${ACTIVITY}-AbCd`, 'share'],
	[`https://www.linkedin.com/posts/jane_activity-${OTHER}-ugcPost-${ACTIVITY}-AbCd`, 'ugcPost'],
	[`https://www.linkedin.com/video/live/urn:li:ugcPost:${ACTIVITY}/`, 'ugcPost'],
])('%s has another number, and the hint says how to get the right one', (input, kind) => {
	expectRefused(
		postUrn,
		input,
		`contains the number of a ${kind}, but OutX needs`,
		'click the time',
	);
});

test.each(OTHERS)('%s is refused: %s', (input, words, hint) => {
	expectRefused(postUrn, input, words, hint);
});

test.each([
	['https://www.linkedin.com/in/williamhgates', 'is the URL of a person'],
	['https://www.linkedin.com/in/williamhgates/recent-activity/all/', 'is the URL of a person'],
	['https://www.linkedin.com/company/microsoft/posts/', 'is the URL of a company'],
	['https://www.linkedin.com/school/mit/posts/', 'is the URL of a school page'],
	[`urn:li:fsd_profile:${ID}`, 'is the URN of a person'],
	['urn:li:fsd_company:1035', 'is the URN of a company'],
])('%s is refused: %s', (input, words) => {
	expectRefused(postUrn, input, `${words}, not a post's LinkedIn URL or activity URN`, 'Copy Link');
});

test.each([
	...JUNK,
	'urn:li:activity:',
	'urn:li:activity:71234x',
	'urn:li:activity:20250',
	`${URN},x`,
	`urn:li:activity:${ACTIVITY}000`,
	'12345',
	`https://www.linkedin.com/feed/?x=activity-${ACTIVITY}`,
	'https://www.linkedin.com/feed/',
	'https://www.linkedin.com/feed/hashtag/growth/',
	'https://www.linkedin.com/posts/jane_our-activity-20250-plan',
	'my last post',
	`evil.com/posts/activity-${ACTIVITY}`,
])('%j is refused', (input) => {
	expectRefused(
		postUrn,
		input,
		"is not a post's LinkedIn URL or activity URN",
		'Copy Link to Post',
	);
});

test.each(BLANKS)('%j is empty', (input) => {
	expectRefused(postUrn, input, 'is empty');
});
