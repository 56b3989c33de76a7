import http from 'node:http';

import { outxCredentials, SANDBOX_KEY } from '../support/engine';
import { posts } from './requests';
import { setUpStage, urnOf } from './stage';

const stage = setUpStage();

const URN = 'urn:li:fsd_profile:ACoAAB1c2d3e4f5';
const POST_URN = 'urn:li:activity:7123456789012345678';
const long = (length) => 'x'.repeat(length);
/** n8n itself refuses an empty required field, but not an expression that comes to nothing. */
const NOTHING = '={{ "" }}';
const emptyField = (value) =>
	value === NOTHING || value.trim() === '' ? /' is empty \[item 0\]$/ : undefined;

/** Runs one item; nothing may leave for OutX. Answers with what the user is told. */
async function refused(what, parameters, options) {
	const run = await stage.outx(what, parameters, options);
	expect(stage.sandbox.requests).toEqual([]);
	expect(run.status).toBe('error');
	return run.error;
}

describe('an input that cannot be meant is refused before anything is sent', () => {
	test.each([
		['an empty text', NOTHING],
		['blanks', '  \n '],
		['the address of a company', 'https://www.linkedin.com/company/microsoft'],
		['an address elsewhere', 'https://example.com/in/somebody'],
		['an address that only looks like LinkedIn', 'https://www.linkedin.com.evil.example/in/a'],
		['the front page', 'https://www.linkedin.com/'],
		['an address without a slug', 'https://www.linkedin.com/in/'],
		['a URN', URN],
		['two words', 'somebody else'],
		['a slug with a slash', 'some/body'],
		['a query', '?a=b'],
	])('Profile → Get: %s', async (_name, profile) => {
		const { message } = await refused('profile.get', { profile });
		expect(message).toMatch(emptyField(profile) ?? /'Profile' is not .*LinkedIn/);
	});

	test.each([
		['an empty text', NOTHING],
		['the address of a person', 'https://www.linkedin.com/in/somebody'],
		['a school', 'https://www.linkedin.com/school/mit'],
		['an address elsewhere', 'http://microsoft.com/company/microsoft'],
		['a URN', 'urn:li:fsd_company:1035'],
	])('Company → Get and Get Posts: %s', async (_name, company) => {
		for (const operation of ['company.get', 'company.getPosts']) {
			const { message } = await refused(operation, { company });
			expect(message).toMatch(emptyField(company) ?? /'Company' is not .*LinkedIn/);
		}
	});

	test.each([
		['an empty text', NOTHING],
		['a bare slug', 'williamhgates'],
		['the address of a person', 'https://www.linkedin.com/in/williamhgates'],
		['the address of a company', 'https://www.linkedin.com/company/microsoft'],
		['the URN of a company', 'urn:li:fsd_company:1035'],
		['the URN of a post', POST_URN],
		['a URN without an id', 'urn:li:fsd_profile:'],
		['a URN with more behind it', `${URN}/extra`],
		['two URNs', `${URN} ${URN}`],
	])('a person to act on: %s', async (_name, person) => {
		const asked = [
			['message.send', 'Recipient', { recipient: person, message: 'Hi' }],
			['connection.sendRequest', 'Profile', { profile: person }],
			['profile.getPosts', 'Profiles', { profiles: person }],
		];
		for (const [what, label, parameters] of asked) {
			const { message, description } = await refused(what, parameters);
			expect(message).toContain(`'${label}'`);
			expect(message).toMatch(/\[item 0\]$/);
			expect(description).toBeTruthy();
		}
	});

	test.each([
		['an empty text', NOTHING],
		['the URN of a person', URN],
		['a URN without a number', 'urn:li:activity:'],
		['a short number', '12'],
		['an address elsewhere', 'https://example.com/feed/update/urn:li:activity:7123456789012345678'],
		['a profile', 'https://www.linkedin.com/in/williamhgates'],
	])('Post → Like and Comment: %s', async (_name, post) => {
		for (const operation of ['post.like', 'post.comment']) {
			const { message } = await refused(operation, { post, comment: 'Yes' });
			expect(message).toContain("'Post' is");
		}
	});

	test.each([
		['message.send', { recipient: URN, message: NOTHING }, "'Message' is empty"],
		['message.send', { recipient: URN, message: ' \n\t' }, "'Message' is empty"],
		[
			'message.send',
			{ recipient: URN, message: long(10_001) },
			"'Message' has 10001 characters, 10000 are allowed",
		],
		['message.send', { recipient: URN, message: '={{ $json.nothing }}' }, "'Message' is empty"],
		['message.send', { recipient: URN, message: '={{ {} }}' }, "'Message' must be text"],
		['post.comment', { post: POST_URN, comment: ' ' }, "'Comment' is empty"],
		[
			'connection.sendRequest',
			{ profile: URN, note: long(301) },
			"'Note' has 301 characters, 300 are allowed",
		],
		['connection.getAll', { count: 0 }, "'Page Size' must be between 1 and 100, not 0"],
		['connection.getAll', { count: 101 }, "'Page Size' must be between 1 and 100, not 101"],
		['connection.getAll', { count: 1.5 }, "'Page Size' must be a whole number, not 1.5"],
		['connection.getAll', { count: '={{ "abc" }}' }, "'Page Size' must be a number, not 'abc'"],
		['connection.getAll', { start: -1 }, "'Start' must be at least 0, not -1"],
		[
			'connection.getAll',
			{ waitForCompletion: true, limit: 0 },
			"'Limit' must be at least 1, not 0",
		],
		[
			'connection.getAll',
			{ waitForCompletion: true, limit: '={{ "many" }}' },
			"'Limit' must be a number, not 'many'",
		],
		['profile.search', {}, "'Filters' is empty"],
		['profile.search', { filters: { title: ' ', geo_urn: ', ,' } }, "'Filters' is empty"],
		...[0, 51, 101].map((count) => [
			'profile.search',
			{ filters: { title: 'Head' }, count },
			`'Number of Profiles' must be between 1 and 50, not ${count}`,
		]),
		[
			'profile.search',
			{ filters: { title: 'Head' }, count: '={{ "abc" }}' },
			"'Number of Profiles' must be a number, not 'abc'",
		],
		['task.getStatus', { taskId: NOTHING }, "'Task ID' is empty"],
		['task.getStatus', {}, "'Task ID' is empty"],
		['task.getStatus', { taskId: '123' }, "'Task ID' is not an OutX ID: 123"],
		[
			'task.getStatus',
			{ taskId: '550e8400-e29b-41d4-a716-446655440000; drop' },
			"'Task ID' is not an OutX ID: 550e8400-e29b-41d4-a716-446655440000; drop",
		],
		[
			'message.send',
			{ recipient: URN, message: 'Hi', options: { delay: { seconds: { from: '={{ "soon" }}' } } } },
			"'Delay Between Items' must be a number, not 'soon'",
		],
		[
			'company.get',
			{ company: 'microsoft', options: { concurrency: 0 } },
			"'Max Concurrent Requests' must be between 1 and 20, not 0",
		],
		[
			'company.get',
			{ company: 'microsoft', waitForCompletion: true, options: { maximumWait: -1 } },
			"'Maximum Wait (Seconds)' must be at least 0, not -1",
		],
		[
			'company.get',
			{ company: 'microsoft', waitForCompletion: true, options: { pollingInterval: 0 } },
			"'Polling Interval (Seconds)' must be at least 1, not 0",
		],
	])('%s refuses case %#: the field is named', async (what, parameters, message) => {
		const told = (await refused(what, parameters)).message;
		expect(told).toBe(`${message} [item 0]`);
	});

	test('a long wrong text is cut in the message', async () => {
		const { message } = await refused('profile.get', { profile: `no slug ${long(5000)}` });
		expect(message.length).toBeLessThan(200);
	});

	test('Wait for Task: a task id that is missing or none', async () => {
		for (const [taskId, message] of [
			[NOTHING, "'Task ID' is empty [item 0]"],
			['abc', "'Task ID' is not an OutX ID: abc [item 0]"],
		]) {
			const run = await stage.waitForTask({ taskId });
			expect(run.error.message).toBe(message);
			expect(run.error.description).toContain('api_agent_task_id');
		}
		expect(stage.sandbox.requests).toEqual([]);
	});
});

