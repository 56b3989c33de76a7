import type { INodeParameters } from 'n8n-workflow';

import { posts } from './requests';
import { setUpStage } from './stage';

const stage = setUpStage();

const URN = 'urn:li:fsd_profile:ACoAAB1c2d3e4f5';
const POST_URN = 'urn:li:activity:7123456789012345678';
const long = (length: number) => 'x'.repeat(length);

describe('an input that people really paste is understood', () => {
	const ID = 'ACoAAB1c2d3e4f5';
	const body = async (what: string, parameters: INodeParameters) => {
		const run = await stage.outx(what, { waitForCompletion: false, ...parameters });
		expect(run.error).toBeUndefined();
		return posts(stage.sandbox)[0].body;
	};

	test.each([
		['williamhgates', 'williamhgates'],
		['  williamhgates  ', 'williamhgates'],
		['https://www.linkedin.com/in/williamhgates', 'williamhgates'],
		['https://www.linkedin.com/in/williamhgates/', 'williamhgates'],
		['https://www.linkedin.com/in/williamhgates/?originalSubdomain=us&a=b#top', 'williamhgates'],
		['http://de.linkedin.com/in/williamhgates', 'williamhgates'],
		['https://uk.linkedin.com/in/williamhgates/en', 'williamhgates'],
		['linkedin.com/in/williamhgates', 'williamhgates'],
		['www.linkedin.com/in/williamhgates', 'williamhgates'],
		['/in/williamhgates/', 'williamhgates'],
		['in/williamhgates', 'williamhgates'],
		['https://www.linkedin.com/in/j%C3%B6rg-m%C3%BCller-1a2b', 'jörg-müller-1a2b'],
		['j%C3%B6rg-m%C3%BCller-1a2b', 'jörg-müller-1a2b'],
		['https://www.linkedin.com/in/maria-%F0%9F%9A%80-9f', 'maria-🚀-9f'],
		['maria-🚀-9f', 'maria-🚀-9f'],
		['https://www.linkedin.com/in/王伟-1234/', '王伟-1234'],
		['HTTPS://WWW.LINKEDIN.COM/IN/WilliamHGates', 'WilliamHGates'],
	])('a person: %s', async (profile, profile_slug) => {
		expect(await body('profile.get', { profile })).toEqual({ profile_slug });
	});

	test.each([
		['microsoft', 'microsoft'],
		['https://www.linkedin.com/company/microsoft/posts/?feedView=all', 'microsoft'],
		['https://fr.linkedin.com/company/l%27or%C3%A9al', "l'oréal"],
		['linkedin.com/company/1035/', '1035'],
	])('a company: %s', async (company, company_slug) => {
		expect(await body('company.get', { company })).toEqual({ company_slug });
	});

	test.each([
		[`urn:li:fsd_profile:${ID}`, `urn:li:fsd_profile:${ID}`],
		[`urn:li:person:${ID}`, `urn:li:person:${ID}`],
		[` urn%3Ali%3Afsd_profile%3A${ID} `, `urn:li:fsd_profile:${ID}`],
		[ID, `urn:li:fsd_profile:${ID}`],
		[`https://www.linkedin.com/in/${ID}/?x=1`, `urn:li:fsd_profile:${ID}`],
	])('a person to act on: %s', async (recipient, urn) => {
		expect(await body('message.send', { recipient, message: 'Hi' })).toEqual({
			recipient_urn: urn,
			message: 'Hi',
		});
	});

	test.each([
		[POST_URN],
		['7123456789012345678'],
		['urn%3Ali%3Aactivity%3A7123456789012345678'],
		['https://www.linkedin.com/feed/update/urn:li:activity:7123456789012345678/'],
		['https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7123456789012345678?x=1'],
		[
			'https://www.linkedin.com/posts/maria-%F0%9F%9A%80_growth-activity-7123456789012345678-aB1c?utm=1',
		],
	])('a post: %s', async (post) => {
		expect(await body('post.like', { post })).toEqual({ social_urn: POST_URN });
	});

	test.each([
		['300 characters with blanks around', `  ${long(300)}\n`, { note: long(300) }],
		['blanks', '   ', {}],
		['an empty text', '', {}],
		['an expression that returns an empty text', "={{ '' }}", {}],
	])('a note is trimmed, and dropped when blank: %s', async (_what, note, sent) => {
		expect(await body('connection.sendRequest', { profile: URN, note })).toEqual({
			profile_urn: URN,
			...sent,
		});
	});

	test('a message of 10,000 characters, with its blanks and lines', async () => {
		const message = `  Hi\n\n🚀${long(9992)}`;
		expect(message).toHaveLength(10_000);
		expect((await body('message.send', { recipient: URN, message })).message).toBe(message);
	});

	test.each([
		['a list', `={{ ["${URN}", " ${URN} ", "urn:li:person:${ID}2"] }}`],
		['text', `${URN},\n${URN}, urn:li:person:${ID}2,`],
	])('several people as %s', async (_what, profiles) => {
		expect(await body('profile.getPosts', { profiles })).toEqual({
			profile_urns: [URN, `urn:li:person:${ID}2`],
		});
	});

	test('numbers that came as text', async () => {
		expect(
			await body('connection.getAll', { count: '={{ "100" }}', start: '={{ " 5 " }}' }),
		).toEqual({ start: 5, count: 100 });
	});
});
