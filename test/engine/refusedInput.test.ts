import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { present } from '../support/json';
import { inputsOf, setUpStage, urnOf, type StageOptions } from './stage';

const stage = setUpStage();

const URN = 'urn:li:fsd_profile:ACoAAB1c2d3e4f5';
const POST_URN = 'urn:li:activity:7123456789012345678';
const long = (length: number) => 'x'.repeat(length);
/** n8n itself refuses an empty required field, but not an expression that comes to nothing. */
const NOTHING = '={{ "" }}';
const emptyField = (value: string) =>
	value === NOTHING || value.trim() === '' ? /' is empty \[item 0\]$/ : undefined;

/** Runs one item; nothing may leave for OutX. Answers with what the user is told. */
async function refused(what: string, parameters: INodeParameters, options?: StageOptions) {
	const run = await stage.outx(what, parameters, options);
	expect(stage.sandbox.requests).toEqual([]);
	expect(run.status).toBe('error');
	return present(run.error);
}

describe('an input that cannot be meant is refused before anything is sent', () => {
	test.each([
		['a condition as a message', { message: '={{ false }}' }, /^'Message' must be text, not false/],
		[
			'a part of the options',
			{ options: { delay: '={{ ({ seconds: { from: 60 } }) }}' } },
			/^'Delay Between Items' has no value/,
		],
	])('%s', async (_name, parameters, said) => {
		const message = { recipient: URN, message: 'Hello', ...parameters };
		expect((await refused('message.send', message)).message).toMatch(said);
	});

	test('an item without fields is one whose fields are empty', async () => {
		const items: INodeExecutionData[] = [Object.assign({ json: {} }, { json: undefined })];
		const { message } = await refused('profile.get', { profile: NOTHING }, { items });
		expect(message).toBe("'Person' is empty [item 0]");
	});

	test.each([
		['an empty text', NOTHING],
		['blanks', '  \n '],
		['the URL of a company', 'https://www.linkedin.com/company/microsoft'],
		['an address elsewhere', 'https://example.com/in/somebody'],
		['a URL that only looks like LinkedIn', 'https://www.linkedin.com.evil.example/in/a'],
		['the front page', 'https://www.linkedin.com/'],
		['an address without a slug', 'https://www.linkedin.com/in/'],
		['the URN of a company', 'urn:li:fsd_company:1035'],
		['two words', 'somebody else'],
		['a slug with a slash', 'some/body'],
		['a query', '?a=b'],
	])('Profile → Get: %s', async (_name, profile) => {
		const { message } = await refused('profile.get', { profile });
		expect(message).toMatch(
			emptyField(profile) ?? /^'Person' is .*not a (?:LinkedIn URL|person's LinkedIn URL)/,
		);
	});

	test.each([
		['an empty text', NOTHING],
		['the URL of a person', 'https://www.linkedin.com/in/somebody'],
		['a school', 'https://www.linkedin.com/school/mit'],
		['an address elsewhere', 'http://microsoft.com/company/microsoft'],
		['a URN', 'urn:li:fsd_company:1035'],
	])('Company → Get and Get Posts: %s', async (_name, company) => {
		for (const operation of ['company.get', 'company.getPosts']) {
			const { message } = await refused(operation, { company });
			expect(message).toMatch(
				emptyField(company) ??
					/^'Company' is .*(?:not a (?:LinkedIn URL|company's LinkedIn URL)|OutX documents only company)/,
			);
		}
	});

	test.each([
		['an empty text', NOTHING],
		['a name', 'Bill Gates'],
		['a URL without a slug', 'https://www.linkedin.com/in/'],
		['the URL of a company', 'https://www.linkedin.com/company/microsoft'],
		['the URN of a company', 'urn:li:fsd_company:1035'],
		['the URN of a post', POST_URN],
		['a URN without an id', 'urn:li:fsd_profile:'],
		['a URN with more behind it', `${URN}/extra`],
		['two URNs', `${URN} ${URN}`],
	])('a person to act on: %s', async (_name, person) => {
		const asked: Array<[string, string, INodeParameters]> = [
			['message.send', 'Person', { recipient: person, message: 'Hi' }],
			['connection.sendRequest', 'Person', { profile: person }],
			['profile.getPosts', 'People', { profiles: person }],
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

	type Refusal = [what: string, parameters: INodeParameters, message: string];
	const refusals: Refusal[] = [
		['message.send', { recipient: URN, message: NOTHING }, "'Message' is empty"],
		['message.send', { recipient: URN, message: ' \n\t' }, "'Message' is empty"],
		[
			'message.send',
			{ recipient: URN, message: long(10_001) },
			"'Message' has 10001 characters, 10000 are allowed",
		],
		['message.send', { recipient: URN, message: '={{ $json.nothing }}' }, "'Message' is empty"],
		[
			'message.send',
			{ recipient: URN, message: '={{ {} }}' },
			"'Message' must be text, not an object",
		],
		['post.comment', { post: POST_URN, comment: ' ' }, "'Comment' is empty"],
		[
			'connection.sendRequest',
			{ profile: URN, note: long(301) },
			"'Note' has 301 characters, 300 are allowed",
		],
		[
			'connection.getAll',
			{ waitForCompletion: false, count: 0 },
			"'Page Size' must be between 1 and 100, not 0",
		],
		[
			'connection.getAll',
			{ waitForCompletion: false, count: 101 },
			"'Page Size' must be between 1 and 100, not 101",
		],
		[
			'connection.getAll',
			{ waitForCompletion: false, count: 1.5 },
			"'Page Size' must be a whole number, not 1.5",
		],
		[
			'connection.getAll',
			{ waitForCompletion: false, count: '={{ "abc" }}' },
			"'Page Size' must be a number, not 'abc'",
		],
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
		['profile.search', {}, "'Keywords' is empty"],
		['profile.search', { filters: { title: ' ', geo_urn: ', ,' } }, "'Keywords' is empty"],
		...[0, 51, 101].map(
			(limit): Refusal => [
				'profile.search',
				{ filters: { title: 'Head' }, limit },
				`'Limit' must be between 1 and 50, not ${limit}`,
			],
		),
		[
			'profile.search',
			{ filters: { title: 'Head' }, limit: '={{ "abc" }}' },
			"'Limit' must be a number, not 'abc'",
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
			"'Delay Between Items: From (Seconds)' must be a number, not 'soon'",
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
	];
	test.each(refusals)('%s with %j: the field is named', async (what, parameters, message) => {
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
			expect(run.error?.message).toBe(message);
			expect(run.error?.description).toContain('api_agent_task_id');
		}
		expect(stage.sandbox.requests).toEqual([]);
	});
});

describe('one bad item among a hundred', () => {
	const BAD = 57;
	const parameters = { recipient: '={{ $json.urn }}', message: 'Hi' };
	const hundred = () =>
		stage.sandbox.world.connections
			.slice(0, 100)
			.map((person, index) => ({ json: { urn: index === BAD ? 'no body' : urnOf(person) } }));

	test('stops the sending before the first is sent', async () => {
		const error = await refused('message.send', parameters, { items: hundred() });
		expect(error.message).toBe(
			`'Person' is not a person's LinkedIn URL, slug or URN: no body [item ${BAD}]`,
		);
		expect(error.context.itemIndex).toBe(BAD);
	});

	test('with Continue on, the other 99 are sent', async () => {
		const settings = { onError: 'continueRegularOutput' } as const;
		const run = await stage.outx('message.send', parameters, { items: hundred(), settings });
		expect(run.status).toBe('success');
		expect(run.items).toHaveLength(100);
		expect(run.items[BAD]).toEqual({
			json: {
				error: `'Person' is not a person's LinkedIn URL, slug or URN: no body [item ${BAD}]`,
			},
			pairedItem: { item: BAD },
		});
		expect(inputsOf(run.items)).toEqual([...Array(100).keys()]);
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