describe('an input that people really paste is understood', () => {
	const ID = 'ACoAAB1c2d3e4f5';
	const body = async (what, parameters) => {
		const run = await stage.outx(what, parameters);
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
		[`  ${long(300)}\n`, { note: long(300) }],
		['   ', {}],
		['', {}],
		['={{ undefined }}', {}],
	])('a note is trimmed, and dropped when blank: case %#', async (note, sent) => {
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
		[{ profiles: `={{ ["${URN}", " ${URN} ", "urn:li:person:${ID}2"] }}` }],
		[{ profiles: `${URN},\n${URN}, urn:li:person:${ID}2,` }],
	])('several people: case %#', async (parameters) => {
		expect(await body('profile.getPosts', parameters)).toEqual({
			profile_urns: [URN, `urn:li:person:${ID}2`],
		});
	});

	test('numbers that came as text', async () => {
		expect(
			await body('connection.getAll', { count: '={{ "100" }}', start: '={{ " 5 " }}' }),
		).toEqual({ start: 5, count: 100 });
	});
});

describe('the credential', () => {
	const run = async (credentials) =>
		await stage.outx('company.get', { company: 'microsoft' }, { credentials });

	test.each([
		['without a scheme', (url) => url.replace('http://', ''), 'must start with https://'],
		['empty', () => ' ', 'is empty'],
		['of another scheme', () => 'ftp://127.0.0.1', 'must start with https://'],
		['with blanks in it', () => 'https://api outx.ai', 'is not a valid address'],
		['with a query', (url) => `${url}/?a=b`, 'is not a valid address'],
	])('a base URL %s is named and nothing is sent', async (_name, change, words) => {
		const { error } = await run(outxCredentials(change(stage.sandbox.url)));
		expect(error.message).toBe(`The Base URL of the OutX credential ${words} [item 0]`);
		expect(error.description).toContain('Open the OutX credential');
		expect(stage.sandbox.requests).toEqual([]);
	});

	test.each([
		['as it is', (url) => url],
		['with a slash at the end', (url) => `${url}/`],
		['with slashes and blanks around', (url) => `  ${url}// `],
	])('a base URL %s works', async (_name, change) => {
		expect((await run(outxCredentials(change(stage.sandbox.url)))).error).toBeUndefined();
		expect(posts(stage.sandbox)[0].path).toBe('/linkedin-agent/fetch-company');
	});

	test('a base URL with a path keeps the path', async () => {
		const paths = [];
		const server = http.createServer((request, response) => {
			paths.push(request.url);
			response.end(JSON.stringify({ success: true, api_agent_task_id: 'a' }));
		});
		await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
		const base = `http://127.0.0.1:${server.address().port}/proxy/outx/`;
		expect((await run(outxCredentials(base))).error).toBeUndefined();
		expect(paths).toEqual(['/proxy/outx/linkedin-agent/fetch-company']);
		server.close();
	});

	test.each([
		['no key', '', 'The OutX credential has no API key'],
		['blanks for a key', '  \n', 'The OutX credential has no API key'],
		[
			'a line break in the key',
			'outx_one\r\nx-evil: 1',
			'The API key of the OutX credential contains a space, line break or special character',
		],
		[
			'a typographic sign in the key',
			'outx_ключ',
			'The API key of the OutX credential contains a space, line break or special character',
		],
	])('%s is named and nothing is sent', async (_name, key, message) => {
		const { error } = await run(outxCredentials(stage.sandbox.url, key));
		expect(error.message).toBe(`${message} [item 0]`);
		expect(stage.sandbox.requests).toEqual([]);
	});

	test('a key with blanks around it works', async () => {
		const { error } = await run(outxCredentials(stage.sandbox.url, ` ${SANDBOX_KEY}\n`));
		expect(error).toBeUndefined();
	});

	test('a key that OutX does not know is named, without the key', async () => {
		const credentials = outxCredentials(stage.sandbox.url, 'outx_wrong_key');
		const message = await stage.outx(
			'message.send',
			{ recipient: URN, message: 'Hi' },
			{ credentials },
		);
		expect(message.error.message).toBe('OutX does not know this API key: Invalid API Key [item 0]');
		expect(message.error.description).toContain('Reveal API Key');
		expect(JSON.stringify(message.raw)).not.toContain('outx_wrong_key');
		expect(posts(stage.sandbox)).toHaveLength(1);
	});
});

