/*
 * A field that is filled in and turns out to be nothing, or something that it cannot be, as n8n's own expressions make
 * it. The side that goes wrong without anybody noticing is never the one that is taken: the item is refused.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { present } from '../support/json';
import { setUpStage } from './stage';

const stage = setUpStage();

const ID = '550e8400-e29b-41d4-a716-446655440000';
const BIG = 7123456789012345678;
const watchlist = { __rl: true, mode: 'id', value: ID };
const person = 'urn:li:fsd_profile:ACoAAB1c2d3e4f5';
const message = { recipient: person, message: 'Hi' };
const like = { postId: ID, userEmail: 'robin@example.com', companyTitle: 'Contoso' };
const nothing = '={{ $json.nothing }}';
const failing = '={{ $json.nothing.at.all }}';
const returned = (label: string) => `'${label}' is an expression that returned nothing`;

type Row = [what: string, operation: string, parameters: INodeParameters, message: string];

const rows: Row[] = [
	...[nothing, failing, '={{ "" }}', '={{ null }}'].flatMap((value): Row[] => [
		[
			'Send Once',
			'message.send',
			{ ...message, options: { sendOncePerRecipient: value } },
			returned('Send Once Per Recipient'),
		],
		['a pause', 'watchlist.update', { watchlist, changes: { active: value } }, returned('Active')],
		[
			'keywords',
			'watchlist.update',
			{ watchlist, changes: { keywords: 'a', append: value } },
			returned('Add to Existing Keywords'),
		],
		[
			'a webhook',
			'watchlist.update',
			{ watchlist, changes: { slack_webhook_url: value } },
			returned('Slack Webhook URL'),
		],
		['the actor', 'watchlistPost.like', { ...like, actorType: value }, returned('Act As')],
		[
			'the shortest delay',
			'message.send',
			{ ...message, options: { delay: { seconds: { from: value, to: 90 } } } },
			returned('Delay Between Items: From (Seconds)'),
		],
		[
			'the longest delay',
			'message.send',
			{ ...message, options: { delay: { seconds: { from: 30, to: value } } } },
			returned('Delay Between Items: To (Seconds)'),
		],
		[
			'a wait',
			'message.send',
			{ ...message, waitForCompletion: value },
			returned('Wait for Completion'),
		],
		[
			'the longest wait',
			'profile.get',
			{ profile: 'a', waitForCompletion: true, options: { maximumWait: value } },
			returned('Maximum Wait (Seconds)'),
		],
		[
			'all results',
			'watchlistPost.getAll',
			{ watchlist, returnAll: value },
			returned('Return All'),
		],
		['a filter', 'connection.getAll', { filters: { keyword: value } }, returned('Keyword')],
		[
			'several choices',
			'watchlistPost.getAll',
			{ watchlist, filters: { post_type: value } },
			returned('Post Types'),
		],
		[
			'a day',
			'watchlistPost.getAll',
			{ watchlist, filters: { start_date: value } },
			returned('From Date'),
		],
		[
			'an entry',
			'watchlist.create',
			{ keywords: 'a', more: { labels: { label: [{ name: 'a', default: value }] } } },
			returned('Labels: Default'),
		],
		[
			'a condition',
			'watchlist.create',
			{ basis: 'conditions', keywordRules: { rule: [{ keyword: 'a', required: value }] } },
			returned('Keywords With Conditions: Required Words'),
		],
		[
			'Simplify',
			'profile.get',
			{ profile: 'a', waitForCompletion: true, simplify: value },
			returned('Simplify'),
		],
		['who is written to', 'message.send', { ...message, recipient: value }, "'Person' is empty"],
		[
			'a list',
			'interaction.getAll',
			{ watchlist: { ...watchlist, value } },
			"'Watchlist' is empty",
		],
	]),
	[
		'a note that is missing',
		'connection.sendRequest',
		{ profile: person, note: nothing },
		returned('Note'),
	],
	[
		'no delay at all',
		'message.send',
		{ ...message, options: { delay: {} } },
		"'Delay Between Items' has no value",
	],
	[
		'a switch that is a word',
		'watchlist.update',
		{ watchlist, changes: { active: '={{ "off" }}' } },
		"'Active' must be true or false, not 'off'",
	],
	[
		'a switch that is a number',
		'watchlist.update',
		{ watchlist, changes: { keywords: 'a', append: '={{ 1 }}' } },
		"'Add to Existing Keywords' must be true or false, not 1",
	],
	[
		'another actor',
		'watchlistPost.like',
		{ ...like, actorType: '={{ "Company" }}' },
		"'Act As' must be user or company, not 'Company'",
	],
	[
		'another type',
		'watchlist.getAll',
		{ kind: '../../team' },
		"'Watchlist Type' must be company, keyword, people or reddit, not '../../team'",
	],
	[
		'an expression that fails for good',
		'message.send',
		{ ...message, message: '={{ $("Nope").item.json.x }}' },
		"The expression of 'Message' failed: Referenced node doesn't exist",
	],
	[
		'an object in a message',
		'message.send',
		{ ...message, message: '=Hi {{ $json.object }}' },
		"'Message' contains an object instead of text",
	],
	[
		'NaN in a message',
		'message.send',
		{ ...message, message: '=Save {{ $json.object * 2 }} %' },
		"'Message' contains NaN, which is not a number",
	],
	[
		'Infinity in a message',
		'message.send',
		{ ...message, message: '=Save {{ 1 / 0 }} %' },
		"'Message' contains Infinity, which is not a number",
	],
	[
		'undefined in a message',
		'message.send',
		{ ...message, message: '={{ "Hi " + $json.nothing }}' },
		`'Message' contains "undefined" instead of text`,
	],
	[
		'an inexact number',
		'post.like',
		{ post: '={{ $json.big }}' },
		"'Post' contains 7123456789012346000, a number that is too long to be exact",
	],
	[
		'an inexact number in text',
		'post.comment',
		{ post: '=urn:li:activity:{{ $json.big }}', comment: 'Hi' },
		"'Post' contains 7123456789012346000, a number that is too long to be exact",
	],
	[
		'an inexact number put together',
		'post.like',
		{ post: '={{ "urn:li:activity:" + $json.big }}' },
		"'Post' contains 7123456789012346000, a number that is too long to be exact",
	],
	[
		'junk in a list',
		'watchlist.create',
		{ kind: 'people', profiles: '={{ ["maria", $json.nothing] }}' },
		"Entry 2 of 'People' must be text, not undefined",
	],
	[
		'an empty entry of a list',
		'watchlist.create',
		{ kind: 'people', profiles: '={{ ["maria", ""] }}' },
		"Entry 2 of 'People' is empty",
	],
];

const json: IDataObject = { object: { a: 1 }, big: BIG };

test.each(rows)('%s: %s with %j', async (_what, operation, parameters, words) => {
	const run = await stage.outx(operation, parameters, { items: [{ json }] });
	expect(present(run.error).message).toBe(`${words} [item 0]`);
	expect(stage.sandbox.requests).toEqual([]);
});

test('with Continue, only the items whose expressions return nothing are refused', async () => {
	const people = stage.connections(3);
	const items = people.map(({ json: { urn } }, index) => ({
		json: { urn, once: index === 1 ? undefined : 'node' },
	}));
	const run = await stage.outx(
		'message.send',
		{
			recipient: '={{ $json.urn }}',
			message: 'Hi',
			options: { sendOncePerRecipient: '={{ $json.once }}' },
		},
		{ items, settings: { onError: 'continueRegularOutput' } },
	);
	expect(run.items[1].json).toEqual({ error: `${returned('Send Once Per Recipient')} [item 1]` });
	const reached = stage.sandbox.ledger.messages.map(({ recipient }) => recipient);
	expect(reached).toEqual([people[0].json.id, people[2].json.id]);
});

test('what an expression hides for an item need not be there', async () => {
	const run = await stage.outx(
		'watchlistPost.like',
		{
			...like,
			actorType: '={{ $json.page ? "company" : "user" }}',
			companyTitle: '={{ $json.page }}',
		},
		{ items: [{ json: {} }] },
	);
	expect(stage.sandbox.requests.map(({ path }) => path)).toEqual(['/api-like']);
	expect(run.error?.message).not.toMatch(/Company Page Name/);
});

const FROM_A_TASK: Array<[string, INodeParameters, string]> = [
	['message.send', { recipient: '={{ $json.entity_urn }}', message: 'Hi' }, 'Person'],
	['connection.sendRequest', { profile: '={{ $json.profile_urn }}' }, 'Person'],
	['profile.get', { profile: '={{ $json.public_identifier }}' }, 'Person'],
	['post.like', { post: '={{ $json.nested.urn }}' }, 'Post'],
];

describe('an empty field of an item that is a task', () => {
	test.each(FROM_A_TASK)('of %s says how to get its result', async (what, parameters, label) => {
		const items = [{ json: { success: true, api_agent_task_id: ID } }];
		const { error } = await stage.outx(what, parameters, { items });
		expect(present(error).message).toBe(
			`'${label}' is empty, because the input is a task and not its result [item 0]`,
		);
		expect(present(error).description).toContain(
			"Turn on 'Wait for Completion' in the previous node",
		);
		expect(present(error).description).toContain('OutX Wait for Task');
		expect(stage.sandbox.requests).toEqual([]);
	});

	test.each(FROM_A_TASK)(
		'of %s says nothing of it once it is completed',
		async (what, parameters) => {
			const items = [{ json: { api_agent_task_id: ID, status: 'completed', sent: true } }];
			const { error } = await stage.outx(what, parameters, { items });
			expect(present(error).message).toMatch(/^'\w+' is empty \[item 0\]$/);
		},
	);
});

test('the first click returns people, and sending returns the task', async () => {
	const people = await stage.outx('connection.getAll', {});
	expect(people.items.length).toBeGreaterThan(10);
	for (const { json } of people.items) expect(typeof json.name).toBe('string');
	const sent = await stage.outx(
		'message.send',
		{ recipient: '={{ $json.entity_urn }}', message: 'Hi' },
		{ items: people.items.slice(0, 2) },
	);
	for (const { json } of sent.items) expect(Object.keys(json)).toContain('api_agent_task_id');
	expect(sent.items).toHaveLength(2);
});