describe('one bad item among a hundred', () => {
	const BAD = 57;
	const parameters = { recipient: '={{ $json.urn }}', message: 'Hi' };
	const hundred = () =>
		stage.sandbox.world.connections
			.slice(0, 100)
			.map((person, index) => ({ json: { urn: index === BAD ? 'nobody' : urnOf(person) } }));

	test('stops the sending before the first is sent', async () => {
		const error = await refused('message.send', parameters, { items: hundred() });
		expect(error.message).toBe(`'Recipient' is not the URN of a person: nobody [item ${BAD}]`);
		expect(error.context.itemIndex).toBe(BAD);
	});

	test('with Continue on, the other 99 are sent', async () => {
		const settings = { onError: 'continueRegularOutput' };
		const run = await stage.outx('message.send', parameters, { items: hundred(), settings });
		expect(run.status).toBe('success');
		expect(run.items).toHaveLength(100);
		expect(run.items[BAD]).toEqual({
			json: { error: `'Recipient' is not the URN of a person: nobody [item ${BAD}]` },
			pairedItem: { item: BAD },
		});
		expect(run.items.map(({ pairedItem }) => pairedItem.item)).toEqual([...Array(100).keys()]);
		const { connections } = stage.sandbox.world;
		expect(stage.sandbox.ledger.messages.map(({ recipient }) => recipient)).toEqual(
			connections
				.slice(0, 100)
				.filter((_person, index) => index !== BAD)
				.map(({ id }) => id),
		);
	});

	test('the same for what only reads', async () => {
		const items = ['microsoft', '', 'outx'].map((slug) => ({ json: { slug } }));
		const error = await refused('company.get', { company: '={{ $json.slug }}' }, { items });
		expect(error.message).toBe("'Company' is empty [item 1]");
	});
});
